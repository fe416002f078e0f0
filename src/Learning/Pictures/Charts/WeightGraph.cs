using System.Globalization;
using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>
/// A network of few dense layers, unit by unit: one line for each weight, the wider the larger it is, and coloured by its sign.
/// </summary>
internal sealed class WeightGraph
{
    /// <summary>More units in a column, or more lines, would be a solid area.</summary>
    private const int MostUnits = 24;
    private const int MostLines = 1_500;

    private const double WidestLine = 4.5;
    private const double NarrowestLine = 0.3;
    private const double LargestRadius = 11;

    private readonly NetworkDescription network;
    private readonly IReadOnlyList<DenseWeights> layers;

    private WeightGraph(NetworkDescription network, IReadOnlyList<DenseWeights> layers)
    {
        this.network = network;
        this.layers = layers;
    }

    /// <summary>The graph; null where the network is not a chain of small dense layers.</summary>
    public static WeightGraph? Of(ParameterBuffer parameters)
    {
        NetworkDescription network = parameters.Description;
        int units = network.InputLength;
        var layers = new List<DenseWeights>();
        string previous = network.Inputs[0].Name;
        foreach (LayerDescription layer in network.Layers)
        {
            if (layer.Kind != "Dense" || layer.Inputs.Count != 1 || layer.Inputs[0] != previous) return null;
            float[] kernel = parameters[$"{layer.Name}.kernel"].ToArray();
            layers.Add(new DenseWeights(layer, kernel, units, kernel.Length / units));
            units = kernel.Length / units;
            previous = layer.Name;
        }

        bool isSmall = network.InputLength <= MostUnits && layers.All(layer => layer.Outputs <= MostUnits)
            && layers.Sum(layer => layer.Kernel.Length) <= MostLines;
        return isSmall ? new WeightGraph(network, layers) : null;
    }

    public void Draw(Canvas canvas)
    {
        canvas.Legend(
            new LegendEntry("positive weight", Color.Series(0)),
            new LegendEntry("negative weight; the wider the line, the larger", Color.Series(1)));
        Box body = canvas.Body.Inset(30, 10, 30, 44);
        IReadOnlyList<Point>[] columns = [.. Enumerable.Range(0, layers.Count + 1).Select(column => Units(body, column))];
        float[] finite = [.. layers.SelectMany(layer => layer.Kernel).Where(float.IsFinite).Select(Math.Abs)];
        double largest = finite.Length == 0 ? 0 : finite.Max();
        for (int layer = 0; layer < layers.Count; layer++)
        {
            DrawLines(canvas.Svg, layers[layer], columns[layer], columns[layer + 1], largest);
        }

        double radius = Math.Clamp(0.36 * body.Height / columns.Max(column => column.Count), 3, LargestRadius);
        for (int column = 0; column < columns.Length; column++)
        {
            DrawUnits(canvas, columns[column], column, radius, body.Width / layers.Count);
        }
    }

    private IReadOnlyList<Point> Units(Box body, int column)
    {
        int count = column == 0 ? network.InputLength : layers[column - 1].Outputs;
        double x = body.X + (body.Width * column / layers.Count);
        double step = Math.Min(body.Height / count, 56);
        return [.. Enumerable.Range(0, count).Select(unit => new Point(x, body.Center.Y + ((unit - ((count - 1) / 2.0)) * step)))];
    }

    private static void DrawLines(SvgWriter svg, DenseWeights layer, IReadOnlyList<Point> from, IReadOnlyList<Point> to, double largest)
    {
        // Small weights first, so that large ones are not hidden by them.
        foreach (int index in Enumerable.Range(0, layer.Kernel.Length).OrderBy(index => Math.Abs(layer.Kernel[index])))
        {
            float weight = layer.Kernel[index];
            if (!float.IsFinite(weight) || weight == 0) continue;
            double part = Math.Abs(weight) / largest;
            Paint paint = Paint.Stroke(
                Color.Series(weight > 0 ? 0 : 1), Math.Max(WidestLine * part, NarrowestLine), opacity: 0.25 + (0.65 * part));
            svg.Line(from[index / layer.Outputs], to[index % layer.Outputs], paint);
        }
    }

    private void DrawUnits(Canvas canvas, IReadOnlyList<Point> units, int column, double radius, double room)
    {
        foreach (Point unit in units)
        {
            canvas.Svg.Circle(unit, radius, Paint.Fill(Color.Paper));
            canvas.Svg.Circle(unit, radius, Paint.Stroke(Color.Ink, 1.5));
        }

        LayerDescription? layer = column == 0 ? null : layers[column - 1].Layer;
        string name = TextMetrics.Fit(layer?.Name ?? network.Inputs[0].Name, room, Canvas.FontSize);
        string kind = layer is null
            ? string.Create(CultureInfo.InvariantCulture, $"{network.InputLength} values")
            : layer.Activation.ToString();
        var below = new Point(units[0].X, canvas.Body.Bottom - 26);
        canvas.Svg.Text(below, name, Canvas.FontSize, Color.Ink, Anchor.Middle);
        canvas.Svg.Text(below + new Point(0, 16), TextMetrics.Fit(kind, room, 11), Canvas.FontSize - 1, Color.Muted, Anchor.Middle);
    }

    /// <summary>A dense layer with its kernel, row-major [inputs, outputs].</summary>
    private sealed record DenseWeights(LayerDescription Layer, float[] Kernel, int Inputs, int Outputs);
}
