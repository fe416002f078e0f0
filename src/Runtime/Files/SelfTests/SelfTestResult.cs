using System.IO;

namespace NNGen;

/// <summary>
/// What a self-test found. An output a agrees with the recorded b where |a − b| ≤ 1e-6 + 1e-5·|b|: other sums in another order pass, another
/// formula or another layout does not.
/// </summary>
/// <param name="Samples">The number of samples.</param>
/// <param name="Sample">The sample with the worst output, counted from 0.</param>
/// <param name="Output">The worst output's place in its row, counted from 0.</param>
/// <param name="Expected">What was recorded there.</param>
/// <param name="Found">What the network computes there.</param>
/// <param name="Tolerances">The worst deviation, in units of what is allowed there: at most 1 when the test passes.</param>
public sealed record SelfTestResult(int Samples, int Sample, int Output, float Expected, float Found, double Tolerances)
{
    private const double Absolute = 1e-6;
    private const double Relative = 1e-5;

    /// <summary>Whether every output agrees.</summary>
    public bool IsPassed => Tolerances <= 1;

    /// <summary>The worst output's deviation, |a − b|.</summary>
    public double Deviation => Math.Abs((double)Found - Expected);

    /// <summary>Throws where the test does not pass.</summary>
    /// <exception cref="InvalidDataException">An output deviates; the message says which, and how far.</exception>
    public void RequirePassed()
    {
        if (!IsPassed) throw new InvalidDataException(ToString());
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string verdict = IsPassed ? "passed" : "failed";
        return FormattableString.Invariant(
            $"The self-test {verdict}: of {Samples} samples, output {Output} of sample {Sample} is the worst: expected {Expected:G9}, found {Found:G9}, {Tolerances:G3} times what is allowed.");
    }

    internal static SelfTestResult Compare(ReadOnlySpan<float> found, ReadOnlySpan<float> expected, int outputLength)
    {
        int worst = 0;
        double most = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = Absolute + (Relative * Math.Abs((double)expected[i]));
            double tolerances = found[i].Equals(expected[i]) ? 0 : Math.Abs((double)found[i] - expected[i]) / allowed;

            // What is no number, or infinite on one side only, deviates most of all.
            if (double.IsNaN(tolerances)) tolerances = double.PositiveInfinity;
            if (tolerances > most) (worst, most) = (i, tolerances);
        }

        return new SelfTestResult(expected.Length / outputLength, worst / outputLength, worst % outputLength, expected[worst], found[worst], most);
    }
}
