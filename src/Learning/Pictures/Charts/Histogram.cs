using System.Globalization;

namespace NNGen.Learning.Pictures;

/// <summary>How many of some numbers fall into each of equally wide bins, on an axis of the numbers or of their magnitudes.</summary>
internal sealed class Histogram
{
    public const int BinCount = 80;

    private Histogram(NamedValues group, Domain domain, AxisKind kind)
    {
        Name = group.Name;
        Scale scale = new Axis(string.Empty, domain, kind).ToScale(0, BinCount);
        double sum = 0, squares = 0;
        foreach (float value in group.Values.Span)
        {
            if (!float.IsFinite(value)) continue;
            Count++;
            sum += value;
            squares += (double)value * value;
            if (kind == AxisKind.Logarithmic && value == 0) Zeros++;
            else Bins[Math.Clamp((int)scale.Map(Shown(value, kind)), 0, BinCount - 1)]++;
        }

        if (Count == 0) return;
        Mean = sum / Count;
        Deviation = Math.Sqrt(Math.Max((squares / Count) - (Mean * Mean), 0));
        RootMeanSquare = Math.Sqrt(squares / Count);
    }

    public string Name { get; }

    public int[] Bins { get; } = new int[BinCount];

    /// <summary>The finite numbers.</summary>
    public int Count { get; }

    /// <summary>Those that have no place on an axis of magnitudes.</summary>
    public int Zeros { get; }

    public double Mean { get; }

    public double Deviation { get; }

    public double RootMeanSquare { get; }

    /// <summary>One histogram for each group, all over the same range.</summary>
    public static (IReadOnlyList<Histogram> Histograms, Domain Domain) Of(IReadOnlyList<NamedValues> groups, AxisKind kind)
    {
        Domain domain = Domain.Empty;
        foreach (NamedValues group in groups)
        {
            foreach (float value in group.Values.Span)
            {
                if (kind != AxisKind.Logarithmic || value != 0) domain = domain.With(Shown(value, kind));
            }
        }

        if (domain.IsEmpty) domain = kind == AxisKind.Logarithmic ? new Domain(1e-3, 1) : new Domain(0, 0);
        domain = kind == AxisKind.Logarithmic ? new Domain(domain.Min / 1.5, domain.Max * 1.5) : domain.Padded(0.02);
        var histograms = new List<Histogram>();
        foreach (NamedValues group in groups) histograms.Add(new Histogram(group, domain, kind));
        return (histograms, domain);
    }

    /// <summary>A number of three digits.</summary>
    public static string Short(double value) =>
        Math.Abs(value) is 0 or (>= 0.01 and < 10_000)
            ? value.ToString("G3", CultureInfo.InvariantCulture).Replace('-', '−')
            : value.ToString("0.0e+0", CultureInfo.InvariantCulture).Replace('-', '−');

    private static double Shown(float value, AxisKind kind) => kind == AxisKind.Logarithmic ? Math.Abs(value) : value;
}
