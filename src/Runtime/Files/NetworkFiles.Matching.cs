using System.IO;

namespace NNGen;

/// <content>Loading a part of another network.</content>
public static partial class NetworkFiles
{
    /// <summary>
    /// Loads those tensors of a safetensors file that have the name and the shape of one of the network's, whatever network the file is of:
    /// the body of a trained network under a new head. The network's other tensors keep their values.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Which layers, and what to do about other shapes; the defaults when none are given.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="ArgumentException">A layer of the options is none of the network's.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, a tensor of the same name has another shape (unless the options allow that), a layer of the options has a
    /// tensor that the file lacks, or no tensor matches at all. The message lists every mistake, and nothing has changed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read; <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static ParameterMatch LoadMatching<TNetwork>(this TNetwork network, string path, MatchOptions? options = null)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return ReadMatching(network.Parameters, stream, path, options);
    }

    /// <summary>
    /// Loads the matching tensors from a stream in the format of a safetensors file, up to its end, as <c>LoadMatching(path)</c> does.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The file; it need not be able to seek. It stays open.</param>
    /// <param name="options">Which layers, and what to do about other shapes; the defaults when none are given.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="ArgumentException">A layer of the options is none of the network's.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or does not match; the message lists every mistake, and nothing has changed.
    /// </exception>
    public static ParameterMatch LoadMatching<TNetwork>(this TNetwork network, Stream stream, MatchOptions? options = null)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        return ReadMatching(network.Parameters, stream, NameOf(stream), options);
    }

    private static ParameterMatch ReadMatching(ParameterBuffer parameters, Stream stream, string source, MatchOptions? options)
    {
        var matching = new ParameterMatching(parameters.Description, options ?? new MatchOptions(), nameof(options));
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, source);
        string version = header.MetadataValue(FormatKey) == Format ? header.MetadataValue(VersionKey) ?? Version : Version;
        if (version != Version) matching.Report($"{VersionKey}: expected {Version}, found {version}");
        foreach (SafetensorsTensor tensor in header.Tensors) matching.Offer(tensor.Name, tensor.TypeAndShape);
        ParameterMatch match = matching.Finish();
        if (matching.Mistakes(source) is { } mistakes) throw new InvalidDataException(mistakes);

        Dictionary<string, float[]> values = SafetensorsFile.ReadTensors(stream, header, match.Loaded, source);
        foreach (string name in match.Loaded) parameters[name].CopyFrom(values[name]);
        return match;
    }
}
