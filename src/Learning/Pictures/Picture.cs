using System.IO;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <summary>
/// A finished picture: scalable vector graphics (SVG 1.1 with a style sheet) that browsers, editors and documents show. It follows the
/// reader's light or dark page (<c>prefers-color-scheme</c>; programs that do not know it show the light one), uses colours that people
/// with colour blindness can tell apart, and refers to nothing outside itself.
/// </summary>
/// <remarks>
/// The static methods draw. Equal data gives equal text on every machine and in every culture. Numbers that are infinite or not a number
/// leave a gap; where nothing is left to show, they are an <see cref="ArgumentException"/>.
/// </remarks>
public sealed partial class Picture
{
    private readonly string svg;

    internal Picture(string svg, double width, double height)
    {
        this.svg = svg;
        Width = width;
        Height = height;
    }

    /// <summary>The width in pixels, at which all text is legible. The picture scales to any other.</summary>
    public double Width { get; }

    /// <summary>The height in pixels.</summary>
    public double Height { get; }

    /// <summary>The SVG document.</summary>
    /// <returns>XML text; lines end with <c>\n</c>.</returns>
    public override string ToString() => svg;

    /// <summary>Writes the picture as a file, replacing one that is there. Written beside the place and moved there.</summary>
    /// <param name="path">The file, as in <c>curves.svg</c>.</param>
    /// <exception cref="IOException">The file cannot be written; one that was there is unharmed.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, svg);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
