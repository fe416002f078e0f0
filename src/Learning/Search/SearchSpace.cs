using System.Globalization;

namespace NNGen.Learning;

/// <summary>The hyper-parameters of a search, each with its name and what it may be: numbers or texts, a list or an interval.</summary>
public sealed class SearchSpace
{
    private readonly List<SearchAxis> axes = [];

    /// <summary>The names of the hyper-parameters, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => axes.ConvertAll(axis => axis.Name);

    /// <summary>The points of the grid: the product of the lengths of all lists.</summary>
    /// <exception cref="InvalidOperationException">A hyper-parameter is an interval.</exception>
    public int GridSize
    {
        get
        {
            int size = 1;
            foreach (SearchAxis axis in axes) size = checked(size * Listed(axis).Length);
            return size;
        }
    }

    /// <summary>One of some numbers.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>The same space, for the next call.</returns>
    /// <exception cref="ArgumentException">There is no number, or the name was already added.</exception>
    public SearchSpace Choose(string name, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var boxed = new object[values.Length];
        for (int i = 0; i < boxed.Length; i++) boxed[i] = values[i];
        return Add(new SearchAxis(name, boxed, 0, 0, false));
    }

    /// <summary>One of some texts, such as names of networks.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <param name="values">The texts.</param>
    /// <returns>The same space, for the next call.</returns>
    /// <exception cref="ArgumentException">There is no text, or the name was already added.</exception>
    public SearchSpace Choose(string name, params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var boxed = new object[values.Length];
        for (int i = 0; i < boxed.Length; i++) boxed[i] = values[i];
        return Add(new SearchAxis(name, boxed, 0, 0, false));
    }

    /// <summary>The powers of ten from one to another, as in 10⁻⁶ … 10⁻¹.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <param name="first">The first exponent.</param>
    /// <param name="last">The last one.</param>
    /// <returns>The same space, for the next call.</returns>
    /// <exception cref="ArgumentException">The last exponent is below the first, or the name was already added.</exception>
    public SearchSpace PowersOfTen(string name, int first, int last)
    {
        var values = new double[Math.Max(last - first + 1, 0)];
        for (int i = 0; i < values.Length; i++) values[i] = double.Parse($"1e{first + i}", CultureInfo.InvariantCulture);
        return Choose(name, values);
    }

    /// <summary>A number from an interval, every one as likely. For random search only.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <param name="from">The beginning of the interval.</param>
    /// <param name="to">Its end.</param>
    /// <returns>The same space, for the next call.</returns>
    /// <exception cref="ArgumentException">The interval is empty, or the name was already added.</exception>
    public SearchSpace Uniform(string name, double from, double to)
    {
        RequireInterval(double.IsFinite(from) && double.IsFinite(to) && from < to, from, to, "a finite interval");
        return Add(new SearchAxis(name, null, from, to, false));
    }

    /// <summary>A number from an interval, every order of magnitude as likely. For random search only.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <param name="from">The beginning of the interval, above 0.</param>
    /// <param name="to">Its end.</param>
    /// <returns>The same space, for the next call.</returns>
    /// <exception cref="ArgumentException">The interval is empty or not above 0, or the name was already added.</exception>
    public SearchSpace LogUniform(string name, double from, double to)
    {
        RequireInterval(from > 0 && double.IsFinite(to) && from < to, from, to, "a finite interval above 0");
        return Add(new SearchAxis(name, null, from, to, true));
    }

    /// <summary>All points of the grid; the last hyper-parameter changes fastest.</summary>
    internal SearchPoint[] Grid()
    {
        var points = new SearchPoint[GridSize];
        for (int i = 0; i < points.Length; i++)
        {
            var values = new object[axes.Count];
            int rest = i;
            for (int axis = axes.Count - 1; axis >= 0; axis--)
            {
                object[] listed = Listed(axes[axis]);
                values[axis] = listed[rest % listed.Length];
                rest /= listed.Length;
            }

            points[i] = new SearchPoint(Names, values);
        }

        return points;
    }

    /// <summary>Points drawn independently; the n-th is the same however many are drawn.</summary>
    internal SearchPoint[] Draw(int count, int seed)
    {
        var points = new SearchPoint[count];
        for (int i = 0; i < count; i++)
        {
            var random = new CounterRandom((uint)seed, (ulong)i);
            var values = new object[axes.Count];
            for (int axis = 0; axis < values.Length; axis++) values[axis] = axes[axis].Draw(ref random);
            points[i] = new SearchPoint(Names, values);
        }

        return points;
    }

    private static object[] Listed(SearchAxis axis) => axis.Values ?? throw new InvalidOperationException(
        $"Expected a list of values of '{axis.Name}', found an interval: those are for random search.");

    private static void RequireInterval(bool isRight, double from, double to, string expected)
    {
        if (!isRight) throw new ArgumentException(FormattableString.Invariant($"Expected {expected}, found [{from}, {to}]."));
    }

    private SearchSpace Add(SearchAxis axis)
    {
        ArgumentException.ThrowIfNullOrEmpty(axis.Name, "name");
        if (axis.Values is { Length: 0 }) throw new ArgumentException($"Expected at least 1 value of '{axis.Name}', found none.");
        if (axes.Exists(other => other.Name == axis.Name)) throw new ArgumentException($"Expected a new name, found '{axis.Name}' again.");
        axes.Add(axis);
        return this;
    }

    /// <summary>A list, or an interval where there is none.</summary>
    private sealed record SearchAxis(string Name, object[]? Values, double From, double To, bool IsLogarithmic)
    {
        public object Draw(ref CounterRandom random)
        {
            if (Values is not null) return Values[random.NextInt(Values.Length)];
            double place = random.NextDouble();
            if (!IsLogarithmic) return From + ((To - From) * place);
            return From * PortableMath.Exp(PortableMath.Log(To / From) * place);
        }
    }
}
