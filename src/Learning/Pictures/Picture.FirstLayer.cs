using System.Globalization;
using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>What the units of the first layer look for.</content>
public sealed partial class Picture
{
    private const int MostImages = 144;
    private const int ColumnsOfImages = 12;

    // Colours of middling lightness, since an image cannot follow the page; how much of them there is is its transparency.
    private const int PositiveColor = 0x2A86C8;
    private const int NegativeColor = 0xE0661A;

    /// <summary>
    /// The weights of the first layer as images, one for each unit or filter: what of the input it answers to. Each is scaled to its own
    /// largest weight.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class. Its first layer is dense or a two-dimensional convolution.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="height">
    /// The height of an input image in pixels, where the shape of the input does not say it. Default: from the shape [height, width] or
    /// [height, width, channels], else the square root of the input's length.
    /// </param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture. Of more than 144 units the first are shown; of several channels, the mean.</returns>
    /// <exception cref="ArgumentException">The first layer has no such kernel, or the inputs are no images of this height.</exception>
    public static Picture FirstLayerWeights<TNetwork>(TNetwork network, int? height = null, string title = "Weights of the first layer")
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        FilterBank filters = FilterBank.Of(network.Parameters, height);
        int shown = Math.Min(filters.Count, MostImages);
        int columns = Math.Min(shown, ColumnsOfImages);
        int rows = ((shown - 1) / columns) + 1;
        double cell = Math.Min((Canvas.UsualWidth - 28) / columns, 100);
        double cellHeight = cell * Math.Clamp(filters.Height / (double)filters.Width, 0.2, 5);
        var canvas = new Canvas(title, 96 + (rows * cellHeight));
        canvas.Legend(
            new LegendEntry("positive weight", Color.Series(0), MarkShape.Field),
            new LegendEntry("negative weight", Color.Series(1), MarkShape.Field));
        if (shown < filters.Count)
        {
            canvas.Note(string.Create(CultureInfo.InvariantCulture, $"the first {shown} of {filters.Count:N0} units"));
        }
        for (int index = 0; index < shown; index++)
        {
            var area = new Box(canvas.Body.X + (index % columns * cell), canvas.Body.Y + (index / columns * cellHeight), cell, cellHeight);
            Box image = area.Inset(2, 2, 2, 2).Fit(filters.Width, filters.Height);
            canvas.Svg.Image(image, filters.ToImage(index, PositiveColor, NegativeColor));
            canvas.Svg.Rectangle(image, Paint.Stroke(Color.Faint));
        }

        return canvas.ToPicture(
            $"The weights of {shown} units of the first layer, as images of {filters.Height} × {filters.Width} pixels.");
    }
}
