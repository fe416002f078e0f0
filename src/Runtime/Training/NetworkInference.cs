namespace NNGen;

/// <summary>Predictions and copies. Extension methods of every generated network.</summary>
public static class NetworkInference
{
    /// <summary>Computes the outputs of many samples into a new array. <c>ForwardBatch</c> does so without allocating.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Row-major [count, InputLength].</param>
    /// <returns>Row-major [count, OutputLength].</returns>
    /// <exception cref="ArgumentException">The length is not a whole number of samples.</exception>
    public static float[] Predict<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        int inputLength = NetworkSizes<TNetwork>.InputLength;
        if (inputs.Length % inputLength != 0)
        {
            throw new ArgumentException(
                $"An input of {NetworkSizes<TNetwork>.Name} has {inputLength} elements, but a span of {inputs.Length} is not a whole " +
                "number of them.",
                nameof(inputs));
        }

        var outputs = new float[checked(inputs.Length / inputLength * NetworkSizes<TNetwork>.OutputLength)];
        network.ForwardBatch(inputs, outputs);
        return outputs;
    }

    /// <summary>Computes the outputs of all samples of a data set into a new array.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <returns>Row-major [count, OutputLength].</returns>
    /// <exception cref="ArgumentException">The inputs of the data set have another length than the network's.</exception>
    public static float[] Predict<TNetwork>(this TNetwork network, Dataset data)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        RequireInputLength<TNetwork>(data);
        return network.Predict(data.Inputs);
    }

    /// <summary>
    /// The class of each of many samples: the place of the greatest output, the first of equals; with one output, 1 where it is at least
    /// <see cref="NetworkDescription.DecisionThreshold"/>.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Row-major [count, InputLength].</param>
    /// <returns>One class for each sample.</returns>
    /// <exception cref="ArgumentException">The length is not a whole number of samples, or the network has several outputs.</exception>
    public static int[] PredictClasses<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        if (NetworkSizes<TNetwork>.OutputCount > 1)
        {
            throw new ArgumentException(
                $"{NetworkSizes<TNetwork>.Name} has {NetworkSizes<TNetwork>.OutputCount} outputs, so a sample has no single class: use Predict.",
                nameof(network));
        }

        ReadOnlySpan<float> outputs = network.Predict(inputs);
        int outputLength = NetworkSizes<TNetwork>.OutputLength;
        float threshold = TNetwork.Description.DecisionThreshold;
        var classes = new int[outputs.Length / outputLength];
        for (int s = 0; s < classes.Length; s++) classes[s] = Class(outputs.Slice(s * outputLength, outputLength), threshold);
        return classes;
    }

    /// <summary>
    /// The class of each sample of a data set, as <see cref="PredictClasses{TNetwork}(TNetwork, ReadOnlySpan{float})"/> has it.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <returns>One class for each sample.</returns>
    /// <exception cref="ArgumentException">The inputs of the data set have another length than the network's.</exception>
    public static int[] PredictClasses<TNetwork>(this TNetwork network, Dataset data)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        RequireInputLength<TNetwork>(data);
        return network.PredictClasses(data.Inputs);
    }

    /// <summary>A new network of the same class with a copy of the parameters.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network to copy.</param>
    /// <returns>The copy; the two share nothing.</returns>
    public static TNetwork Clone<TNetwork>(this TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var parameters = new ParameterBuffer(TNetwork.Description);
        parameters.CopyFrom(network.Parameters);
        return TNetwork.Create(parameters);
    }

    private static int Class(ReadOnlySpan<float> output, float threshold)
    {
        if (output.Length == 1) return output[0] >= threshold ? 1 : 0;
        int greatest = 0;
        for (int o = 1; o < output.Length; o++)
        {
            if (output[o] > output[greatest]) greatest = o;
        }

        return greatest;
    }

    private static void RequireInputLength<TNetwork>(Dataset data)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputLength != NetworkSizes<TNetwork>.InputLength)
        {
            throw new ArgumentException(
                $"An input of {NetworkSizes<TNetwork>.Name} has {NetworkSizes<TNetwork>.InputLength} elements, but the data set's have " +
                $"{data.InputLength}.",
                nameof(data));
        }
    }
}
