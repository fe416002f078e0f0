namespace NNGen;

/// <summary>
/// A linear warm-up, if any, then half a cosine from 1 down to <see cref="WarmupDecay.FinalFactor"/>:
/// <c>f + (1 − f) · (1 + cos(π·p)) / 2</c> with the progress p (Loshchilov and Hutter, 2017, without restarts).
/// </summary>
public sealed class CosineDecay : WarmupDecay
{
    private protected override double Remaining(double progress) => (1 + PortableMath.Cos(Math.PI * progress)) / 2;
}
