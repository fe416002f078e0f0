using System.Globalization;
using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>The values of one hyper-parameter of a search: numbers in ascending order, texts in the order of the trials.</summary>
internal sealed class HyperParameterAxis
{
    // From here on a linear axis would crowd the small values.
    private const double LeastLogarithmicRatio = 50;

    private readonly SearchResult result;

    /// <exception cref="ArgumentException">There is no such hyper-parameter.</exception>
    public HyperParameterAxis(SearchResult result, string name)
    {
        this.result = result;
        Name = name;
        if (!result.Names.Contains(name))
        {
            throw new ArgumentException(
                $"The search has no hyper-parameter '{name}'. It has: {string.Join(", ", result.Names)}.", nameof(name));
        }

        Values = [.. result.Trials.Select(TextOf).Distinct().OrderBy(text => Parse(text) ?? 0)];
    }

    public string Name { get; }

    public IReadOnlyList<string> Values { get; }

    public int IndexOf(SearchTrial trial)
    {
        string text = TextOf(trial);
        for (int index = 0; index < Values.Count; index++)
        {
            if (Values[index] == text) return index;
        }

        return -1;
    }

    /// <exception cref="ArgumentException">The value is no number.</exception>
    public double NumberOf(SearchTrial trial) => Parse(TextOf(trial)) ?? throw new ArgumentException(
        $"'{Name}' has {Values.Count} values, which only numbers can have in a picture, but one is '{TextOf(trial)}'.", nameof(trial));

    public Axis ToAxis()
    {
        Domain domain = Domain.Of(result.Trials.Select(NumberOf));
        return domain.Min > 0 && domain.Max > LeastLogarithmicRatio * domain.Min
            ? new Axis(Name, new Domain(domain.Min / 1.3, domain.Max * 1.3), AxisKind.Logarithmic)
            : new Axis(Name, domain.Padded());
    }

    private string TextOf(SearchTrial trial) => trial.Point.Text(Name);

    private static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
