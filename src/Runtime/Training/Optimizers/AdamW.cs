namespace NNGen;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019), in PyTorch's form: <c>p ← (1 − lr·λ)·p</c>, then Adam's step. All
/// parameters decay, biases too, as in PyTorch and Keras; <see cref="Regularization.DecoupledDecay"/> spares them.
/// </summary>
public sealed class AdamW : AdaptiveMoments
{
    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public AdamW(float learningRate = 1e-3f)
        : base(learningRate)
    {
    }

    /// <summary>The decay λ: a finite number of at least 0. Default: 0.01 (Keras: 0.004).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float WeightDecay
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(WeightDecay));
    } = 0.01f;

    private protected override double DecayFactor(float learningRate) => 1 - ((double)learningRate * WeightDecay);
}
