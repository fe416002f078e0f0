namespace NNGen;

/// <summary>
/// A linear warm-up, if any, then a straight line from 1 down to <see cref="WarmupDecay.FinalFactor"/>: <c>f + (1 − f) · (1 − p)</c> with
/// the progress p.
/// </summary>
public sealed class LinearDecay : WarmupDecay
{
    private protected override double Remaining(double progress) => 1 - progress;
}
