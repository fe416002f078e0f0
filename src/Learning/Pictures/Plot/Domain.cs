namespace NNGen.Learning.Pictures;

/// <summary>The range of numbers that an axis shows.</summary>
internal readonly record struct Domain(double Min, double Max)
{
    // Differences of larger numbers could overflow; nobody can read them off an axis anyway.
    private const double Largest = 1e300;

    // Ratios of smaller numbers could overflow; they are drawn as 0.
    private const double Smallest = 1e-300;

    // A narrower range has fewer digits than a double and is taken for a constant.
    private const double NarrowestPart = 1e-9;

    /// <summary>The range of nothing.</summary>
    public static Domain Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Min > Max;

    public double Length => Max - Min;

    /// <summary>Whether a value can be shown.</summary>
    public static bool IsShown(double value) => Math.Abs(value) <= Largest;

    /// <summary>The range of all values that can be shown.</summary>
    public static Domain Of(IEnumerable<double> values)
    {
        Domain domain = Empty;
        foreach (double value in values) domain = domain.With(value);
        return domain;
    }

    public Domain With(double value)
    {
        if (!IsShown(value)) return this;
        double shown = Math.Abs(value) < Smallest ? 0 : value;
        return new Domain(Math.Min(Min, shown), Math.Max(Max, shown));
    }

    public Domain With(Domain other) => other.IsEmpty ? this : With(other.Min).With(other.Max);

    /// <summary>
    /// A little more on both sides, so that no mark lies on the frame; around a constant, a range that shows it in the middle.
    /// </summary>
    public Domain Padded(double part = 0.04)
    {
        double magnitude = Math.Max(Math.Abs(Min), Math.Abs(Max));
        double margin = Length > NarrowestPart * magnitude ? part * Length : magnitude > 0 ? 0.1 * magnitude : 0.5;
        return new Domain(Min - margin, Max + margin);
    }
}
