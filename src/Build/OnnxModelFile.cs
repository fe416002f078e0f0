using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;

namespace NNGen.Build;

/// <summary>
/// Converts an ONNX model into a manifest: a line for every layer that the compiler is to generate, or one for every node that has none. Its
/// weights go into a file of their own, as safetensors.
/// </summary>
internal static class OnnxModelFile
{
    /// <summary>The line of a file beside the model: its stamp and its name.</summary>
    public const string BesideKey = "beside ";

    /// <summary>The manifest. Whatever is wrong with the file stands in it, for the compiler to report where the model is named.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The file as the project lists it, with forward slashes.</param>
    /// <param name="stamp">The line of <see cref="ModelFile.StampOf"/>.</param>
    /// <param name="dimensions">Extents of open axes, as the project writes them.</param>
    /// <param name="outputs">The outputs that are wanted, as the project writes them.</param>
    /// <param name="weights">Receives the weights; null where nothing came of the model.</param>
    public static string Describe(string path, string name, string stamp, string dimensions, string outputs, out byte[]? weights)
    {
        var text = new StringBuilder();
        text.Append(ModelFile.Signature).Append('\n').Append(stamp).Append('\n').Append("file ").Append(name).Append('\n');
        weights = null;
        try
        {
            if (!File.Exists(path)) throw new OnnxException("the project lists it, but there is no such file");
            ConvertedNetwork network = OnnxFile.Convert(path, ConversionOptions.Parse(dimensions, outputs));
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            foreach (string file in network.Files) text.Append(BesideKey).Append(ModelFile.FactsOf(Path.Combine(folder, file))).Append(' ').Append(file).Append('\n');
            weights = Append(text, network, name);
        }
        catch (Exception error) when (error is OnnxException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            text.Append("problem ").Append(Plain(error.Message)).Append('\n');
        }

        if (File.Exists(path)) ModelFile.AppendHash(text, File.ReadAllBytes(path));
        return text.ToString();
    }

    /// <summary>The lines of a converted model; gives its weights, or null where some node is not supported.</summary>
    public static byte[]? Append(StringBuilder text, ConvertedNetwork network, string name)
    {
        NodeReport[] unsupported = network.Unsupported.ToArray();
        foreach (NodeReport node in unsupported) text.Append("unsupported ").Append(Line(node, network.Opset)).Append('\n');
        if (unsupported.Length > 0) return null;
        foreach (DeclaredLayer layer in network.Layers) text.Append("layer ").Append(layer.ToLine()).Append('\n');
        foreach (string output in network.Outputs) text.Append("output ").Append(output).Append('\n');
        using var stream = new MemoryStream();
        network.WriteWeights(stream);
        stream.Position = 0;
        ModelFile.AppendTensors(text, stream, name);
        return stream.ToArray();
    }

    /// <summary>Operator, version, node and reason, with tabs between.</summary>
    private static string Line(NodeReport node, long opset) => string.Join("\t", new[] { node.Operator, $"{opset}", node.Node, node.Problem! }.Select(Plain));

    /// <summary>One line, whatever a hostile file calls its nodes.</summary>
    public static string Plain(string text) => new(text.Select(letter => char.IsControl(letter) ? ' ' : letter).ToArray());
}
