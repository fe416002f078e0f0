using System.IO;

namespace NNGen;

/// <content>Export to ONNX.</content>
public static partial class NetworkFiles
{
    /// <summary>
    /// Saves the network as an ONNX model with its weights (operator set 20), for tools that run such models. Inputs and outputs keep their
    /// names, order and layout, channels last; in front of every shape stands the batch, which is open. Layers that only train (dropout,
    /// noise) do nothing. The file is written beside its place and then moved there.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, by custom ending in <c>.onnx</c>; it is replaced when it exists. Its folder must exist.</param>
    /// <exception cref="NotSupportedException">
    /// A layer has no operators: <c>MaxUnpool2D</c>, or an <c>Activation</c> that is a function of your own. The message names all of them.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void SaveOnnx<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProtoWriter model = OnnxExport.Write(network.Parameters);
        AtomicFile.Write(path, model.CopyTo);
    }

    /// <summary>Writes the network as an ONNX model to a stream, as <c>SaveOnnx(path)</c> does. The stream stays open.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the file; it need not be able to seek.</param>
    /// <exception cref="NotSupportedException">A layer has no operators.</exception>
    public static void SaveOnnx<TNetwork>(this TNetwork network, Stream stream)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        OnnxExport.Write(network.Parameters).CopyTo(stream);
    }
}
