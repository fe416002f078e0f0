using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.CodeFixes;

/// <summary>NNG0022: a layer whose output nobody reads goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveLayerFix)), Shared]
public sealed class RemoveLayerFix() : SyntaxFix<AttributeSyntax>("NNG0022", "Remove the layer")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax node)
    {
        if (node.Parent is not AttributeListSyntax list) return null;
        bool isCommented = list.GetLeadingTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        SyntaxRemoveOptions kept = isCommented ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia;
        if (list.Attributes.Count == 1) return root.RemoveNode(list, kept);
        return root.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(node)));
    }
}
