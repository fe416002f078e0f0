namespace NNGen.Learning.Pictures;

/// <summary>
/// How wide a text will be, about: the picture is drawn by another program, with a font that is not known here. The widths are those of
/// wide sans-serif fonts, so that labels rather leave room than touch.
/// </summary>
internal static class TextMetrics
{
    private const string Narrow = "iljtfrI.,:;'|!()[] ";
    private const string Wide = "mwMW@%";

    public static double Width(string text, double size)
    {
        double em = 0;
        foreach (char letter in text) em += WidthOf(letter);
        return em * size;
    }

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string Fit(string text, double width, double size)
    {
        if (Width(text, size) <= width) return text;
        double left = (width / size) - WidthOf('…');
        int length = 0;
        while (length < text.Length && left >= WidthOf(text[length])) left -= WidthOf(text[length++]);
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return $"{text[..length].TrimEnd()}…";
    }

    private static double WidthOf(char letter) => letter switch
    {
        > '\u2E7F' => 1.0,
        _ when Narrow.Contains(letter) => 0.36,
        _ when Wide.Contains(letter) => 0.95,
        >= 'A' and <= 'Z' => 0.7,
        _ => 0.61,
    };
}
