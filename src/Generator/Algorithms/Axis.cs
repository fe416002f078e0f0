namespace NNGen.Generator.Algorithms;

/// <summary>A loop variable: its name in formulas and code, and the number of its values.</summary>
internal sealed record Axis(string Name, int Extent)
{
    /// <summary>The sample axis. Every tensor that is not a parameter has it, implicitly.</summary>
    public static readonly Axis Sample = new("sample", 0);

    public override string ToString() => Name;
}

/// <summary>An index that is an affine function of loop variables: <c>offset + Σ factor · axis</c>.</summary>
internal sealed record AffineIndex(int Offset, EquatableArray<AxisFactor> Factors)
{
    public static implicit operator AffineIndex(Axis axis) => new(0, EquatableArray.Of(new AxisFactor(axis, 1)));

    public override string ToString()
    {
        IEnumerable<string> terms = Factors.Select(factor => factor.Factor == 1 ? factor.Axis.Name : $"{factor.Factor}·{factor.Axis.Name}");
        return string.Join("+", Offset == 0 && Factors.Count > 0 ? terms : terms.Concat([Offset.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
    }
}

internal sealed record AxisFactor(Axis Axis, int Factor);
