using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <content>What the layer that made a value can do itself.</content>
internal sealed partial class GraphConversion
{
    /// <summary>Lets the layer that made a value apply an activation; false where it cannot, or where others read it before.</summary>
    public bool TryActivate(SampleValue value, string activation)
    {
        DeclaredLayer last = layers[layers.Count - 1];
        bool isKernel = last.Tensors.Count > 0 && last.Tensors[0].Name == "kernel";
        if (!isKernel || !IsReadOnce(last, value)) return false;
        layers[layers.Count - 1] = last with { Activation = activation };
        return true;
    }

    /// <summary>
    /// Lets the layer that made a value absorb <c>scale · y + shift</c>, one number for each of its outputs; false where it cannot.
    /// </summary>
    public bool TryScale(SampleValue value, float[]? scale, float[]? shift)
    {
        DeclaredLayer last = layers[layers.Count - 1];
        DeclaredTensor? kernel = last.Tensors.FirstOrDefault(tensor => tensor.Name == "kernel");
        if (kernel is null || !IsReadOnce(last, value)) return false;
        if (scale is not null)
        {
            if (OutputOf(last, kernel) is not { } outputOf) return false;
            kernel = kernel with { Values = kernel.Values.Select((weight, k) => weight * scale[outputOf(k)]).ToArray() };
        }

        int outputs = (scale ?? shift)!.Length;
        float[] bias = last.Tensors.FirstOrDefault(tensor => tensor.Name == "bias")?.Values ?? new float[outputs];
        bias = bias.Select((own, unit) => (own * (scale?[unit] ?? 1)) + (shift?[unit] ?? 0)).ToArray();
        layers[layers.Count - 1] = last with
        {
            Tensors = [kernel, new DeclaredTensor("bias", [bias.Length], bias)],
            Arguments = last.Arguments.Where(argument => argument.Name != "UseBias").ToArray(),
        };
        return true;
    }

    /// <summary>Whether a value is the plain output of the last layer, and the current node is all that reads it, under whatever name.</summary>
    private bool IsReadOnce(DeclaredLayer last, SampleValue value)
    {
        bool isOwn = last.Name == value.Layer && last.Activation is null;
        return isOwn && values.Where(pair => pair.Value.Layer == last.Name).Sum(pair => Uses(pair.Key)) <= 1;
    }

    /// <summary>Which output each weight of a kernel belongs to.</summary>
    private static Func<int, int>? OutputOf(DeclaredLayer layer, DeclaredTensor kernel)
    {
        IReadOnlyList<int> shape = kernel.Shape;
        int last = shape[shape.Count - 1];
        return layer.Kind switch
        {
            "Dense" or "Conv1D" or "Conv2D" => weight => weight % last,
            "DepthwiseConv2D" => weight => weight % (last * shape[2]),
            "Conv2DTranspose" => weight => weight / last % shape[2],
            _ => null,
        };
    }
}
