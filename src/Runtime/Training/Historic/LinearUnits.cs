namespace NNGen;

/// <summary>The parameters of a network that is one dense layer: units with weights and, unless declared without, a bias each.</summary>
internal sealed class LinearUnits
{
    private readonly ParameterBuffer parameters;
    private readonly int kernelOffset;
    private readonly int inputStride;
    private readonly int unitStride;
    private readonly int? biasOffset;

    private LinearUnits(ParameterBuffer parameters, TensorDescription kernel, TensorDescription? bias)
    {
        this.parameters = parameters;
        Span<int> strides = stackalloc int[2];
        StorageWalk.Strides(kernel, strides);
        kernelOffset = kernel.Offset;
        (inputStride, unitStride) = (strides[0], strides[1]);
        biasOffset = bias?.Offset;
        Inputs = kernel.Shape[0];
        Count = kernel.Shape[1];
    }

    public int Inputs { get; }

    /// <summary>The number of units.</summary>
    public int Count { get; }

    /// <summary>The units of a network.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="data">The samples, which have to fit.</param>
    /// <param name="rule">Who asks, for messages.</param>
    /// <exception cref="ArgumentException">
    /// The network is not one dense layer of step or linear units, or the data does not fit.
    /// </exception>
    public static LinearUnits Of(ParameterBuffer parameters, Dataset data, string rule)
    {
        NetworkDescription network = parameters.Description;
        bool isSingle = network.Layers is [{ Kind: "Dense", Activation: Activation.BinaryStep or Activation.Identity }];
        if (!isSingle || network.Tensors.Count == 0 || network.Tensors[0].Shape.Count != 2)
        {
            throw new ArgumentException(
                $"{rule} trains networks of one layer, Dense(units, Activation.BinaryStep) or Dense(units), but {network.Name} is made " +
                $"of: {string.Join(", ", System.Linq.Enumerable.Select(network.Layers, layer => $"{layer.Kind} ({layer.Activation})"))}.",
                nameof(parameters));
        }

        var checks = new BatchChecks(network.Name, network.InputLength, network.OutputLength, network.ParameterCount, int.MaxValue);
        checks.Data(data);
        return new LinearUnits(parameters, network.Tensors[0], network.Tensors.Count > 1 ? network.Tensors[1] : null);
    }

    /// <summary>The weighted sum of a unit, in double.</summary>
    public double Net(int unit, ReadOnlySpan<float> input)
    {
        ReadOnlySpan<float> p = parameters.AsReadOnlySpan();
        double sum = biasOffset is { } bias ? p[bias + unit] : 0;
        int place = kernelOffset + (unit * unitStride);
        for (int i = 0; i < Inputs; i++, place += inputStride) sum += (double)p[place] * input[i];
        return sum;
    }

    /// <summary>w ← w + amount · x, and the bias as the weight of a 1.</summary>
    public void Move(int unit, float amount, ReadOnlySpan<float> input)
    {
        Span<float> p = parameters.AsSpan();
        if (biasOffset is { } bias) p[bias + unit] += amount;
        int place = kernelOffset + (unit * unitStride);
        for (int i = 0; i < Inputs; i++, place += inputStride) p[place] += amount * input[i];
    }
}
