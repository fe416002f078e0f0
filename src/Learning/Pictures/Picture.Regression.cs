using System.Globalization;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>How far predicted numbers are from the true ones.</content>
public sealed partial class Picture
{
    private const int MostScatterPoints = 3_000;

    /// <summary>Predicted over true values: on the diagonal where the prediction is perfect.</summary>
    /// <param name="targets">The true values.</param>
    /// <param name="predictions">The predicted values, one for each.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture. Of more than 3,000 samples, evenly chosen ones are drawn.</returns>
    /// <exception cref="ArgumentException">The counts differ, or no pair of values is finite.</exception>
    public static Picture PredictedVersusTrue(
        ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, string title = "Predicted and true values")
    {
        List<Point> points = Pairs(targets, predictions, nameof(predictions), (target, prediction) => new Point(target, prediction));
        Domain domain = Domain.Empty;
        foreach (Point point in points) domain = domain.With(point.X).With(point.Y);
        domain = domain.Padded();
        var canvas = new Canvas(title, 540);
        Plot plot = Scatter(
            canvas, points, targets.Length, new Axis("true value", domain), new Axis("predicted value", domain), isSquare: true);
        canvas.Svg.Line(plot.At(domain.Min, domain.Min), plot.At(domain.Max, domain.Max), Paint.Stroke(Color.Ink, 1.5, dashes: "4 4"));
        return canvas.ToPicture($"Predicted over true values of {targets.Length} samples; the dashed line is a perfect prediction.");
    }

    /// <summary>
    /// Residuals, true minus predicted values, over the predicted values: around zero, and without a pattern where all is well.
    /// </summary>
    /// <param name="targets">The true values.</param>
    /// <param name="predictions">The predicted values, one for each.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture. Of more than 3,000 samples, evenly chosen ones are drawn.</returns>
    /// <exception cref="ArgumentException">The counts differ, or no pair of values is finite.</exception>
    public static Picture Residuals(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, string title = "Residuals")
    {
        List<Point> points = Pairs(
            targets, predictions, nameof(predictions), (target, prediction) => new Point(prediction, (double)target - prediction));
        Domain x = Domain.Empty, y = new(0, 0);
        foreach (Point point in points) (x, y) = (x.With(point.X), y.With(point.Y));
        (x, y) = (x.Padded(), y.Padded());
        var canvas = new Canvas(title, LineChartHeight);
        Plot plot = Scatter(canvas, points, targets.Length, new Axis("predicted value", x), new Axis("true − predicted value", y));
        canvas.Svg.Line(plot.At(x.Min, 0), plot.At(x.Max, 0), Paint.Stroke(Color.Ink, 1.5, dashes: "4 4"));
        return canvas.ToPicture($"True minus predicted over predicted values of {targets.Length} samples; the dashed line is zero.");
    }

    private static Plot Scatter(Canvas canvas, List<Point> points, int total, Axis x, Axis y, bool isSquare = false)
    {
        if (points.Count < total)
        {
            canvas.Note(string.Create(CultureInfo.InvariantCulture, $"{points.Count:N0} of {total:N0} samples"));
        }

        Plot plot = Plot.Draw(canvas.Svg, canvas.Body, x, y, isSquare: isSquare);
        Marks.Draw(canvas.Svg, points.ConvertAll(point => plot.At(point.X, point.Y)), MarkShape.Circle, Color.Series(0), 5, halo: 0.5);
        return plot;
    }

    private static List<Point> Pairs(
        ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, string argument, Func<float, float, Point> place)
    {
        if (targets.Length != predictions.Length)
        {
            throw new ArgumentException(
                $"{targets.Length} true values have as many predictions, but {predictions.Length} were given.", argument);
        }

        int shown = Math.Min(targets.Length, MostScatterPoints);
        var points = new List<Point>();
        for (int index = 0; index < shown; index++)
        {
            int sample = (int)((long)index * targets.Length / shown);
            if (float.IsFinite(targets[sample]) && float.IsFinite(predictions[sample]))
            {
                points.Add(place(targets[sample], predictions[sample]));
            }
        }

        return points.Count > 0
            ? points
            : throw new ArgumentException("The picture needs at least one pair of finite values, but there is none.", argument);
    }
}
