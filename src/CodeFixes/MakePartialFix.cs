using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.CodeFixes;

/// <summary>NNG0001: a network's class, and those around it, must be partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix() : SyntaxFix<TypeDeclarationSyntax>("NNG0001", "Add 'partial'")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, TypeDeclarationSyntax node)
    {
        if (node.Modifiers.Any(SyntaxKind.PartialKeyword)) return null;
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (node.Modifiers.Count > 0) return root.ReplaceNode(node, node.AddModifiers(partial));

        // Without modifiers, the comments and line breaks before the class are those of its keyword.
        TypeDeclarationSyntax bare = node.WithKeyword(node.Keyword.WithLeadingTrivia());
        return root.ReplaceNode(node, bare.AddModifiers(partial.WithLeadingTrivia(node.Keyword.LeadingTrivia)));
    }
}
