using NNGen.Onnx.Model;

namespace NNGen.Onnx.Folding;

/// <summary>The part of one axis that Slice keeps: <c>Start, Start + Step, …</c>, Count of them.</summary>
internal readonly record struct SliceRange(int Start, int Step, int Count)
{
    /// <summary>One range for each axis of the data.</summary>
    public static SliceRange[] Of(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs, IReadOnlyList<int> shape)
    {
        IReadOnlyList<long> starts = ConstantFolder.Integers(node, inputs, 1, "starts") ?? throw Missing(node, "starts");
        IReadOnlyList<long> ends = ConstantFolder.Integers(node, inputs, 2, "ends") ?? throw Missing(node, "ends");
        IReadOnlyList<long> axes = ConstantFolder.Integers(node, inputs, 3, "axes") ?? Enumerable.Range(0, starts.Count).Select(axis => (long)axis).ToArray();
        IReadOnlyList<long> steps = ConstantFolder.Integers(node, inputs, 4, "steps") ?? Enumerable.Repeat(1L, starts.Count).ToArray();
        SliceRange[] ranges = shape.Select(extent => new SliceRange(0, 1, extent)).ToArray();
        for (int k = 0; k < starts.Count; k++)
        {
            int axis = Shapes.Axis(axes[k], shape.Count);
            ranges[axis] = Of(starts[k], ends[k], steps[k], shape[axis]);
        }

        return ranges;
    }

    private static SliceRange Of(long start, long end, long step, int extent)
    {
        if (step == 0) throw new ArgumentException("a step of 0 selects nothing.");
        long Inside(long place, long least, long greatest) => Math.Min(Math.Max(place < 0 ? place + extent : place, least), greatest);
        bool isForward = step > 0;
        long first = isForward ? Inside(start, 0, extent) : Inside(start, -1, extent - 1);
        long behind = end <= -extent - 1 && !isForward ? -1 : isForward ? Inside(end, 0, extent) : Inside(end, -1, extent - 1);
        long distance = isForward ? behind - first : first - behind;
        return new SliceRange((int)first, (int)step, (int)Math.Max(0, (distance + Math.Abs(step) - 1) / Math.Abs(step)));
    }

    private static OnnxException Missing(OnnxNode node, string what) => new($"Node {node.Title} has no {what}.");
}
