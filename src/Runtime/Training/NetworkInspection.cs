namespace NNGen;

/// <summary>What goes on inside a network. Extension methods of every generated network that is trainable.</summary>
public static class NetworkInspection
{
    /// <summary>
    /// The outputs of the layers for all samples of a data set, as a training step computes them. Layers whose outputs a training step does
    /// not keep, since its backward pass needs none of them, are left out; layers with an activation are there.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network. It is not changed.</param>
    /// <param name="data">The samples.</param>
    /// <returns>The layers, in the order of computation.</returns>
    /// <exception cref="ArgumentException">The inputs of the data set have another length than the network's.</exception>
    public static IReadOnlyList<LayerOutput> LayerOutputs<TNetwork>(this TNetwork network, Dataset data)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        int inputLength = NetworkSizes<TNetwork>.InputLength, blockSize = NetworkSizes<TNetwork>.BlockSize;
        if (data.InputLength != inputLength)
        {
            throw new ArgumentException(
                $"An input of {NetworkSizes<TNetwork>.Name} has {inputLength} elements, but the data set's have {data.InputLength}.",
                nameof(data));
        }

        IReadOnlyList<LayerValue> values = TNetwork.TrainingPlan.LayerValues;
        var outputs = new LayerOutput[values.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new LayerOutput(values[i].Layer, values[i].Length, new float[data.Count * values[i].Length]);
        }
        var statistics = new BatchStatistics(TNetwork.TrainingPlan, blockSize, frozen: null);
        Span<float> block = new Workspace(TNetwork.TrainingPlan.BlockLength).Reserve(TNetwork.TrainingPlan.BlockLength);
        Span<nint> rows = stackalloc nint[blockSize];
        for (int first = 0; first < data.Count; first += blockSize)
        {
            int valid = Math.Min(blockSize, data.Count - first);
            for (int s = 0; s < rows.Length; s++) rows[s] = (nint)(first + Math.Min(s, valid - 1)) * inputLength;
            statistics.RunForward(network, block, new BlockInput(data.Inputs, rows), valid);
            for (int i = 0; i < outputs.Length; i++) Copy(block, values[i], outputs[i].Values.AsSpan(first * values[i].Length), valid);
        }

        return outputs;
    }

    private static void Copy(ReadOnlySpan<float> block, LayerValue value, Span<float> rows, int samples)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            int start = value.Offset + (sample * value.SampleStride);
            for (int feature = 0; feature < value.Length; feature++)
            {
                rows[(sample * value.Length) + feature] = block[start + (feature * value.FeatureStride)];
            }
        }
    }
}

/// <summary>What a layer computes for several samples.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Length">The elements of one sample's output.</param>
/// <param name="Values">Row-major [samples, <paramref name="Length"/>].</param>
public sealed record LayerOutput(string Layer, int Length, float[] Values);
