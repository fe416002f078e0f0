using System.Globalization;

namespace NNGen.Generator.Algorithms;

/// <summary>A loop variable: its name in formulas and code, and the number of its values.</summary>
internal sealed record Axis(string Name, int Extent)
{
    /// <summary>The sample axis. Every tensor that is not a parameter has it, implicitly.</summary>
    public static readonly Axis Sample = new("sample", 0);

    public static AffineIndex operator *(int factor, Axis axis) => factor * (AffineIndex)axis;

    public static AffineIndex operator +(AffineIndex a, Axis b) => a + (AffineIndex)b;

    public static AffineIndex operator +(Axis a, int b) => (AffineIndex)a + b;

    public static AffineIndex operator -(Axis a, int b) => (AffineIndex)a + -b;

    public override string ToString() => Name;
}

/// <summary>An index that is an affine function of loop variables: <c>offset + Σ factor · axis</c>. Every axis occurs once.</summary>
internal sealed record AffineIndex(int Offset, EquatableArray<AxisFactor> Factors)
{
    /// <summary>The least value that the index takes.</summary>
    public int Least => Offset + Factors.Sum(factor => Math.Min(0, factor.Factor * (factor.Axis.Extent - 1)));

    /// <summary>The greatest value that the index takes.</summary>
    public int Greatest => Offset + Factors.Sum(factor => Math.Max(0, factor.Factor * (factor.Axis.Extent - 1)));

    /// <summary>Whether the index is one axis and nothing else.</summary>
    public bool IsAxis => Offset == 0 && Factors.Count == 1 && Factors[0].Factor == 1;

    public static implicit operator AffineIndex(Axis axis) => new(0, EquatableArray.Of(new AxisFactor(axis, 1)));

    public static implicit operator AffineIndex(int offset) => new(offset, default);

    public static AffineIndex operator *(int factor, AffineIndex index) => new(
        factor * index.Offset,
        factor == 0 ? default : index.Factors.Select(each => each with { Factor = factor * each.Factor }).ToEquatableArray());

    public static AffineIndex operator +(AffineIndex a, AffineIndex b) => new(
        a.Offset + b.Offset,
        a.Factors.Concat(b.Factors)
            .GroupBy(factor => factor.Axis)
            .Select(group => new AxisFactor(group.Key, group.Sum(factor => factor.Factor)))
            .Where(factor => factor.Factor != 0)
            .ToEquatableArray());

    public static AffineIndex operator -(AffineIndex a, AffineIndex b) => a + (-1 * b);

    public int FactorOf(Axis axis) => Factors.FirstOrDefault(factor => factor.Axis == axis)?.Factor ?? 0;

    /// <summary>Whether the index stays inside an axis of the given extent, whatever the loops do.</summary>
    public bool IsWithin(int extent) => Least >= 0 && Greatest < extent;

    /// <summary>
    /// Whether the loops meet every element of an axis once, as the digits of a number do: c·group + channel with channel &lt; c. Otherwise
    /// terms may fall on one element, or on none, or outside.
    /// </summary>
    public bool Covers(int extent)
    {
        int covered = 1;
        foreach (AxisFactor factor in Factors.Where(factor => factor.Axis.Extent > 1).OrderBy(factor => Math.Abs(factor.Factor)))
        {
            if (factor.Factor != covered) return false;
            covered *= factor.Axis.Extent;
        }

        return Offset == 0 && covered == extent;
    }

    /// <summary>The same index with an axis replaced by an index over others.</summary>
    public AffineIndex Replace(Axis axis, AffineIndex by)
    {
        int factor = FactorOf(axis);
        return factor == 0 ? this : this - (factor * axis) + (factor * by);
    }

    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        foreach (AxisFactor factor in Factors)
        {
            text.Append(factor.Factor < 0 ? "−" : text.Length > 0 ? "+" : string.Empty);
            if (Math.Abs(factor.Factor) != 1) text.Append(Math.Abs(factor.Factor).ToString(CultureInfo.InvariantCulture)).Append('·');
            text.Append(factor.Axis);
        }

        if (Offset == 0 && text.Length > 0) return text.ToString();
        text.Append(Offset < 0 ? "−" : text.Length > 0 ? "+" : string.Empty);
        return text.Append(Math.Abs(Offset).ToString(CultureInfo.InvariantCulture)).ToString();
    }
}

internal sealed record AxisFactor(Axis Axis, int Factor);

/// <summary>Holds where <c>0 ≤ index &lt; extent</c>.</summary>
internal sealed record Condition(AffineIndex Index, int Extent)
{
    public bool AlwaysHolds => Index.IsWithin(Extent);
}
