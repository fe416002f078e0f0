using System.Text;

namespace NNGen.Learning.Pictures;

/// <summary>
/// The style sheet inside a picture: the value of every colour that it uses, for light pages and, under <c>prefers-color-scheme</c>, for
/// dark ones. Plain classes, since custom properties and nesting are unknown to many programs that show SVG; those that ignore the
/// condition show the light picture.
/// </summary>
internal static class StyleSheet
{
    public const string FontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    public static string Of(IEnumerable<Color> fills, IEnumerable<Color> strokes)
    {
        var rules = new StringBuilder();
        rules.Append("    ").Append(Rules(fills, strokes, color => color.Light)).Append('\n');
        rules.Append("    @media (prefers-color-scheme: dark) { ").Append(Rules(fills, strokes, color => color.Dark)).Append(" }\n");
        return rules.ToString();
    }

    private static string Rules(IEnumerable<Color> fills, IEnumerable<Color> strokes, Func<Color, string> value)
    {
        var rules = new List<string>();
        foreach (Color color in fills) rules.Add($".fill-{color.Name} {{ fill: {value(color)} }}");
        foreach (Color color in strokes) rules.Add($".line-{color.Name} {{ stroke: {value(color)} }}");
        return string.Join(' ', rules);
    }
}
