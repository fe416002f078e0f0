using System.Globalization;
using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>What a network makes of a plane.</content>
public sealed partial class Picture
{
    /// <summary>
    /// The decision boundary of a problem with two inputs: the regions of the plane that the network assigns to each class, darker where it
    /// is surer, and the samples.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class, of two inputs.</typeparam>
    /// <param name="network">The network: an output for each class, or one that is the probability of class 1.</param>
    /// <param name="data">Samples with labels. Of more than 2,000, evenly chosen ones are drawn.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The data or the network has not two inputs, or the classes differ.</exception>
    public static Picture DecisionBoundary<TNetwork>(TNetwork network, Dataset data, string title = "Decision boundary")
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return DecisionBoundary(inputs => network.Predict(inputs), data, title);
    }

    /// <summary>The same for whatever predicts, such as a network behind a scaler.</summary>
    /// <param name="predict">
    /// Gives the outputs of row-major [count, 2] inputs: row-major [count, classes], or one number for each sample, the probability of
    /// class 1.
    /// </param>
    /// <param name="data">Samples with labels. Of more than 2,000, evenly chosen ones are drawn.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The data has not two inputs or no labels, or there are too few outputs.</exception>
    public static Picture DecisionBoundary(Func<float[], float[]> predict, Dataset data, string title = "Decision boundary")
    {
        ArgumentNullException.ThrowIfNull(predict);
        var field = new DecisionField(data, nameof(data));
        var regions = new DecisionRegions(field, predict);
        var canvas = new Canvas(title, 480);
        DescribeClasses(canvas, field);
        Plot plot = DrawPlane(canvas, canvas.Body, field, heading: null);
        regions.Draw(canvas.Svg, plot);
        DrawSamples(canvas.Svg, plot, field, 6);
        return canvas.ToPicture($"The regions that a network assigns to {field.Classes} classes, and {field.Shown} samples.");
    }

    internal static void DescribeClasses(Canvas canvas, DecisionField field)
    {
        canvas.Legend([.. Enumerable.Range(0, field.Classes).Select(kind =>
            new LegendEntry(string.Create(CultureInfo.InvariantCulture, $"class {kind}"), Color.Series(kind), Marks.ShapeOf(kind)))]);
        if (field.Shown < field.Total)
        {
            canvas.Note(string.Create(CultureInfo.InvariantCulture, $"{field.Shown:N0} of {field.Total:N0} samples"));
        }
    }

    internal static Plot DrawPlane(Canvas canvas, Box area, DecisionField field, string? heading) =>
        Plot.Draw(canvas.Svg, area, new Axis("input 1", field.X), new Axis("input 2", field.Y), heading);

    internal static void DrawSamples(SvgWriter svg, Plot plot, DecisionField field, double size)
    {
        for (int kind = 0; kind < field.Classes; kind++)
        {
            Point[] places = [.. field.Points[kind].Select(point => plot.At(point.X, point.Y))];
            Marks.Draw(svg, places, Marks.ShapeOf(kind), Color.Series(kind), size, halo: 0.8);
        }
    }
}
