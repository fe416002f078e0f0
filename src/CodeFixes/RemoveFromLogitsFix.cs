using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.CodeFixes;

/// <summary>NNG0052: a network that ends with softmax or a sigmoid has no logits for its loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFromLogitsFix)), Shared]
public sealed class RemoveFromLogitsFix() : SyntaxFix<AttributeSyntax>("NNG0052", "Remove FromLogits")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax node)
    {
        if (AttributeNames.Argument(node, "FromLogits") is not { } argument) return null;
        AttributeArgumentListSyntax list = node.ArgumentList!;
        SeparatedSyntaxList<AttributeArgumentSyntax> left = list.Arguments.Remove(argument);
        return root.ReplaceNode(node, node.WithArgumentList(left.Count == 0 ? null : list.WithArguments(left)));
    }
}
