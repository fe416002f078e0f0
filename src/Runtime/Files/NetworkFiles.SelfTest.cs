using System.IO;

namespace NNGen;

/// <content>Self-tests.</content>
public static partial class NetworkFiles
{
    /// <summary>Saves the parameters to a file together with a self-test, as <see cref="Save{TNetwork}(TNetwork, string)"/> does.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; it is replaced when it exists. Its folder must exist.</param>
    /// <param name="selfTest">The self-test, as in <c>SelfTest.Record(network)</c>.</param>
    /// <exception cref="ArgumentException">The self-test is not one of this network: it has other lengths.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Save<TNetwork>(this TNetwork network, string path, SelfTest selfTest)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireLengths(selfTest, TNetwork.Description);
        AtomicFile.Write(path, stream => Write(network.Parameters, stream, selfTest));
    }

    /// <summary>Saves the network as an ONNX model together with a self-test, as <see cref="SaveOnnx{TNetwork}(TNetwork, string)"/> does.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; it is replaced when it exists. Its folder must exist.</param>
    /// <param name="selfTest">The self-test, as in <c>SelfTest.Record(network)</c>.</param>
    /// <exception cref="ArgumentException">The self-test is not one of this network: it has other lengths.</exception>
    /// <exception cref="NotSupportedException">A layer has no operators.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void SaveOnnx<TNetwork>(this TNetwork network, string path, SelfTest selfTest)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireLengths(selfTest, TNetwork.Description);
        ProtoWriter model = OnnxExport.Write(network.Parameters, selfTest.ToMetadata());
        AtomicFile.Write(path, model.CopyTo);
    }

    /// <summary>
    /// Computes the samples of the self-test that the class's model or weights file brought along, and compares the outputs with those
    /// that are recorded there.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network, as in <c>Policy.Pretrained.Verify()</c>.</param>
    /// <returns>Whether all outputs agree, and the worst.</returns>
    /// <exception cref="InvalidOperationException">The class has no self-test.</exception>
    /// <exception cref="InvalidDataException">The self-test is damaged or of another network.</exception>
    public static SelfTestResult Verify<TNetwork>(this TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork> => Verify(network, TNetwork.Description.SelfTest ?? throw new InvalidOperationException(
            $"{TNetwork.Description.Name} has no self-test: save its model or weights file with one (network.Save(path, SelfTest.Record(network)))."));

    /// <summary>Computes the samples of a self-test, and compares the outputs with those that are recorded.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="selfTest">The self-test, as in <c>SelfTest.Load(path)</c>.</param>
    /// <returns>Whether all outputs agree, and the worst.</returns>
    /// <exception cref="InvalidDataException">The self-test is damaged or of another network.</exception>
    public static SelfTestResult Verify<TNetwork>(this TNetwork network, SelfTest selfTest)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(selfTest);
        NetworkDescription description = TNetwork.Description;
        (float[] inputs, float[] expected) = (selfTest.ReadInputs(), selfTest.ReadOutputs());
        if (Mismatch(inputs, expected, description) is { } mismatch) throw new InvalidDataException(mismatch);
        var found = new float[expected.Length];
        for (int sample = 0; sample < expected.Length / description.OutputLength; sample++)
        {
            network.Forward(
                inputs.AsSpan(sample * description.InputLength, description.InputLength),
                found.AsSpan(sample * description.OutputLength, description.OutputLength));
        }

        return SelfTestResult.Compare(found, expected, description.OutputLength);
    }

    private static void RequireLengths(SelfTest selfTest, NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(selfTest);
        if (Mismatch(selfTest.ReadInputs(), selfTest.ReadOutputs(), network) is { } mismatch) throw new ArgumentException(mismatch, nameof(selfTest));
    }

    private static string? Mismatch(float[] inputs, float[] outputs, NetworkDescription network)
    {
        int samples = outputs.Length / network.OutputLength;
        bool fits = samples > 0 && outputs.Length == samples * network.OutputLength && inputs.Length == samples * network.InputLength;
        return fits ? null : $"Expected a self-test of {network.Name}: rows of {network.InputLength} inputs and {network.OutputLength} outputs; "
            + $"found {inputs.Length} inputs and {outputs.Length} outputs.";
    }
}
