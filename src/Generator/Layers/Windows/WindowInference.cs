using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Windows;

/// <summary>
/// Reads the arguments of a layer with a sliding window and works out where the window stands. With n elements, padding p on each side and
/// a window that spans w = (size − 1)·dilation + 1: Valid gives ⌊(n + 2p − w) / stride⌋ + 1 positions, Same ⌈n / stride⌉.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="axes">The number of axes that the window slides over.</param>
/// <param name="size">The argument with the window's size.</param>
internal sealed class WindowInference(LayerInference layer, int axes, string size)
{
    private static readonly string[][] Names = [[], ["step"], ["row", "column"]];
    private static readonly string[] Expected = ["", "two axes (steps, channels)", "three axes (rows, columns, channels)"];
    private static readonly string[] Fixes =
    [
        "",
        "declare [Input(steps, channels)] or put [Reshape] before it",
        "declare [Input(rows, columns, channels)] or put [Reshape] before it",
    ];

    private readonly int padding = layer.Spec.Integer("Pad");
    private readonly bool isSame = layer.Spec.Member("Padding", "Valid") == "Same";

    /// <summary>The window of a convolution, or null after a mistake.</summary>
    public SlidingWindow? Slide() => Infer(defaultStride: _ => 1, LargestPadding, Slide);

    /// <summary>The window of a pooling layer: every position covers at least one element. Or null after a mistake.</summary>
    public SlidingWindow? Pool() => Infer(defaultStride: extent => extent, arguments => isSame ? 0 : arguments.Size - 1, Slide);

    /// <summary>
    /// The window of a transposed convolution, which is a convolution's run backwards: the window's input is the layer's output. Or null
    /// after a mistake.
    /// </summary>
    public SlidingWindow? Transpose() => Infer(
        defaultStride: _ => 1, arguments => (int)Math.Min(LargestPadding(arguments), (arguments.Span - 1) / 2), Transpose);

    private int LargestPadding(Arguments arguments) => isSame ? 0 : Limits.Axis;

    private SlidingWindow? Infer(Func<int, int> defaultStride, Func<Arguments, int> largestPadding, Func<Arguments, int, WindowAxis?> infer)
    {
        var arguments = new Arguments?[axes];
        for (int axis = 0; axis < axes; axis++) arguments[axis] = Read(axis, defaultStride);
        bool isRank = layer.CheckRank(axes + 1, Expected[axes], Fixes[axes]);
        if (arguments.Contains(null) || !CheckPadding(arguments.Min(axis => largestPadding(axis!))) || !isRank) return null;
        var window = new WindowAxis?[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            window[axis] = infer(arguments[axis]!, layer.InputShape[axis]);

            // Both axes mostly make the same mistake.
            if (window[axis] is null) return null;
        }

        return new SlidingWindow(window.Select(axis => axis!).ToEquatableArray());
    }

    /// <summary>The arguments of one axis, or null if one of them is wrong.</summary>
    private Arguments? Read(int axis, Func<int, int> defaultStride)
    {
        int extent = layer.Spec.Integer(ArgumentOf(size, axis));
        if (!CheckSize(size, axis, extent)) return null;
        int stride = layer.Spec.Integer(ArgumentOf("Stride", axis), defaultStride(extent));
        int dilation = layer.Spec.Integer("Dilation", 1);
        if (!CheckSize("Stride", axis, stride) | !CheckSize("Dilation", axis, dilation)) return null;
        return new Arguments(Names[axes][axis], extent, stride, extent == 1 ? 1 : dilation, padding, ArgumentOf(size, axis));
    }

    private bool CheckPadding(int largest)
    {
        bool isRight = padding >= 0 && padding <= largest;
        if (!isRight) layer.Report(Rule.PaddingOutOfRange, "Pad", $"{layer.Spec.Kind}.Pad", padding, largest);
        return isRight;
    }

    /// <summary>The argument for the columns, if it was given on its own, or the one for all axes.</summary>
    private string ArgumentOf(string name, int axis)
    {
        string width = $"{char.ToUpperInvariant(name[0])}{name.Substring(1)}Width";
        return axis == 1 && layer.Spec.Has(width) ? width : name;
    }

    private bool CheckSize(string name, int axis, int value)
    {
        string argument = ArgumentOf(name, axis);

        // What holds for all axes is reported once.
        return axis > 0 && argument == name ? value is >= 1 and <= Limits.Axis : layer.CheckSize(argument, value);
    }

    private WindowAxis? Slide(Arguments arguments, int input)
    {
        long padded = input + (2L * arguments.Padding);
        if (arguments.Span > (isSame ? Limits.Axis : padded))
        {
            layer.Report(Rule.WindowTooLarge, arguments.Argument, layer.Spec.Kind, arguments.Span, isSame ? Limits.Axis : padded);
            return null;
        }

        long output = isSame ? (input + arguments.Stride - 1L) / arguments.Stride : ((padded - arguments.Span) / arguments.Stride) + 1;
        return Place(arguments, input, (int)output, isSame ? MissingBefore(arguments, input, (int)output) : arguments.Padding);
    }

    private WindowAxis? Transpose(Arguments arguments, int output)
    {
        long whole = ((output - 1L) * arguments.Stride) + Math.Max(arguments.Span, arguments.Stride);
        long input = isSame ? (long)output * arguments.Stride : whole - (2L * arguments.Padding);
        string what = $"The number of {arguments.Name}s of {layer.Spec.Kind}'s output";
        if (!layer.CheckSize(arguments.Argument, Math.Max(input, arguments.Span), what)) return null;
        return Place(arguments, (int)input, output, isSame ? MissingBefore(arguments, (int)input, output) : arguments.Padding);
    }

    /// <summary>What Same adds in front: half of what is missing; an odd element goes to the end.</summary>
    private static int MissingBefore(Arguments arguments, int input, int output) =>
        (int)Math.Max(((output - 1L) * arguments.Stride) + arguments.Span - input, 0) / 2;

    private static WindowAxis Place(Arguments arguments, int input, int output, int before) =>
        new(arguments.Name, input, output, arguments.Size, output == 1 ? 1 : arguments.Stride, arguments.Dilation, before);

    private sealed record Arguments(string Name, int Size, int Stride, int Dilation, int Padding, string Argument)
    {
        /// <summary>The extent of the dilated window.</summary>
        public long Span => ((Size - 1L) * Dilation) + 1;
    }
}
