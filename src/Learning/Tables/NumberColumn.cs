using System.Globalization;

namespace NNGen.Learning;

/// <summary>A column of numbers; NaN where one is missing.</summary>
public sealed class NumberColumn : Column
{
    private readonly double[] values;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The numbers; NaN where one is missing. They are copied.</param>
    /// <exception cref="ArgumentException">The name is empty, or a value is infinite.</exception>
    public NumberColumn(string name, ReadOnlySpan<double> values)
        : this(name, values.ToArray(), origin: null)
    {
    }

    /// <summary>Keeps the array.</summary>
    internal NumberColumn(string name, double[] values, TableOrigin? origin)
        : base(name, values.Length, origin)
    {
        this.values = values;
        int infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0) throw Wrong(infinite, "a finite number, or NaN for a missing one", Text(infinite)!);
    }

    /// <summary>The numbers, row by row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(values[row]);

    /// <inheritdoc/>
    public override string? Text(int row) => IsMissing(row) ? null : Text(values[row]);

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal override Column Take(ReadOnlySpan<int> rows, TableOrigin origin)
    {
        var taken = new double[rows.Length];
        for (int i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return new NumberColumn(Name, taken, origin);
    }

    internal override Column Renamed(string name) => new NumberColumn(name, values, Origin);

    /// <summary>The numbers that are not missing, rising.</summary>
    internal double[] Sorted()
    {
        double[] present = Array.FindAll(values, value => !double.IsNaN(value));
        Array.Sort(present);
        return present;
    }
}
