using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.CodeFixes;

/// <summary>
/// NNG0060: the compiler sees a file of weights only if the project lists it. A workspace knows no items of kinds of its own, so the change
/// is made in the project's file.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ListModelFix)), Shared]
public sealed class ListModelFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("NNG0060");

    /// <summary>Two changes of one file do not merge, so each is made by itself.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            AttributeSyntax? attribute = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
            bool hasFile = attribute?.ArgumentList is { Arguments.Count: > 0 } && context.Document.Project.FilePath is not null;
            if (!hasFile) continue;
            ExpressionSyntax written = attribute!.ArgumentList!.Arguments[0].Expression;
            if (model?.GetConstantValue(written, context.CancellationToken).Value is not string { Length: > 0 } file) continue;
            context.RegisterCodeFix(new ListModel(context.Document.Project.FilePath!, file), diagnostic);
        }
    }

    private sealed class ListModel(string project, string file) : CodeAction
    {
        public override string Title => $"List '{file}' as NNGenModel in the project";

        public override string EquivalenceKey => "NNG0060";

        protected override Task<IEnumerable<CodeActionOperation>> ComputeOperationsAsync(CancellationToken cancellation) =>
            Task.FromResult<IEnumerable<CodeActionOperation>>([new ProjectFileChange(project, file)]);

        protected override Task<IEnumerable<CodeActionOperation>> ComputePreviewOperationsAsync(
            CancellationToken cancellation) => Task.FromResult<IEnumerable<CodeActionOperation>>([]);
    }
}
