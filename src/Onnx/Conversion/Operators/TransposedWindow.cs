using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Sizes of a transposed convolution, and the part of its whole result that a node asks for.</summary>
internal sealed class TransposedWindow
{
    private readonly int[] strides;
    private readonly int[] spans;
    private readonly int[] starts;
    private readonly int[] counts;
    private readonly int[] input;

    /// <param name="node">The node.</param>
    /// <param name="size">The extents of the kernel.</param>
    /// <param name="input">The extents of the input's positions.</param>
    public TransposedWindow(OnnxNode node, int[] size, int[] input)
    {
        this.input = input;
        if (input.Length != size.Length) throw new OnnxException($"it slides over {size.Length} axes, but samples have {input.Length} of positions");
        int[] Each(string name, int otherwise, int count) => node.Integers(name)?.Select(value => checked((int)value)).ToArray() ?? Enumerable.Repeat(otherwise, count).ToArray();
        strides = Each("strides", 1, size.Length);
        Dilations = Each("dilations", 1, size.Length);
        spans = size.Select((extent, axis) => ((extent - 1) * Dilations[axis]) + 1).ToArray();
        int[] extra = Each("output_padding", 0, size.Length);
        int[] pads = Each("pads", 0, 2 * size.Length);
        string auto = node.Text("auto_pad", "NOTSET");
        bool isSame = auto.StartsWith("SAME", StringComparison.Ordinal);
        IReadOnlyList<long>? given = node.Integers("output_shape");
        if (auto == "VALID") pads = new int[2 * size.Length];
        starts = pads.Take(size.Length).ToArray();
        counts = starts.Select((before, axis) => Full(axis) + extra[axis] - before - pads[axis + size.Length]).ToArray();
        if (given is null && !isSame) return;

        // The result's extents are given; what is too much is cut off on both sides.
        for (int axis = 0; axis < size.Length; axis++)
        {
            counts[axis] = given is null ? input[axis] * strides[axis] : checked((int)given[given.Count - size.Length + axis]);
            int missing = Math.Max(0, Full(axis) + extra[axis] - counts[axis]);
            starts[axis] = auto == "SAME_UPPER" ? missing / 2 : missing - (missing / 2);
        }
    }

    /// <summary>How far the elements of the kernel are apart.</summary>
    public int[] Dilations { get; }

    public int Stride(int axis) => axis < strides.Length ? strides[axis] : 1;

    /// <summary>The extent of the layer's result: the library's has whole strides.</summary>
    public int Whole(int axis) => ((input[axis] - 1) * strides[axis]) + Math.Max(spans[axis], strides[axis]);

    /// <summary>How many elements of an axis the node asks for.</summary>
    public int Count(int axis) => counts[axis];

    /// <summary>Which element of the kernel leads from a place of the input to one of the result; −1 for none.</summary>
    public int Part(int axis, int from, int to)
    {
        int offset = to + starts[axis] - (from * strides[axis]);
        return offset < 0 || offset % Dilations[axis] != 0 ? -1 : offset / Dilations[axis];
    }

    /// <summary>The part of an axis that the node asks for, with zeros where the whole result ends before.</summary>
    public SampleValue Cut(GraphConversion graph, SampleValue whole, int axis)
    {
        int end = Math.Min(starts[axis] + counts[axis], Whole(axis));
        if (end <= starts[axis]) throw new OnnxException("nothing is left of its result");
        SampleValue part = AxisOperators.Crop(graph, whole, axis + 1, starts[axis], end - starts[axis]);
        int missing = counts[axis] - (end - starts[axis]);
        return missing == 0 ? part : AxisOperators.Pad(graph, part, axis + 1, 0, missing);
    }

    private int Full(int axis) => ((input[axis] - 1) * strides[axis]) + spans[axis];
}
