namespace NNGen;

/// <summary>Refuses bad batches, before a step changes anything.</summary>
/// <param name="network">The network's name, for messages.</param>
/// <param name="inputLength">The floats of one input.</param>
/// <param name="outputLength">The floats of one output.</param>
/// <param name="parameterCount">The number of parameters.</param>
/// <param name="capacity">The largest batch.</param>
/// <param name="outputCount">The number of output ports.</param>
internal sealed class BatchChecks(
    string network, int inputLength, int outputLength, int parameterCount, int capacity, int outputCount = 1)
{
    /// <summary>The labels that a network with one output knows: no and yes.</summary>
    private const int BinaryClasses = 2;

    /// <summary>The checks of one network's batches.</summary>
    public static BatchChecks For<TNetwork>(int capacity)
        where TNetwork : class, INeuralNetwork<TNetwork> =>
        new(
            NetworkSizes<TNetwork>.Name,
            NetworkSizes<TNetwork>.InputLength,
            NetworkSizes<TNetwork>.OutputLength,
            NetworkSizes<TNetwork>.ParameterCount,
            capacity,
            NetworkSizes<TNetwork>.OutputCount);

    private int Classes => outputLength == 1 ? BinaryClasses : outputLength;

    /// <summary>The number of samples in a span of inputs.</summary>
    public int Count(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length % inputLength != 0)
        {
            throw new ArgumentException(
                $"An input of {network} has {inputLength} elements, but a span of {inputs.Length} is not a whole number of them.",
                nameof(inputs));
        }

        int count = inputs.Length / inputLength;
        RequireCapacity(count, nameof(inputs));
        return count;
    }

    public void Labels(ReadOnlySpan<int> labels, int count)
    {
        if (labels.Length != count)
        {
            throw new ArgumentException(
                $"The inputs are {count} samples, so {count} labels were expected, but there are {labels.Length}.", nameof(labels));
        }

        RequireOneOutput(nameof(labels));
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)Classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[i], $"Label {i} is {labels[i]}, but {network} tells the classes 0 to {Classes - 1} apart.");
            }
        }
    }

    public void Targets(ReadOnlySpan<float> targets, int count, string name)
    {
        if (targets.Length != (long)count * outputLength)
        {
            throw new ArgumentException(
                $"The inputs are {count} samples and {network} has {outputLength} outputs, so {(long)count * outputLength} floats were " +
                $"expected, but there are {targets.Length}.",
                name);
        }
    }

    /// <summary>Whether the network can be trained or measured with the data set at all.</summary>
    public void Data(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputLength != inputLength)
        {
            throw new ArgumentException(
                $"An input of {network} has {inputLength} elements, but the data set's have {data.InputLength}.", nameof(data));
        }

        if (data.HasLabels)
        {
            RequireOneOutput(nameof(data));
            if (data.Classes > Classes)
            {
                throw new ArgumentException(
                    $"{network} tells {Classes} classes apart, but the data set has {data.Classes}.", nameof(data));
            }
        }
        else if (data.TargetLength != outputLength)
        {
            string found = data.HasTargets ? $"{data.TargetLength} targets for each sample" : "neither labels nor targets";
            throw new ArgumentException($"{network} has {outputLength} outputs, but the data set has {found}.", nameof(data));
        }
    }

    public void Augmentation(ImageAugmentation augmentation)
    {
        if (augmentation.ImageLength != inputLength)
        {
            throw new ArgumentException(
                $"An input of {network} has {inputLength} elements, but the augmentation's images have {augmentation.ImageLength}.",
                nameof(augmentation));
        }
    }

    public void Indices(Dataset data, ReadOnlySpan<int> indices)
    {
        RequireCapacity(indices.Length, nameof(indices));
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)data.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), indices[i], $"Index {i} is {indices[i]}, but the data set has the samples 0 to {data.Count - 1}.");
            }
        }
    }

    public void ParameterGradient(int length, string name)
    {
        if (length != parameterCount)
        {
            throw new ArgumentException($"{network} has {parameterCount} parameters, but the span has {length} floats.", name);
        }
    }

    /// <summary>An empty span says that nobody asks for the gradient of the inputs.</summary>
    public void InputGradient(int length, int count)
    {
        if (length != 0 && length != (long)count * inputLength)
        {
            throw new ArgumentException(
                $"The gradient of {count} inputs of {network} has {(long)count * inputLength} elements, but the span has {length}.",
                "inputGradient");
        }
    }

    /// <summary>A label is a class of one output; which one, of several, nobody could say.</summary>
    private void RequireOneOutput(string name)
    {
        if (outputCount == 1) return;
        throw new ArgumentException(
            $"{network} has {outputCount} outputs, so every sample needs a row of {outputLength} targets, but labels were given.", name);
    }

    private void RequireCapacity(int count, string name)
    {
        if (count < 1 || count > capacity)
        {
            throw new ArgumentException(
                $"A batch of 1 to {capacity} samples was expected (the trainer's capacity), but it has {count}.", name);
        }
    }
}
