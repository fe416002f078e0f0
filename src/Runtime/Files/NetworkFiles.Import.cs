using System.IO;

namespace NNGen;

/// <content>Loading what other tools have trained.</content>
public static partial class NetworkFiles
{
    /// <summary>
    /// Imports the weights of a file of another tool: safetensors, NumPy <c>.npy</c> and <c>.npz</c>, PyTorch <c>.pt</c> and <c>.pth</c>,
    /// Keras
    /// <c>.h5</c> and <c>.keras</c>. Layers are matched by their names, or else by their shapes in the order of the file; layouts are
    /// translated, 16-bit and 64-bit floats converted. Every tensor of the network must be found, and every tensor of the file used or
    /// ignored.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How tensors are matched; the defaults when none are given.</param>
    /// <returns>What became of every tensor of the file.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, of no known format, or does not fit the network; the message lists everything that does not fit, and nothing
    /// has changed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read; <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static ImportResult Import<TNetwork>(this TNetwork network, string path, ImportOptions? options = null)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using TensorFile file = TensorFile.Open(path);
        return network.Import(file, options);
    }

    /// <summary>Imports the weights of an open file, as <c>Import(path)</c> does.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="file">The file. It stays open.</param>
    /// <param name="options">How tensors are matched; the defaults when none are given.</param>
    /// <returns>What became of every tensor of the file.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or does not fit the network; the message lists everything that does not fit, and nothing has changed.
    /// </exception>
    public static ImportResult Import<TNetwork>(this TNetwork network, TensorFile file, ImportOptions? options = null)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        ParameterBuffer parameters = network.Parameters;
        var plan = new ImportPlan(parameters.Description, file, options ?? new ImportOptions());

        // All values are read before the first one is changed: the data may be damaged where the header is not.
        IReadOnlyList<TensorDescription> tensors = parameters.Description.Tensors;
        var values = new float[tensors.Count][];
        for (int i = 0; i < values.Length; i++) values[i] = plan.Read(tensors[i]);
        for (int i = 0; i < values.Length; i++) parameters[tensors[i].Name].CopyFrom(values[i]);
        return plan.Result;
    }
}
