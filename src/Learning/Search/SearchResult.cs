using System.Globalization;
using System.Text;

namespace NNGen.Learning;

/// <summary>One combination of hyper-parameters and how it did.</summary>
/// <param name="Point">The hyper-parameters.</param>
/// <param name="Scores">The scores of cross-validation; none when a training diverged.</param>
public sealed record SearchTrial(SearchPoint Point, CrossValidationScores Scores);

/// <summary>What a search came to.</summary>
/// <param name="Names">The names of the hyper-parameters.</param>
/// <param name="Trials">The finished trials, in the order of the search.</param>
/// <param name="Cancelled">Whether it was stopped early.</param>
public sealed record SearchResult(IReadOnlyList<string> Names, IReadOnlyList<SearchTrial> Trials, bool Cancelled)
{
    /// <summary>The trial with the greatest mean score, the first of equals.</summary>
    /// <exception cref="InvalidOperationException">No trial was finished, or the trainings of all diverged.</exception>
    public SearchTrial Best
    {
        get
        {
            SearchTrial first = Ranked()[0];
            if (first.Scores.Scores.Count > 0) return first;
            throw new InvalidOperationException("Expected a trial that did not diverge, found none: try smaller learning rates.");
        }
    }

    /// <summary>The trials, the best first; those that diverged last.</summary>
    /// <returns>The same trials in another order.</returns>
    /// <exception cref="InvalidOperationException">No trial was finished.</exception>
    public IReadOnlyList<SearchTrial> Ranked()
    {
        if (Trials.Count == 0) throw new InvalidOperationException("Expected a finished trial, found none: the search was cancelled.");
        var places = new int[Trials.Count];
        for (int i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(places, (a, b) =>
        {
            // NaN comes before all numbers in .NET's order, so it is the last of the falling one.
            int order = Trials[b].Scores.Mean.CompareTo(Trials[a].Scores.Mean);
            return order != 0 ? order : a.CompareTo(b);
        });
        return Array.ConvertAll(places, place => Trials[place]);
    }

    /// <summary>A table of all trials, the best first.</summary>
    /// <returns>The table; lines end with <c>\n</c>.</returns>
    public override string ToString()
    {
        string[] heads = ["rank", .. Names, "score", "fit"];
        var rows = new List<string[]> { heads };
        foreach (SearchTrial trial in Ranked())
        {
            var row = new List<string> { rows.Count.ToString(CultureInfo.InvariantCulture) };
            foreach (string name in Names) row.Add(trial.Point.Text(name));
            row.Add(trial.Scores.ToString());
            row.Add(string.Create(CultureInfo.InvariantCulture, $"{trial.Scores.MeanFitTime.TotalMilliseconds:F0} ms"));
            rows.Add([.. row]);
        }

        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            for (int column = 0; column < row.Length; column++)
            {
                int width = 0;
                foreach (string[] other in rows) width = Math.Max(width, other[column].Length);
                text.Append(row[column].PadLeft(width)).Append(column == row.Length - 1 ? "\n" : "  ");
            }
        }

        return text.ToString();
    }
}
