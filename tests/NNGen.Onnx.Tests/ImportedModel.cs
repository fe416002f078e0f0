using System.IO;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NNGen.Build;
using NNGen.Onnx.Conversion;

namespace NNGen.Onnx.Tests;

/// <summary>What a build hands the compiler for one model: the class that names it, the manifest, the resource with its weights.</summary>
internal sealed class ImportedModel : AdditionalText
{
    private readonly string manifest;
    private readonly byte[] weights;

    public ImportedModel(string name, ConvertedNetwork network)
    {
        Name = name;
        var text = new StringBuilder($"{ModelFile.Signature}\nfile {name}.onnx\n");
        weights = OnnxModelFile.Append(text, network, $"{name}.onnx") ?? [];
        manifest = text.ToString();
    }

    public string Name { get; }

    public string Source => $"[NNGen.OnnxModel(\"{Name}.onnx\")] public sealed partial class {Name};";

    public ResourceDescription Resource => new($"{Name}.onnx", () => new MemoryStream(weights), isPublic: true);

    public override string Path => $"{Name}.onnx.nngenmodel";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(manifest);
}
