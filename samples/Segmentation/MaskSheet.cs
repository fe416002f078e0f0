using System;

namespace Segmentation;

/// <summary>Pictures with their masks below them: a column for each picture, with the true mask and the predicted one under it.</summary>
internal static class MaskSheet
{
    private const int Scale = 4;
    private const int Gap = 8;
    private const int Rows = 3;
    private const int Channels = 3;
    private const byte Paper = 255;

    // From the darkest pixel to the brightest: the contrast of shapes, the slope of the background, and most of the noise.
    private const float Range = 2f;

    // Background, disc, square, triangle; told apart by readers of any colour vision.
    private static readonly byte[][] Colours = [[40, 44, 52], [230, 159, 0], [86, 180, 233], [240, 228, 66]];

    /// <summary>The width of a sheet.</summary>
    /// <param name="columns">The number of pictures.</param>
    public static int Width(int columns) => Gap + (columns * ((Scenes.Side * Scale) + Gap));

    /// <summary>Draws a sheet.</summary>
    /// <param name="pictures">Row-major [columns, 32, 32].</param>
    /// <param name="truth">The true class of every pixel.</param>
    /// <param name="predicted">The predicted one.</param>
    /// <returns>Row-major [height, width, 3]: red, green and blue.</returns>
    public static byte[] Draw(ReadOnlySpan<float> pictures, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        int columns = pictures.Length / Scenes.PixelCount;
        int width = Width(columns);
        var sheet = new byte[width * Width(Rows) * Channels];
        sheet.AsSpan().Fill(Paper);
        for (int place = 0; place < pictures.Length; place++)
        {
            byte grey = (byte)Math.Clamp(255 * ((pictures[place] / Range) + 0.5f), 0, 255);
            Fill(sheet, width, place, 0, [grey, grey, grey]);
            Fill(sheet, width, place, 1, Colours[truth[place]]);
            Fill(sheet, width, place, 2, Colours[predicted[place]]);
        }

        return sheet;
    }

    /// <summary>One pixel of a picture is a square of the sheet.</summary>
    private static void Fill(Span<byte> sheet, int width, int place, int row, ReadOnlySpan<byte> colour)
    {
        (int column, int pixel) = Math.DivRem(place, Scenes.PixelCount);
        int left = Gap + (column * ((Scenes.Side * Scale) + Gap)) + (pixel % Scenes.Side * Scale);
        int top = Gap + (row * ((Scenes.Side * Scale) + Gap)) + (pixel / Scenes.Side * Scale);
        for (int y = top; y < top + Scale; y++)
        {
            for (int x = left; x < left + Scale; x++) colour.CopyTo(sheet[(((y * width) + x) * Channels)..]);
        }
    }
}
