using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NNGen.Tests.Generator;

/// <summary>A manifest of a weights file, as the build hands it to the compiler.</summary>
internal sealed class ManifestText(string manifest) : AdditionalText
{
    public override string Path => "obj/nngen/weights.nngenmodel";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(manifest);
}
