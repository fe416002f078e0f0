namespace NNGen;

/// <summary>
/// Adam with Nesterov's momentum (Dozat, 2016), in PyTorch's form: with <c>μₜ = β₁ · (1 − 0.5 · 0.96^(ψ·t))</c> and the product Πₜ of all μ
/// so far, the step goes along <c>μₜ₊₁ · m / (1 − Πₜ₊₁) + (1 − μₜ) · g / (1 − Πₜ)</c> instead of <c>m / (1 − β₁ᵗ)</c>.
/// </summary>
public sealed class Nadam : AdaptiveMoments
{
    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.002 (Keras: 0.001).</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Nadam(float learningRate = 2e-3f)
        : base(learningRate)
    {
    }

    /// <summary>How fast the momentum warms up, ψ: a finite number of at least 0. Default: 0.004.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float MomentumDecay
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(MomentumDecay));
    } = 4e-3f;

    private protected override double MomentDecay(long number) => Momentum(number);

    private protected override (double Moment, double Gradient) Shares(long number, double product)
    {
        double next = Momentum(number + 1);
        return (next / (1 - (product * next)), (1 - Momentum(number)) / (1 - product));
    }

    private double Momentum(long number) => Beta1 * (1 - (0.5 * PortableMath.Pow(0.96, MomentumDecay * (double)number)));
}
