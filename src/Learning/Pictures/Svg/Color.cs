namespace NNGen.Learning.Pictures;

/// <summary>
/// A colour by its role: one value for light pages and one for dark ones. A picture refers to it by name, and a style sheet in the picture
/// says which of the two it is.
/// </summary>
/// <remarks>
/// The series are the colours of Okabe and Ito, which people with any of the common kinds of colour blindness can tell apart, each a little
/// darker for light and a little lighter for dark pages; black and yellow, which one of the two pages would swallow, are replaced.
/// Source: M. Okabe and K. Ito, "Color Universal Design", 2008.
/// </remarks>
internal sealed record Color(string Name, string Light, string Dark)
{
    private static readonly Color[] SeriesColors =
    [
        new("s0", "#0072b2", "#56b4e9"),
        new("s1", "#d55e00", "#ff8a3d"),
        new("s2", "#009e73", "#2fd0a2"),
        new("s3", "#b8578f", "#e79bc7"),
        new("s4", "#b07a00", "#f0c04a"),
        new("s5", "#5b5bd6", "#a9a6ff"),
        new("s6", "#6b4c2a", "#c8a37a"),
        new("s7", "#5f6b76", "#aab4be"),
    ];

    /// <summary>The page.</summary>
    public static Color Paper { get; } = new("paper", "#ffffff", "#15181c");

    /// <summary>Text.</summary>
    public static Color Ink { get; } = new("ink", "#1c2126", "#e8eaed");

    /// <summary>Text of the second rank, axes.</summary>
    public static Color Muted { get; } = new("muted", "#59636e", "#a3adb8");

    /// <summary>Lines of a grid.</summary>
    public static Color Faint { get; } = new("faint", "#d8dde2", "#343a41");

    /// <summary>How many series have a colour of their own.</summary>
    public static int SeriesCount => SeriesColors.Length;

    /// <summary>The colour of a series; they repeat behind the last.</summary>
    public static Color Series(int index) => SeriesColors[index % SeriesColors.Length];
}
