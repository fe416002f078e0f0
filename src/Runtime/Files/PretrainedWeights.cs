using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>Makes networks of weights that lie in the assembly. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PretrainedWeights
{
    /// <summary>A network with the given weights.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="values">The tensors one behind the other, in the network's order, each row-major in its canonical shape.</param>
    /// <returns>A new network.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the network's tensors.</exception>
    public static TNetwork FromData<TNetwork>(ReadOnlySpan<float> values)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        var parameters = new ParameterBuffer(TNetwork.Description);
        int expected = parameters.Length + TNetwork.Description.StatisticCount;
        if (values.Length != expected)
        {
            throw new ArgumentException($"{TNetwork.Description.Name} has {expected} numbers, but {values.Length} were given.", nameof(values));
        }

        foreach (TensorDescription tensor in TNetwork.Description.Tensors)
        {
            parameters[tensor.Name].CopyFrom(values[..tensor.Length]);
            values = values[tensor.Length..];
        }

        return TNetwork.Create(parameters);
    }

    /// <summary>A network with the weights of a safetensors file that is embedded in its assembly. The data is copied once.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="resource">The resource's name.</param>
    /// <returns>A new network.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no such resource.</exception>
    /// <exception cref="InvalidDataException">The resource is damaged or does not fit the network.</exception>
    public static TNetwork FromResource<TNetwork>(string resource)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        using Stream stream = typeof(TNetwork).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException(
            $"The assembly of {TNetwork.Description.Name} has no resource '{resource}': list the file as <NNGenModel Include=\"{resource}\" /> in its project.");
        var parameters = new ParameterBuffer(TNetwork.Description);
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, resource);
        NetworkFiles.RequireFit(header, TNetwork.Description, resource);
        long start = stream.Position;
        foreach (SafetensorsTensor tensor in header.Tensors)
        {
            stream.Position = start + tensor.Start;
            CopyData(stream, parameters[tensor.Name]);
        }

        return TNetwork.Create(parameters);
    }

    /// <summary>A resource lies in memory already, where the system has mapped the assembly.</summary>
    private static unsafe void CopyData(Stream stream, ParameterView view)
    {
        if (stream is UnmanagedMemoryStream memory && BitConverter.IsLittleEndian)
        {
            // The header was found to fit the stream's length.
            view.CopyFrom(MemoryMarshal.Cast<byte, float>(new ReadOnlySpan<byte>(memory.PositionPointer, view.Length * sizeof(float))));
            return;
        }

        var values = new float[view.Length];
        SafetensorsFile.ReadFloats(stream, values);
        view.CopyFrom(values);
    }
}
