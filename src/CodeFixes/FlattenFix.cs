using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.CodeFixes;

/// <summary>NNG0013 at a dense layer: it takes one axis, so images are flattened before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlattenFix)), Shared]
public sealed class FlattenFix() : SyntaxFix<AttributeSyntax>("NNG0013", "Put [Flatten] before it")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax node)
    {
        // A layer that starts from another one by name would go on doing so.
        bool isFix = AttributeNames.Is(node, "Dense") && AttributeNames.Argument(node, "From") is null;
        if (!isFix || node.Parent is not AttributeListSyntax list) return null;
        AttributeSyntax flatten = SyntaxFactory.Attribute(AttributeNames.Beside(node, "Flatten")).WithLeadingTrivia(node.GetLeadingTrivia());
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxNodeOrTokenList attributes = list.Attributes.GetWithSeparators();
        int place = attributes.IndexOf(node);
        attributes = attributes.Replace(node, node.WithLeadingTrivia()).InsertRange(place, [flatten, comma]);
        return root.ReplaceNode(list, list.WithAttributes(SyntaxFactory.SeparatedList<AttributeSyntax>(attributes)));
    }
}
