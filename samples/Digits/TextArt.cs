using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Digits;

/// <summary>Draws images of digits with characters, side by side.</summary>
internal static class TextArt
{
    /// <summary>The number of images that fit into 80 columns.</summary>
    public const int ImagesPerRow = 3;

    // A character is about twice as high as it is wide: it stands for two pixels, one above the other.
    private const int RowsPerCharacter = 2;

    // Digits keep away from the edge: two columns less on either side, and three images fit into 80 columns.
    private const int Margin = 2;
    private const int Width = DrawnDigits.Side - 2 * Margin;
    private const string Gap = "  ";

    // From paper to ink.
    private const string Shades = " .:-=+*#%@";

    /// <summary>Draws a row of images with a caption below each.</summary>
    /// <param name="pictures">At most <see cref="ImagesPerRow"/> images of 28 · 28 pixels in [0, 1], and what to write below them.</param>
    public static string Draw(IReadOnlyList<(float[] Image, string Caption)> pictures)
    {
        var text = new StringBuilder();
        for (int row = 0; row < DrawnDigits.Side; row += RowsPerCharacter)
        {
            string line = string.Concat(pictures.Select(picture => Gap + Line(picture.Image, row))).TrimEnd();
            if (line.Length > 0) text.AppendLine(line);
        }

        return text.AppendLine(string.Concat(pictures.Select(picture => Gap + Centered(picture.Caption))).TrimEnd()).ToString();
    }

    private static string Line(ReadOnlySpan<float> image, int row)
    {
        Span<char> line = stackalloc char[Width];
        for (int column = 0; column < Width; column++)
        {
            int pixel = row * DrawnDigits.Side + Margin + column;
            float ink = 0.5f * (image[pixel] + image[pixel + DrawnDigits.Side]);
            line[column] = Shades[(int)(Math.Clamp(ink, 0f, 1f) * (Shades.Length - 1) + 0.5f)];
        }

        return line.ToString();
    }

    private static string Centered(string caption) => caption.PadLeft((Width + caption.Length) / 2).PadRight(Width);
}
