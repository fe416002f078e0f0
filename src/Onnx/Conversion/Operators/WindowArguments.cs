using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>The window of a convolution or of pooling: sizes, strides, dilation and what stands around the input.</summary>
internal sealed class WindowArguments
{
    private readonly OnnxNode node;
    private readonly int[] input;
    private readonly int[] size;
    private readonly int[] strides;
    private readonly int[] before;
    private readonly int[] behind;
    private readonly int dilation;

    /// <param name="node">The node.</param>
    /// <param name="input">The extents of the input's positions.</param>
    /// <param name="size">The extents of the window.</param>
    /// <param name="isSpread">Whether the window has zeros where it is dilated.</param>
    public WindowArguments(OnnxNode node, int[] input, int[] size, bool isSpread = false)
    {
        this.node = node;
        this.input = input;
        this.size = size;
        strides = Each("strides", 1);
        int[] dilations = isSpread ? size.Select(_ => 1).ToArray() : Each("dilations", 1);
        dilation = dilations[0];
        if (dilations.Any(other => other != dilation)) throw new OnnxException("its dilations differ from axis to axis");
        (before, behind) = Pads();
    }

    /// <summary>Zeros that have to be put around the input first: before and behind for each axis. Null where the window does it.</summary>
    public (int Before, int Behind)[]? Margins { get; private set; }

    /// <summary>The extents of the result.</summary>
    public int[] Output => input.Select((extent, axis) => ((extent + before[axis] + behind[axis] - Span(axis)) / strides[axis]) + 1).ToArray();

    /// <summary>The named arguments of the layer.</summary>
    /// <param name="defaultStride">The stride that the layer has where it is not told.</param>
    /// <param name="widthName">The argument for the second extent of the window.</param>
    public IReadOnlyList<DeclaredArgument> Named(int defaultStride, string widthName)
    {
        var named = new List<DeclaredArgument>();
        if (size.Length > 1 && size[1] != size[0]) named.Add(DeclaredArgument.Property(widthName, size[1]));
        if (strides[0] != defaultStride) named.Add(DeclaredArgument.Property("Stride", strides[0]));
        if (strides.Length > 1 && strides[1] != strides[0]) named.Add(DeclaredArgument.Property("StrideWidth", strides[1]));
        if (dilation != 1) named.Add(DeclaredArgument.Property("Dilation", dilation));
        if (before.Concat(behind).All(pad => pad == before[0]))
        {
            if (before[0] != 0) named.Add(DeclaredArgument.Property("Pad", before[0]));
        }
        else if (IsSame())
        {
            named.Add(DeclaredArgument.Property("Padding", "Padding.Same"));
        }
        else
        {
            Margins = before.Zip(behind, (front, back) => (front, back)).ToArray();
        }

        return named;
    }

    /// <summary>Whether a layer has such a padding: the same on every side, or that of Padding.Same.</summary>
    public bool IsEven => IsSame() || before.Concat(behind).All(pad => pad == before[0] && pad < size.Min());

    private int Span(int axis) => ((size[axis] - 1) * dilation) + 1;

    private int[] Each(string name, int otherwise)
    {
        int[] values = node.Integers(name)?.Select(value => checked((int)value)).ToArray() ?? Enumerable.Repeat(otherwise, size.Length).ToArray();
        return values.Length == size.Length ? values : throw new OnnxException($"its {name} have {values.Length} entries instead of {size.Length}");
    }

    private (int[] Before, int[] Behind) Pads()
    {
        string auto = node.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            int[] missing = input.Select((extent, axis) => Missing(extent, axis)).ToArray();
            int[] smaller = missing.Select(pad => pad / 2).ToArray();
            int[] larger = missing.Zip(smaller, (all, half) => all - half).ToArray();
            return auto == "SAME_UPPER" ? (smaller, larger) : (larger, smaller);
        }

        int[] pads = auto == "VALID" ? new int[2 * size.Length] : node.Integers("pads")?.Select(pad => checked((int)pad)).ToArray() ?? new int[2 * size.Length];
        if (pads.Length != 2 * size.Length || pads.Any(pad => pad < 0)) throw new OnnxException($"its pads [{string.Join(", ", pads)}] are impossible");
        return (pads.Take(size.Length).ToArray(), pads.Skip(size.Length).ToArray());
    }

    private int Missing(int extent, int axis) => Math.Max(0, ((((extent + strides[axis] - 1) / strides[axis]) - 1) * strides[axis]) + Span(axis) - extent);

    /// <summary>Whether the padding is what Padding.Same would choose.</summary>
    private bool IsSame() => Enumerable.Range(0, size.Length)
        .All(axis => before[axis] + behind[axis] == Missing(input[axis], axis) && before[axis] == Missing(input[axis], axis) / 2);
}
