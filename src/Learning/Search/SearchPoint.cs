using System.Globalization;

namespace NNGen.Learning;

/// <summary>One value for each hyper-parameter of a search.</summary>
public sealed class SearchPoint
{
    private readonly IReadOnlyList<string> names;
    private readonly object[] values;

    internal SearchPoint(IReadOnlyList<string> names, object[] values)
    {
        this.names = names;
        this.values = values;
    }

    /// <summary>A value that is a number.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">There is no such hyper-parameter, or it is a text.</exception>
    public double Number(string name) => Value(name) is double number
        ? number
        : throw new ArgumentException($"Expected a hyper-parameter of numbers, found '{name}', which is a text.", nameof(name));

    /// <summary>A value that is a whole number, such as a batch size; others are rounded.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">There is no such hyper-parameter, or it is a text.</exception>
    public int Integer(string name) => checked((int)Math.Round(Number(name)));

    /// <summary>A value as text; a number in its shortest form.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">There is no such hyper-parameter.</exception>
    public string Text(string name) => Value(name) is double number
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : (string)Value(name);

    /// <summary>All values, as in <c>network = small, alpha = 0.001</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var parts = new List<string>();
        foreach (string name in names) parts.Add($"{name} = {Text(name)}");
        return string.Join(", ", parts);
    }

    private object Value(string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (names[i] == name) return values[i];
        }

        throw new ArgumentException($"Expected one of the hyper-parameters {LabelEncoder.ListOf(names)}, found '{name}'.", nameof(name));
    }
}
