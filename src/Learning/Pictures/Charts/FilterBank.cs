using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>The kernel of a first layer as images, one for each of its units.</summary>
internal sealed class FilterBank
{
    private readonly float[] kernel;
    private readonly int channels;

    private FilterBank(float[] kernel, int height, int width, int channels)
    {
        this.kernel = kernel;
        this.channels = channels;
        Height = height;
        Width = width;
        Count = kernel.Length / (height * width * channels);
    }

    public int Height { get; }

    public int Width { get; }

    public int Count { get; }

    /// <exception cref="ArgumentException">The first layer has no such kernel, or the inputs are no images of this height.</exception>
    public static FilterBank Of(ParameterBuffer parameters, int? height)
    {
        NetworkDescription network = parameters.Description;
        TensorDescription? tensor = network.Tensors.FirstOrDefault(tensor => tensor.Name.EndsWith(".kernel", StringComparison.Ordinal));
        IReadOnlyList<int> shape = tensor?.Shape ?? [];
        if (shape.Count is not (2 or 4))
        {
            throw new ArgumentException(
                $"Weights are shown as images where the first layer is dense or a two-dimensional convolution, but that of " +
                $"{network.Name} has {(tensor is null ? "no kernel" : $"the kernel {tensor}")}.");
        }

        float[] kernel = parameters[tensor!.Name].ToArray();
        if (shape.Count == 4) return new FilterBank(kernel, shape[0], shape[1], shape[2]);
        (int rows, int columns, int channels) = ImageShape(network.Inputs[0].Shape, shape[0], height);
        return new FilterBank(kernel, rows, columns, channels);
    }

    /// <summary>One unit's weights: each pixel the mean over the channels, in the colour of its sign.</summary>
    public PngImage ToImage(int unit, int positive, int negative)
    {
        var means = new double[Height * Width];
        for (int pixel = 0; pixel < means.Length; pixel++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                means[pixel] += kernel[(((pixel * channels) + channel) * Count) + unit] / channels;
            }
            if (!double.IsFinite(means[pixel])) means[pixel] = 0;
        }

        double largest = means.Max(Math.Abs);
        var image = new PngImage(Width, Height);
        for (int pixel = 0; pixel < means.Length; pixel++)
        {
            double opacity = largest > 0 ? Math.Abs(means[pixel]) / largest : 0;
            image.Set(pixel % Width, pixel / Width, means[pixel] > 0 ? positive : negative, opacity);
        }

        return image;
    }

    private static (int Height, int Width, int Channels) ImageShape(IReadOnlyList<int> shape, int length, int? height)
    {
        if (height is null && shape.Count is (2 or 3)) return (shape[0], shape[1], shape.Count == 3 ? shape[2] : 1);
        int rows = height ?? (int)Math.Sqrt(length);
        if (rows > 0 && length % rows == 0 && (height is not null || rows * rows == length)) return (rows, length / rows, 1);
        string found = height is null ? "is no square" : $"is no multiple of the height {height}";
        throw new ArgumentException(
            $"Weights are shown as images of the input, but its length {length} {found}. Give the height of an image.", nameof(height));
    }
}
