using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>The points of a two-dimensional problem, and the places of a grid over them where a network is asked.</summary>
internal sealed class DecisionField
{
    private const int GridSize = 100;

    // More points would hide one another and the boundary.
    private const int MostPoints = 2_000;

    private readonly float[] places = new float[2 * GridSize * GridSize];

    /// <exception cref="ArgumentException">The data set has not two inputs, or no labels.</exception>
    public DecisionField(Dataset data, string argument)
    {
        ArgumentNullException.ThrowIfNull(data, argument);
        if (data.InputLength != 2 || !data.HasLabels)
        {
            throw new ArgumentException(
                $"A decision boundary is drawn for samples of 2 inputs with labels, but these have {data.InputLength} inputs and " +
                $"{(data.HasLabels ? "labels" : "no labels")}.",
                argument);
        }

        Classes = Math.Max(data.Classes, 2);
        Total = data.Count;
        Shown = Math.Min(Total, MostPoints);
        List<Point>[] points = [.. Enumerable.Range(0, Classes).Select(_ => new List<Point>())];
        for (int index = 0; index < Shown; index++)
        {
            int sample = (int)((long)index * Total / Shown);
            points[data.Labels[sample]].Add(new Point(data.Input(sample)[0], data.Input(sample)[1]));
        }

        Points = points;
        X = DomainOf(data, 0).Padded(0.08);
        Y = DomainOf(data, 1).Padded(0.08);
        for (int row = 0; row < GridSize; row++)
        {
            for (int column = 0; column < GridSize; column++)
            {
                Point place = Place(new Point(column, row));
                places[2 * ((row * GridSize) + column)] = (float)place.X;
                places[(2 * ((row * GridSize) + column)) + 1] = (float)place.Y;
            }
        }
    }

    public int Classes { get; }

    public int Total { get; }

    public int Shown { get; }

    /// <summary>The shown samples of each class.</summary>
    public IReadOnlyList<IReadOnlyCollection<Point>> Points { get; }

    public Domain X { get; }

    public Domain Y { get; }

    /// <summary>Where a point of the grid, in columns and rows, lies among the samples.</summary>
    public Point Place(Point grid) => new(
        X.Min + (grid.X / (GridSize - 1) * X.Length), Y.Min + (grid.Y / (GridSize - 1) * Y.Length));

    /// <summary>Whether a line between two points of the grid, in columns and rows, lies on the grid's border.</summary>
    public static bool IsAlongBorder(Point from, Point to)
    {
        const double Last = GridSize - 1;
        return (from.X == to.X && (from.X is 0 or Last)) || (from.Y == to.Y && (from.Y is 0 or Last));
    }

    /// <summary>
    /// How far each class is ahead of the others, [class][row, column]: its output minus the largest of the others, so that it is positive
    /// where the class is predicted. A single output is the probability of class 1.
    /// </summary>
    /// <param name="predict">The outputs of row-major [count, 2] inputs.</param>
    /// <exception cref="ArgumentException">There are not as many outputs as classes, or one output and more than two classes.</exception>
    public IReadOnlyList<double[,]> Margins(Func<float[], float[]> predict)
    {
        float[] outputs = predict(places);
        int length = outputs.Length / (GridSize * GridSize);
        if (outputs.Length != length * GridSize * GridSize || length < 1 || (length == 1 ? 2 : length) < Classes)
        {
            throw new ArgumentException(
                $"Samples of {Classes} classes need a prediction of {Classes} outputs each{(Classes == 2 ? ", or one" : "")}, but " +
                $"{GridSize * GridSize} samples gave {outputs.Length} numbers.",
                nameof(predict));
        }

        int classes = Math.Max(length, 2);
        return [.. Enumerable.Range(0, classes).Select(kind => Margin(outputs, length, kind))];
    }

    private static double[,] Margin(float[] outputs, int length, int kind)
    {
        var margin = new double[GridSize, GridSize];
        for (int place = 0; place < GridSize * GridSize; place++)
        {
            ReadOnlySpan<float> output = outputs.AsSpan(place * length, length);
            margin[place / GridSize, place % GridSize] = length == 1 ? (kind == 1 ? 1 : -1) * ((2.0 * output[0]) - 1) : Lead(output, kind);
        }

        return margin;
    }

    private static double Lead(ReadOnlySpan<float> output, int kind)
    {
        double best = double.NegativeInfinity;
        for (int other = 0; other < output.Length; other++)
        {
            if (other != kind) best = Math.Max(best, output[other]);
        }

        return output[kind] - best;
    }

    private static Domain DomainOf(Dataset data, int coordinate)
    {
        Domain domain = Domain.Empty;
        for (int sample = 0; sample < data.Count; sample++) domain = domain.With(data.Input(sample)[coordinate]);
        return domain;
    }
}
