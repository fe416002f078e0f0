using System.Globalization;
using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>How good scores and probabilities are, whatever the threshold.</content>
public sealed partial class Picture
{
    private static readonly Domain UnitDomain = new Domain(0, 1).Padded(0.02);

    /// <summary>A ROC curve: true positives over false positives. The dashed diagonal is guessing.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    public static Picture Roc(RocCurve curve, string title = "ROC curve") => Roc([("network", curve)], title);

    /// <summary>Several ROC curves, such as one for each class or for each network. The dashed diagonal is guessing.</summary>
    /// <param name="curves">The curves with their names.</param>
    /// <param name="title">Stands above them.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no curve.</exception>
    public static Picture Roc(IReadOnlyList<(string Name, RocCurve Curve)> curves, string title = "ROC curves")
    {
        ArgumentNullException.ThrowIfNull(curves);
        return UnitSquare(
            title,
            "false positive rate",
            "true positive rate",
            [.. curves.Select(item => new LineSeries(
                Measured(item.Name, "AUC", item.Curve.Area), item.Curve.FalsePositiveRate, item.Curve.TruePositiveRate))],
            new LineSeries("guessing", [0, 1], [0, 1]));
    }

    /// <summary>A precision–recall curve, more telling than a ROC curve where positives are rare.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    public static Picture PrecisionRecall(PrecisionRecallCurve curve, string title = "Precision and recall") =>
        PrecisionRecall([("network", curve)], title);

    /// <summary>Several precision–recall curves, such as one for each class or for each network.</summary>
    /// <param name="curves">The curves with their names.</param>
    /// <param name="title">Stands above them.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no curve.</exception>
    public static Picture PrecisionRecall(
        IReadOnlyList<(string Name, PrecisionRecallCurve Curve)> curves, string title = "Precision and recall")
    {
        ArgumentNullException.ThrowIfNull(curves);
        return UnitSquare(
            title,
            "recall",
            "precision",
            [.. curves.Select(
                item => new LineSeries(Measured(item.Name, "AP", item.Curve.AveragePrecision), item.Curve.Recall, item.Curve.Precision))]);
    }

    /// <summary>
    /// A calibration curve, or reliability diagram: the part of the samples that was positive over the probability that was predicted. The
    /// dashed diagonal is a perfect forecast; larger dots stand for more samples.
    /// </summary>
    /// <param name="curve">The curve.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The curve has no bin.</exception>
    public static Picture Calibration(CalibrationCurve curve, string title = "Calibration")
    {
        ArgumentNullException.ThrowIfNull(curve);
        double most = Math.Max(curve.Counts.DefaultIfEmpty().Max(), 1);
        return UnitSquare(
            title,
            "mean predicted probability",
            "part of the samples that is positive",
            [new LineSeries("network; larger dots: more samples", curve.MeanProbability, curve.PositivePart)],
            new LineSeries("perfect", [0, 1], [0, 1]),
            (svg, plot) =>
            {
                for (int bin = 0; bin < curve.Counts.Count; bin++)
                {
                    Point center = plot.At(curve.MeanProbability[bin], curve.PositivePart[bin]);
                    svg.Circle(center, 3 + (6 * Math.Sqrt(curve.Counts[bin] / most)), Paint.Fill(Color.Series(0)));
                }
            });
    }

    private static string Measured(string name, string measure, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}, {measure} {value:F3}");

    private static Picture UnitSquare(
        string title,
        string xLabel,
        string yLabel,
        IReadOnlyList<LineSeries> lines,
        LineSeries? reference = null,
        Action<SvgWriter, Plot>? marks = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        IReadOnlyList<Curve> curves = Curves.Check(lines, nameof(lines));
        if (reference is not null) curves = [new Curve(reference, Color.Muted, "4 4"), .. curves];
        var canvas = new Canvas(title, 540);
        canvas.Legend([.. curves.OrderBy(curve => curve.Series == reference).Select(curve => curve.Entry)]);
        Plot plot = Plot.Draw(canvas.Svg, canvas.Body, new Axis(xLabel, UnitDomain), new Axis(yLabel, UnitDomain), isSquare: true);
        foreach (Curve curve in curves) Curves.Draw(canvas.Svg, plot, curve);
        marks?.Invoke(canvas.Svg, plot);
        return canvas.ToPicture($"{yLabel} over {xLabel}: {string.Join("; ", lines.Select(line => line.Name))}.");
    }
}
