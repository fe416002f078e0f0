using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Windows;

/// <summary>A window that slides over the first axes of its input, [rows, columns, channels] or [steps, channels].</summary>
internal sealed record SlidingWindow(EquatableArray<WindowAxis> Axes)
{
    /// <summary>The number of elements that it covers.</summary>
    public int Size => Axes.Aggregate(1, (size, axis) => size * axis.Size);

    /// <summary>A window of one element that stands at every position of this one.</summary>
    public SlidingWindow Pointwise =>
        new(Axes.Select(axis => new WindowAxis(axis.Name, axis.Output, axis.Output, 1, 1, 1, 0)).ToEquatableArray());

    /// <summary>The number of a place in the window, in row-major order.</summary>
    public AffineIndex Number => Axes.Aggregate((AffineIndex)0, (number, axis) => (axis.Size * number) + axis.Kernel);

    /// <summary>Where it stands: one loop for each axis.</summary>
    public IEnumerable<AffineIndex> Positions => Axes.Select(axis => (AffineIndex)axis.Position);

    /// <summary>A place in the window: one loop for each axis.</summary>
    public IEnumerable<AffineIndex> Kernel => Axes.Select(axis => (AffineIndex)axis.Kernel);

    /// <summary>The element of the input that lies at that place.</summary>
    public IEnumerable<AffineIndex> Elements => Axes.Select(axis => axis.Element);

    /// <summary>The window that covers a whole image [rows, columns, channels].</summary>
    public static SlidingWindow Over(EquatableArray<int> image) => new(EquatableArray.Of(
        new WindowAxis("row", image[0], 1, image[0], 1, 1, 0),
        new WindowAxis("column", image[1], 1, image[1], 1, 1, 0)));

    public EquatableArray<int> OutputShape(int channels) => Axes.Select(axis => axis.Output).Append(channels).ToEquatableArray();

    public EquatableArray<int> InputShape(int channels) => Axes.Select(axis => axis.Input).Append(channels).ToEquatableArray();

    public EquatableArray<int> KernelShape(params int[] channels) => Axes.Select(axis => axis.Size).Concat(channels).ToEquatableArray();
}

/// <summary>
/// One axis of a sliding window: at position o it covers the input's elements <c>stride·o + dilation·k − before</c>, k from 0 to size − 1.
/// Those outside the input are padding.
/// </summary>
internal sealed record WindowAxis(string Name, int Input, int Output, int Size, int Stride, int Dilation, int Before)
{
    public Axis Position { get; } = new(Name, Output);

    public Axis Kernel { get; } = new($"kernel{char.ToUpperInvariant(Name[0])}{Name.Substring(1)}", Size);

    public AffineIndex Element => (Stride * Position) + (Dilation * Kernel) - Before;

    public bool IsPadded => !Element.IsWithin(Input);
}
