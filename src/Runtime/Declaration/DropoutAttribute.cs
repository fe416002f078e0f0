namespace NNGen;

/// <summary>
/// Drops values at random while the network trains: <c>y = x · n</c>, where n is 0 with the probability rate and else 1 / (1 − rate), so that
/// the mean stays. In use, and in <c>Evaluate</c>, nothing is computed: <c>y = x</c>. x and y of any shape.
/// </summary>
/// <param name="rate">The probability with which a value is dropped, at least 0 and less than 1.</param>
/// <remarks>
/// The numbers follow from the seed of the training, the step and the sample's place in its batch, and from nothing else: not from threads,
/// blocks or vectors. Keras and PyTorch: <c>Dropout</c>; ONNX: <c>Dropout</c>. Source: Srivastava et al., Dropout (2014).
/// </remarks>
public sealed class DropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>The part of the values that is dropped.</summary>
    public float Rate { get; } = rate;
}
