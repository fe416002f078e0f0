namespace NNGen;

/// <summary>
/// Normalises every channel over the whole batch: <c>y[r, c, k] = gamma[k] · (x[r, c, k] − mean) / √(variance + ε) + beta[k]</c>, x and y of
/// shape [.., C]. In training, mean and (biased) variance are those of channel k over all samples of the batch and all positions; in
/// use, and in <c>Evaluate</c>, they are running averages of those of the training's batches.
/// </summary>
/// <param name="momentum">
/// The weight of the old running average in <c>average ← momentum · average + (1 − momentum) · value</c>, which every step of the training
/// computes, from 0 to 1. Default: 0.99, as in Keras; with 1 the averages stay. PyTorch's and ONNX' momentum is 1 − this one (0.1 and 0.9).
/// </param>
/// <param name="epsilon">ε, what is added to the variance, above 0. Default: 0.001, as in Keras (PyTorch and ONNX: 0.00001).</param>
/// <remarks>
/// Parameters: <c>gamma</c> [C], which starts as 1, and <c>beta</c> [C], which starts as 0. Running statistics, saved with them but not
/// trained and not counted as parameters: <c>moving_mean</c> [C], which starts as 0, and <c>moving_variance</c> [C], which starts as 1.
/// A frozen layer keeps its running statistics and uses them in training too, as in Keras.
/// In use the layer is a part of the layer before it and costs no pass of its own, where that is a dense layer or a convolution; a
/// bias of that layer would do nothing that beta does not: <c>UseBias = false</c> spares it. Neither the number of threads nor the cutting
/// into blocks changes a bit of the result. A batch of one sample without positions has no variance: its output is beta.
/// Keras: <c>BatchNormalization</c>; PyTorch: <c>BatchNorm1d</c> and <c>BatchNorm2d</c>, whose running variance is the unbiased one; ONNX:
/// <c>BatchNormalization</c>. Source: Ioffe and Szegedy, Batch Normalization (2015).
/// </remarks>
public sealed class BatchNormalizationAttribute(float momentum = 0.99f, float epsilon = 1e-3f) : LayerAttribute
{
    /// <summary>The weight of the old running average.</summary>
    public float Momentum { get; } = momentum;

    /// <summary>ε, what is added to the variance.</summary>
    public float Epsilon { get; } = epsilon;
}
