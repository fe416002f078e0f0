namespace NNGen;

/// <summary>
/// A linear warm-up, if any, then a power of the straight line from 1 down to <see cref="WarmupDecay.FinalFactor"/>:
/// <c>f + (1 − f) · (1 − p)^power</c> with the progress p, as PyTorch's <c>PolynomialLR</c>.
/// </summary>
public sealed class PolynomialDecay : WarmupDecay
{
    /// <summary>The power: a finite number above 0. Default: 1, which is <see cref="LinearDecay"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float Power
    {
        get;
        init => field = OptimizerSetting.Require(
            value, value is > 0 and < float.PositiveInfinity, nameof(Power), "a finite number above 0");
    } = 1;

    private protected override double Remaining(double progress) => PortableMath.Pow(1 - progress, Power);
}
