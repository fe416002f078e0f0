using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>Charts of lines: anything over anything, and the course of a training.</content>
public sealed partial class Picture
{
    private const double LineChartHeight = 400;

    /// <summary>A chart of lines.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="xLabel">What the horizontal axis shows, with its unit.</param>
    /// <param name="yLabel">What the vertical axis shows, with its unit.</param>
    /// <param name="lines">The lines, drawn in this order.</param>
    /// <param name="logarithmic">
    /// Whether equal ratios are equally high. Values of 0 or less cannot be shown then and leave gaps. Default: no.
    /// </param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">x and y of a line differ in length, or nothing is left that can be shown.</exception>
    public static Picture Lines(string title, string xLabel, string yLabel, IReadOnlyList<LineSeries> lines, bool logarithmic = false)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (logarithmic) lines = [.. lines.Select(Positive)];
        IReadOnlyList<Curve> curves = Curves.Check(lines, nameof(lines));
        var canvas = new Canvas(title, LineChartHeight);
        if (curves.Count > 1) canvas.Legend([.. curves.Select(curve => curve.Entry)]);
        DrawLines(canvas, canvas.Body, xLabel, yLabel, curves, logarithmic);
        return canvas.ToPicture($"{yLabel} over {xLabel}: {string.Join(", ", lines.Select(line => line.Name))}.");
    }

    /// <summary>
    /// The course of a training: the loss of every epoch and, where it was measured, the accuracy, each of the training data and of the
    /// validation data.
    /// </summary>
    /// <param name="history">What <c>Fit</c> returned.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The history has no finished epoch.</exception>
    public static Picture LearningCurves(TrainingHistory history, string title = "Learning curves")
    {
        ArgumentNullException.ThrowIfNull(history);
        IReadOnlyList<Curve> loss = Course(history, epoch => epoch.Loss, epoch => epoch.ValidationLoss);
        IReadOnlyList<Curve> accuracy = Course(history, epoch => 100 * epoch.Accuracy, epoch => 100 * epoch.ValidationAccuracy);
        if (loss.Count == 0)
        {
            throw new ArgumentException("Learning curves need at least one finished epoch, but there is none.", nameof(history));
        }
        var canvas = new Canvas(title, accuracy.Count > 0 ? 340 : LineChartHeight);
        if (loss.Count > 1) canvas.Legend([.. loss.Select(curve => curve.Entry)]);
        int panels = accuracy.Count > 0 ? 2 : 1;
        DrawLines(canvas, canvas.Body.Cell(0, panels, 0, 1, gap: 10), "epoch", "loss", loss);
        if (panels > 1) DrawLines(canvas, canvas.Body.Cell(1, panels, 0, 1, gap: 10), "epoch", "accuracy in %", accuracy);
        EpochResult last = history.Epochs[^1];
        string end = FormattableString.Invariant($"loss {last.Loss:G4}");
        if (last.ValidationLoss is { } validation) end += FormattableString.Invariant($", of the validation data {validation:G4}");
        return canvas.ToPicture($"Loss and accuracy of {history.Epochs.Count} epochs. At the end: {end}.");
    }

    private static IReadOnlyList<Curve> Course(
        TrainingHistory history, Func<EpochResult, double?> training, Func<EpochResult, double?> validation)
    {
        LineSeries Line(string name, Func<EpochResult, double?> value) => new(
            name,
            [.. history.Epochs.Select(epoch => (double)epoch.Epoch)],
            [.. history.Epochs.Select(epoch => value(epoch) ?? double.NaN)]);

        Curve[] curves = [new(Line("training", training), Color.Series(0)), new(Line("validation", validation), Color.Series(1))];
        return [.. curves.Where(curve => Curves.Points(curve.Series).Any())];
    }

    private static void DrawLines(
        Canvas canvas, Box area, string xLabel, string yLabel, IReadOnlyList<Curve> curves, bool isLogarithmic = false)
    {
        Domain x = Curves.XDomain(curves).Padded(0.01);
        Domain y = Curves.YDomain(curves);
        y = isLogarithmic ? new Domain(y.Min / 1.3, y.Max * 1.3) : y.Padded();
        bool isCounted = curves.All(curve => curve.Series.X.All(double.IsInteger));
        Plot plot = Plot.Draw(
            canvas.Svg,
            area,
            new Axis(xLabel, x, isCounted ? AxisKind.Whole : AxisKind.Linear),
            new Axis(yLabel, y, isLogarithmic ? AxisKind.Logarithmic : AxisKind.Linear));
        foreach (Curve curve in curves) Curves.Draw(canvas.Svg, plot, curve);
    }

    private static LineSeries Positive(LineSeries line) => line with { Y = [.. line.Y.Select(y => y > 0 ? y : double.NaN)] };
}
