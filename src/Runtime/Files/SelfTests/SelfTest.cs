using System.Buffers.Binary;
using System.IO;

namespace NNGen;

/// <summary>
/// Samples, and what a network computed of them: it travels in the metadata of a file, so that whoever converts the file or reads it can
/// check that the same comes out. <see cref="NetworkFiles.Verify{TNetwork}(TNetwork)"/> does.
/// </summary>
public sealed class SelfTest
{
    internal const string InputsKey = "nngen.self_test.inputs";
    internal const string OutputsKey = "nngen.self_test.outputs";

    private readonly string inputText;
    private readonly string outputText;

    /// <summary>A self-test of known samples.</summary>
    /// <param name="inputs">Row-major [count, InputLength].</param>
    /// <param name="outputs">Row-major [count, OutputLength]: what the network, or the tool that trained it, computes.</param>
    public SelfTest(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs)
        : this(ToText(inputs), ToText(outputs))
    {
    }

    /// <summary>A self-test as files have it. Called by generated code.</summary>
    /// <param name="inputs">The inputs: 32-bit floats, the lowest byte first, in base 64.</param>
    /// <param name="outputs">The outputs likewise.</param>
    public SelfTest(string inputs, string outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        (inputText, outputText) = (inputs, outputs);
    }

    /// <summary>Records what a network computes of random samples, uniform in [−1, 1).</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="seed">The seed of the samples.</param>
    /// <returns>The self-test.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is not above 0.</exception>
    public static SelfTest Record<TNetwork>(TNetwork network, int samples = 3, ulong seed = 1)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        var random = new CounterRandom(seed);
        var inputs = new float[samples * TNetwork.Description.InputLength];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = (2 * random.NextSingle()) - 1;
        return Record(network, inputs);
    }

    /// <summary>Records what a network computes of given samples.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Row-major [count, InputLength], at least one sample.</param>
    /// <returns>The self-test.</returns>
    /// <exception cref="ArgumentException">The length is not that of one or more samples.</exception>
    public static SelfTest Record<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        (int inputLength, int outputLength) = (TNetwork.Description.InputLength, TNetwork.Description.OutputLength);
        if (inputs.IsEmpty || inputs.Length % inputLength != 0)
        {
            throw new ArgumentException($"Expected one or more samples of {inputLength} floats, found {inputs.Length} floats.", nameof(inputs));
        }

        var outputs = new float[inputs.Length / inputLength * outputLength];
        for (int sample = 0; sample < inputs.Length / inputLength; sample++)
        {
            network.Forward(inputs.Slice(sample * inputLength, inputLength), outputs.AsSpan(sample * outputLength, outputLength));
        }

        return new SelfTest(inputs, outputs);
    }

    /// <summary>Reads the self-test that a safetensors file brings along.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The self-test; null where the file has none.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read; <see cref="FileNotFoundException"/> when it does not exist.</exception>
    public static SelfTest? Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, path);
        (string? inputs, string? outputs) = (header.MetadataValue(InputsKey), header.MetadataValue(OutputsKey));
        return inputs is null || outputs is null ? null : new SelfTest(inputs, outputs);
    }

    /// <summary>Reads the inputs.</summary>
    /// <returns>Row-major [count, InputLength].</returns>
    /// <exception cref="InvalidDataException">The text is damaged.</exception>
    public float[] ReadInputs() => FromText(inputText);

    /// <summary>Reads the outputs.</summary>
    /// <returns>Row-major [count, OutputLength].</returns>
    /// <exception cref="InvalidDataException">The text is damaged.</exception>
    public float[] ReadOutputs() => FromText(outputText);

    /// <summary>The entries for a file's metadata.</summary>
    internal KeyValuePair<string, string>[] ToMetadata() => [new(InputsKey, inputText), new(OutputsKey, outputText)];

    private static string ToText(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return Convert.ToBase64String(bytes);
    }

    private static float[] FromText(string text)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new InvalidDataException("The self-test is damaged: expected 32-bit floats in base 64.");
        }

        if (bytes.Length % sizeof(float) != 0) throw new InvalidDataException($"The self-test is damaged: expected 32-bit floats, found {bytes.Length} bytes.");
        var values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return values;
    }
}
