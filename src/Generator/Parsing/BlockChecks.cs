using Microsoft.CodeAnalysis;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Parsing;

/// <summary>
/// What is wrong with the class of a block, whoever uses it. Shapes are unknown there, so their mistakes are the business of the uses.
/// </summary>
internal static class BlockChecks
{
    /// <summary>Whether networks can be made of the block.</summary>
    public static bool IsUsable(INamedTypeSymbol type, CancellationToken cancellation) => Find(type, cancellation).Count == 0;

    /// <summary>The mistakes, each with the index of the attribute on the block's class, or <see cref="Problem.Class"/>.</summary>
    public static IReadOnlyList<Problem> Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        IReadOnlyList<AttributeData> attributes = AttributeReader.LayerAttributes(type);
        if (AttributeReader.HasUnresolved(type)) return [AttributeReader.Incomplete(Problem.Class)];
        if (attributes.Count == 0) return [Invalid(Problem.Class, "it has no layers: write them as attributes on its class")];
        for (int index = 0; index < attributes.Count; index++)
        {
            INamedTypeSymbol used = attributes[index].AttributeClass!;
            if (AttributeReader.KindOf(attributes[index]) == "Input")
            {
                problems.Add(Invalid(index, "it has an [Input], but its input is what the layer before its use gives: remove [Input]"));
            }

            if (!AttributeReader.IsBlock(used) || !Reaches(used, type, new(SymbolEqualityComparer.Default))) continue;
            problems.Add(new Problem(Rule.RecursiveBlock, index, null, EquatableArray.Of(type.Name, used.Name)));
        }

        NetworkParser.CheckSingleDeclaration(type, attributes, problems, cancellation);
        if (problems.Count == 0) CheckLayers(type, attributes, problems, cancellation);
        return problems;

        Problem Invalid(int index, string reason) => new(Rule.InvalidBlock, index, null, EquatableArray.Of(type.Name, reason));
    }

    /// <summary>Checks names, edges and placeholders.</summary>
    private static void CheckLayers(
        INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes, List<Problem> problems, CancellationToken cancellation)
    {
        var found = new List<Problem>();
        var expander = new BlockExpander(found, new FunctionReader(type.ContainingAssembly, found, cancellation), cancellation);
        expander.AddBlock(attributes, BlockParameters.StandIns(type));
        if (found.Count == 0) NetworkInference.CheckStructure(expander.Layers, found);
        problems.AddRange(found.Select(problem => problem with { LayerIndex = expander.Layers[problem.LayerIndex].Attribute }));
    }

    /// <summary>Whether a block is another one, or uses it in the end.</summary>
    private static bool Reaches(INamedTypeSymbol from, INamedTypeSymbol to, HashSet<INamedTypeSymbol> visited)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to)) return true;
        return visited.Add(from) && AttributeReader.LayerAttributes(from)
            .Select(attribute => attribute.AttributeClass!)
            .Any(next => AttributeReader.IsBlock(next) && Reaches(next, to, visited));
    }
}
