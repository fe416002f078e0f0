using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NNGen.Generator.Parsing;

/// <summary>Finds the source of a mistake: an argument, an attribute, a member or the class's name.</summary>
internal static class ProblemLocator
{
    public static Location Locate(ParsedNetwork network, Problem problem, CancellationToken cancellation) => problem.LayerIndex switch
    {
        _ when network.Places.TryGetValue(problem, out Location? place) => place,
        Problem.Network => Locate(network.NetworkAttribute, problem.Argument, cancellation),
        Problem.Member => LocateMember(network, problem.Argument!, cancellation),
        Problem.Class => LocateClass(network, cancellation),
        Problem.Weights => Locate(NetworkParser.FileAttribute(network.Type)!, problem.Argument, cancellation),
        _ when network.Spec.Model is not null => Locate(network.NetworkAttribute, null, cancellation),
        <= Problem.FirstOutput => Locate(network.OutputAttributes[Problem.FirstOutput - problem.LayerIndex], problem.Argument, cancellation),
        _ => Locate(network.LayerAttributes[network.Spec.AttributeOf(problem)], problem.Argument, cancellation),
    };

    /// <summary>The argument with the given name, or the element of it, or the whole attribute.</summary>
    public static Location Locate(AttributeData attribute, string? argument, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) return Location.None;
        if (argument is null || syntax.ArgumentList is null) return syntax.GetLocation();
        string[] parts = argument.TrimEnd(']').Split('[');
        int element = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : -1;
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = syntax.ArgumentList.Arguments;
        AttributeArgumentSyntax? named = arguments.FirstOrDefault(candidate =>
            candidate.NameEquals?.Name.Identifier.ValueText == parts[0] || candidate.NameColon?.Name.Identifier.ValueText == parts[0]);
        if (named is not null) return Element(named, element);
        IParameterSymbol? parameter = attribute.AttributeConstructor?.Parameters.FirstOrDefault(candidate => candidate.Name == parts[0]);
        int position = parameter?.Ordinal ?? -1;
        AttributeArgumentSyntax[] positional = arguments
            .Where(candidate => candidate.NameEquals is null && candidate.NameColon is null)
            .ToArray();
        if (position < 0 || position >= positional.Length) return syntax.GetLocation();

        // The elements of a params array may be arguments of their own.
        bool isExpanded = parameter!.IsParams && ArrayElements(positional[position]) is null;
        if (!isExpanded) return Element(positional[position], element);
        if (element >= 0 && position + element < positional.Length) return positional[position + element].GetLocation();
        var all = TextSpan.FromBounds(positional[position].SpanStart, positional[positional.Length - 1].Span.End);
        return Location.Create(syntax.SyntaxTree, all);
    }

    private static Location Element(AttributeArgumentSyntax argument, int element)
    {
        bool isElement = element >= 0 && element < ArrayElements(argument)?.Count;
        return isElement ? ArrayElements(argument)!.Value[element].GetLocation() : argument.GetLocation();
    }

    private static SeparatedSyntaxList<ExpressionSyntax>? ArrayElements(AttributeArgumentSyntax argument) => argument.Expression switch
    {
        ArrayCreationExpressionSyntax array => array.Initializer?.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        _ => null,
    };

    /// <summary>The name of the class on the declaration with the attribute.</summary>
    private static Location LocateClass(ParsedNetwork network, CancellationToken cancellation)
    {
        SyntaxNode? declaration = network.NetworkAttribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        return declaration is TypeDeclarationSyntax type ? type.Identifier.GetLocation() : network.Type.Locations[0];
    }

    private static Location LocateMember(ParsedNetwork network, string key, CancellationToken cancellation) =>
        GeneratedMembers.Find(network.Type, key)?.Locations.FirstOrDefault() ?? LocateClass(network, cancellation);
}
