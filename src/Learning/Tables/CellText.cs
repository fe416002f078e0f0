using System.Globalization;

namespace NNGen.Learning;

/// <summary>How texts are read as numbers: as C# writes them, whatever the culture.</summary>
internal static class CellText
{
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Whether the text is a number beyond all doubles, or infinity as C# and Python write it.</summary>
    public static bool IsInfinity(string text) =>
        text.TrimStart('+', '-').ToUpperInvariant() is "INF" or "INFINITY" or "∞"
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsInfinity(number));

    /// <summary>The text in quotes, cut where it is long.</summary>
    public static string Quoted(string? text)
    {
        const int Longest = 40;
        if (text is null) return "no value";
        return text.Length <= Longest ? $"'{text}'" : $"'{text[..Longest]}…' ({text.Length} characters)";
    }
}
