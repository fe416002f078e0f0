using System.IO;
using System.Text;

namespace NNGen;

/// <summary>
/// Saves and loads the parameters of networks as safetensors files, which most tools for neural networks read. Tensors have their canonical
/// shape (dense kernels [in, out]) under their full name, as in <c>dense_1.kernel</c>; the metadata says what network they are of.
/// </summary>
public static partial class NetworkFiles
{
    internal const string FormatKey = "format";
    internal const string Format = "nngen";
    private const string VersionKey = "format_version";
    private const string Version = "1";
    private const string NetworkKey = "network";
    private const string ArchitectureKey = "architecture";

    /// <summary>
    /// Saves the parameters to a file. The same parameters give the same bytes. The file is written beside its place and then moved there,
    /// so that whatever happens there is either the old file or the whole new one.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, by custom ending in <c>.safetensors</c>; it is replaced when it exists. Its folder must exist.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Save<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Write(network.Parameters, stream));
    }

    /// <summary>Saves the parameters to a stream. The same parameters give the same bytes. The stream stays open.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the file; it need not be able to seek.</param>
    public static void Save<TNetwork>(this TNetwork network, Stream stream)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Write(network.Parameters, stream);
    }

    /// <summary>
    /// Loads the parameters from a safetensors file. Every tensor of the network must be there in its shape, as 32-bit floats, and no
    /// other. A file that NNGen saved must be of the same architecture. Nothing changes unless everything fits.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or does not fit the network; the message lists everything that does not fit.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read; <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static void Load<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        Read(network.Parameters, stream, path);
    }

    /// <summary>Loads the parameters from a stream in the format of a safetensors file, up to its end, as <c>Load(path)</c> does.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The file; it need not be able to seek. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or does not fit the network; the message lists everything that does not fit.
    /// </exception>
    public static void Load<TNetwork>(this TNetwork network, Stream stream)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Read(network.Parameters, stream, NameOf(stream));
    }

    private static string NameOf(Stream stream) => stream is FileStream file ? file.Name : "The stream";

    private static void Write(ParameterBuffer parameters, Stream stream, SelfTest? selfTest = null)
    {
        NetworkDescription description = parameters.Description;
        var tensors = new List<SafetensorsTensor>();
        long start = 0;
        foreach (TensorDescription tensor in description.Tensors)
        {
            long end = start + ((long)tensor.Length * sizeof(float));
            tensors.Add(new SafetensorsTensor(tensor.Name, SafetensorsTensor.Float32, tensor.Shape, start, end));
            start = end;
        }

        SafetensorsFile.WriteHeader(stream, new SafetensorsHeader(
            [
                new(FormatKey, Format),
                new(VersionKey, Version),
                new(NetworkKey, description.Name),
                new(ArchitectureKey, description.ArchitectureHash),
                .. selfTest?.ToMetadata() ?? [],
            ],
            tensors));
        foreach (TensorDescription tensor in description.Tensors) SafetensorsFile.WriteData(stream, parameters[tensor.Name].ToArray());
    }

    private static void Read(ParameterBuffer parameters, Stream stream, string source)
    {
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, source);
        RequireFit(header, parameters.Description, source);
        float[] values = SafetensorsFile.ReadData(stream, header, source);
        foreach (SafetensorsTensor tensor in header.Tensors)
        {
            ParameterView view = parameters[tensor.Name];
            view.CopyFrom(values.AsSpan((int)(tensor.Start / sizeof(float)), view.Length));
        }
    }

    internal static void RequireFit(SafetensorsHeader header, NetworkDescription network, string source)
    {
        var mismatches = new List<string>();
        if (header.MetadataValue(FormatKey) == Format)
        {
            Compare(VersionKey, Version);
            Compare(ArchitectureKey, network.ArchitectureHash);
        }

        var left = new Dictionary<string, SafetensorsTensor>();
        foreach (SafetensorsTensor tensor in header.Tensors) left.Add(tensor.Name, tensor);
        foreach (TensorDescription tensor in network.Tensors)
        {
            string expected = $"{SafetensorsTensor.Float32} {ShapeText.Format(tensor.Shape)}";
            string found = left.Remove(tensor.Name, out SafetensorsTensor? stored) ? stored.TypeAndShape : "no such tensor";
            if (found != expected) mismatches.Add($"tensor '{tensor.Name}': expected {expected}, found {found}");
        }

        foreach (SafetensorsTensor tensor in header.Tensors)
        {
            if (!left.ContainsKey(tensor.Name)) continue;
            mismatches.Add($"tensor '{tensor.Name}': expected no such tensor, found {tensor.TypeAndShape}");
        }

        if (mismatches.Count == 0) return;
        var message = new StringBuilder($"{source}: expected the parameters of {network.Name}");
        if (header.MetadataValue(NetworkKey) is string name) message.Append($", found those of {name}");
        message.Append(':');
        foreach (string mismatch in mismatches) message.Append("\n- ").Append(mismatch);
        throw new InvalidDataException(message.ToString());

        void Compare(string key, string expected)
        {
            string? found = header.MetadataValue(key);
            if (found is not null && found != expected) mismatches.Add($"{key}: expected {expected}, found {found}");
        }
    }
}
