using System.Globalization;

namespace NNGen.Learning;

/// <summary>What cross-validation came to.</summary>
/// <param name="Scores">The score of each fold; empty when a training diverged.</param>
/// <param name="MeanFitTime">The mean time of a fit.</param>
public sealed record CrossValidationScores(IReadOnlyList<double> Scores, TimeSpan MeanFitTime)
{
    /// <summary>The mean of the scores; NaN when a training diverged.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (double score in Scores) sum += score;
            return sum / Scores.Count;
        }
    }

    /// <summary>The standard deviation of the scores, that of the population.</summary>
    public double Deviation
    {
        get
        {
            double mean = Mean;
            double sum = 0;
            foreach (double score in Scores) sum += (score - mean) * (score - mean);
            return Math.Sqrt(sum / Scores.Count);
        }
    }

    /// <summary>As in <c>0.953 ± 0.012</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Scores.Count == 0
        ? "diverged"
        : string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} ± {Deviation:F4}");
}
