namespace NNGen.Learning;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Where its points are, from left to right.</param>
/// <param name="Y">How high they are, one for each of <paramref name="X"/>; where one is not finite, the line has a gap.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>A line whose points are numbered from 1, such as those of epochs.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="values">How high the points are.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentNullException">There are no values.</exception>
    public static LineSeries Of(string name, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var x = new double[values.Count];
        for (int index = 0; index < x.Length; index++) x[index] = index + 1;
        return new LineSeries(name, x, values);
    }
}
