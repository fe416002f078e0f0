using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NNGen.CodeFixes;

/// <summary>The fix of one diagnostic by a change of the declaration at which it is reported; it can be applied to a whole solution.</summary>
/// <typeparam name="TNode">What is changed: the innermost node of the kind around the place of the diagnostic.</typeparam>
/// <param name="id">The diagnostic.</param>
/// <param name="title">What the IDE offers.</param>
public abstract class SyntaxFix<TNode>(string id, string title) : CodeFixProvider
    where TNode : SyntaxNode
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(id);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            TNode? node = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TNode>();
            if (node is null || Change(root!, node) is null) continue;
            context.RegisterCodeFix(CodeAction.Create(title, token => Apply(context.Document, node, token), equivalenceKey: id), diagnostic);
        }
    }

    /// <summary>The file with the mistake removed, or null where this is not the mistake that the fix is for.</summary>
    /// <param name="root">The file.</param>
    /// <param name="node">What is to be changed.</param>
    protected abstract SyntaxNode? Change(SyntaxNode root, TNode node);

    private async Task<Document> Apply(Document document, TNode node, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(Change(root!, node)!);
    }
}
