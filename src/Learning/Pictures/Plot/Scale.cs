using System.Globalization;
using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>A value of an axis with its text.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Maps the values of an axis to pixels, and chooses the values that are written beside it.</summary>
/// <param name="domain">The values, not empty.</param>
/// <param name="start">The pixel of the least value.</param>
/// <param name="end">The pixel of the greatest value.</param>
internal abstract class Scale(Domain domain, double start, double end)
{
    public Domain Domain { get; } = domain;

    public double Start { get; } = start;

    public double End { get; } = end;

    public abstract double Map(double value);

    /// <summary>Round values, at least <paramref name="spacing"/> pixels apart, in ascending order.</summary>
    public abstract IReadOnlyList<Tick> Ticks(double spacing);

    protected int MostTicks(double spacing) => Math.Max((int)(Math.Abs(End - Start) / spacing), 1);
}

/// <summary>Equal differences are equally long.</summary>
/// <param name="domain">The values, not empty.</param>
/// <param name="start">The pixel of the least value.</param>
/// <param name="end">The pixel of the greatest value.</param>
/// <param name="isWhole">Whether ticks are whole numbers.</param>
internal sealed class LinearScale(Domain domain, double start, double end, bool isWhole = false) : Scale(domain, start, end)
{
    private const double LeastGrouped = 10_000;
    private const double LeastScientific = 1e7;
    private const int MostDecimals = 6;

    public override double Map(double value) => Start + ((value - Domain.Min) / Domain.Length * (End - Start));

    public override IReadOnlyList<Tick> Ticks(double spacing)
    {
        double step = RoundStep(Domain.Length / MostTicks(spacing));
        if (isWhole) step = Math.Max(step, 1);
        long first = (long)Math.Ceiling((Domain.Min / step) - 1e-9);
        long last = (long)Math.Floor((Domain.Max / step) + 1e-9);
        var ticks = new List<Tick>();
        for (long index = first; index <= last; index++) ticks.Add(new Tick(index * step, Label(index * step, step)));
        return ticks;
    }

    /// <summary>A value as text, with the decimals that tell it from its neighbours.</summary>
    public static string Label(double value, double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        double magnitude = Math.Abs(value);
        if (magnitude >= LeastScientific || decimals > MostDecimals) return value.ToString("0.####e+0", CultureInfo.InvariantCulture);
        string format = magnitude >= LeastGrouped ? $"N{decimals}" : $"F{decimals}";
        string text = value.ToString(format, CultureInfo.InvariantCulture);
        return value == 0 ? text.TrimStart('-') : text.Replace('-', '−');
    }

    /// <summary>The least of 1, 2 and 5 times a power of ten that is at least as large.</summary>
    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double digits = least / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }
}

/// <summary>Equal ratios are equally long. The domain holds positive values only.</summary>
internal sealed class LogScale(Domain domain, double start, double end) : Scale(domain, start, end)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly double lowest = Math.Log10(domain.Min);
    private readonly double highest = Math.Log10(domain.Max);

    public override double Map(double value) => Start + ((Math.Log10(value) - lowest) / (highest - lowest) * (End - Start));

    public override IReadOnlyList<Tick> Ticks(double spacing)
    {
        int first = (int)Math.Ceiling(lowest - 1e-9);
        int last = (int)Math.Floor(highest + 1e-9);

        // Where no two powers of ten are in sight, the round values of a linear scale say more.
        if (last - first < 1) return new LinearScale(Domain, Start, End).Ticks(2 * spacing);
        int step = Math.Max(1, (int)Math.Ceiling((last - first) / (double)MostTicks(spacing)));
        var ticks = new List<Tick>();
        for (int exponent = first; exponent <= last; exponent += step) ticks.Add(new Tick(Math.Pow(10, exponent), Label(exponent)));
        return ticks;
    }

    public static string Label(int exponent)
    {
        if (exponent is >= -3 and <= 4) return Math.Pow(10, exponent).ToString("#,0.###", CultureInfo.InvariantCulture);
        string digits = string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
        return exponent < 0 ? $"10⁻{digits}" : $"10{digits}";
    }
}

/// <summary>Equal differences are equally long, and nothing is written beside it.</summary>
internal sealed class UnmarkedScale(Domain domain, double start, double end) : Scale(domain, start, end)
{
    public override double Map(double value) => Start + ((value - Domain.Min) / Domain.Length * (End - Start));

    public override IReadOnlyList<Tick> Ticks(double spacing) => [];
}
