using System.IO;
using NNGen.Onnx.Conversion;
using NNGen.Onnx.Model;
using NNGen.Onnx.Reading;

namespace NNGen.Onnx;

/// <summary>Reads ONNX models and declares their layers.</summary>
public static class OnnxFile
{
    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The file; constants that lie in files of their own are looked for beside it.</param>
    /// <param name="options">Extents of open axes, and the outputs that are wanted; null for none and all.</param>
    /// <returns>The layers and what became of every node.</returns>
    /// <exception cref="OnnxException">The file is no ONNX model, is damaged, or has a form that no network here has.</exception>
    public static ConvertedNetwork Convert(string path, ConversionOptions? options = null) =>
        Convert(File.ReadAllBytes(path), Path.GetDirectoryName(Path.GetFullPath(path)), options);

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="folder">Where files beside the model lie; null where there is no such place.</param>
    /// <param name="options">As for files.</param>
    /// <returns>The layers and what became of every node.</returns>
    /// <exception cref="OnnxException">As for files.</exception>
    public static ConvertedNetwork Convert(byte[] bytes, string? folder = null, ConversionOptions? options = null) => Convert(bytes, folder, options, null);

    /// <summary>Reads a model some of whose inputs play weights.</summary>
    internal static ConvertedNetwork Convert(byte[] bytes, string? folder, ConversionOptions? options, IReadOnlyDictionary<string, OnnxTensor>? inputs)
    {
        var tensors = new TensorReader(folder);
        OnnxModel model = new ModelReader(tensors).Read(bytes);
        return GraphConversion.Run((options ?? new ConversionOptions()).Apply(model), inputs) with { Files = tensors.Files };
    }

    /// <summary>Reads a single tensor, as the format's official test cases store them.</summary>
    internal static OnnxTensor ReadTensor(byte[] bytes) => new TensorReader(null).Read(new ProtoReader(bytes));
}
