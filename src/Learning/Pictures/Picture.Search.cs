using System.Globalization;
using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>How hyper-parameters did.</content>
public sealed partial class Picture
{
    private const int MostFields = 14;

    /// <summary>
    /// The mean scores of a search over two of its hyper-parameters: a table where they have few values, dots where they have many, such as
    /// those of a random search. Where others were tried as well, a field shows the best of its trials.
    /// </summary>
    /// <param name="result">What the search came to.</param>
    /// <param name="rows">The hyper-parameter from top to bottom. Default: the first one.</param>
    /// <param name="columns">The hyper-parameter from left to right. Default: the second one, if there is one.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture. Trials that diverged leave their fields blank.</returns>
    /// <exception cref="ArgumentException">
    /// No trial has a score, there is no such hyper-parameter, or one has many values that are no numbers.
    /// </exception>
    public static Picture Search(SearchResult result, string? rows = null, string? columns = null, string title = "Search")
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Trials.Any(trial => Domain.IsShown(trial.Scores.Mean)))
        {
            throw new ArgumentException("A picture of a search needs at least one trial with a score, but there is none.", nameof(result));
        }

        rows ??= result.Names[0];
        columns ??= result.Names.FirstOrDefault(name => name != rows) ?? rows;
        var y = new HyperParameterAxis(result, rows);
        var x = new HyperParameterAxis(result, columns);
        return x.Values.Count <= MostFields && y.Values.Count <= MostFields
            ? SearchTable(result, x, y, title)
            : SearchDots(result, x, y, title);
    }

    private static Picture SearchTable(SearchResult result, HyperParameterAxis x, HyperParameterAxis y, string title)
    {
        bool isOneRow = x.Name == y.Name;
        var best = new double[isOneRow ? 1 : y.Values.Count, x.Values.Count];
        for (int i = 0; i < best.Length; i++) best[i / x.Values.Count, i % x.Values.Count] = double.NaN;
        foreach (SearchTrial trial in result.Trials)
        {
            ref double field = ref best[isOneRow ? 0 : y.IndexOf(trial), x.IndexOf(trial)];
            if (!(field >= trial.Scores.Mean)) field = trial.Scores.Mean;
        }

        return HeatMap(title, isOneRow ? string.Empty : y.Name, isOneRow ? ["mean score"] : y.Values, x.Name, x.Values, best);
    }

    private static Picture SearchDots(SearchResult result, HyperParameterAxis x, HyperParameterAxis y, string title)
    {
        Domain scores = Domain.Of(result.Trials.Select(trial => trial.Scores.Mean));
        var canvas = new Canvas(title, LineChartHeight + 40);
        canvas.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"darker dots: better, mean scores from {Histogram.Short(scores.Min)} to {Histogram.Short(scores.Max)}; the best has a ring"));
        Plot plot = Plot.Draw(canvas.Svg, canvas.Body, x.ToAxis(), y.ToAxis());
        foreach (SearchTrial trial in result.Trials.Where(trial => Domain.IsShown(trial.Scores.Mean)).OrderBy(trial => trial.Scores.Mean))
        {
            double part = scores.Length > 0 ? (trial.Scores.Mean - scores.Min) / scores.Length : 1;
            Point place = plot.At(x.NumberOf(trial), y.NumberOf(trial));
            canvas.Svg.Circle(
                place,
                6,
                Paint.Fill(Color.Series(0), 0.1 + (0.9 * part)) with { StrokeColor = Color.Series(0), StrokeWidth = 1, StrokeOpacity = 1 });
            if (trial == result.Best) canvas.Svg.Circle(place, 10, Paint.Stroke(Color.Series(1), 2.5));
        }

        return canvas.ToPicture($"The mean scores of {result.Trials.Count} trials over {x.Name} and {y.Name}.");
    }
}
