using Microsoft.CodeAnalysis;

namespace NNGen.Generator.Parsing;

/// <summary>
/// The functions that attributes name by a class and a method. Mistakes lie in the method's body, which may be anywhere: their places are
/// kept beside the problems, for the analyzer.
/// </summary>
internal sealed class FunctionReader(IAssemblySymbol assembly, List<Problem> problems, CancellationToken cancellation)
{
    private readonly Dictionary<Problem, Location> places = [];

    public IReadOnlyDictionary<Problem, Location> Places => places;

    /// <summary>The layer with the function that its arguments name, if they do and it can be read.</summary>
    public LayerSpec Resolve(LayerSpec layer, AttributeData attribute, int index)
    {
        bool namesFunction = attribute.AttributeConstructor is { Parameters.Length: 2 } constructor
            && constructor.Parameters[0].Type.ToDisplayString() == "System.Type"
            && constructor.Parameters[1].Type.SpecialType == SpecialType.System_String;
        if (!namesFunction || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error)) return layer;
        string method = attribute.ConstructorArguments[1].Value as string ?? "null";
        if (attribute.ConstructorArguments[0].Value is not INamedTypeSymbol holder || assembly is not ISourceAssemblySymbol source)
        {
            string found = (attribute.ConstructorArguments[0].Value as ITypeSymbol)?.ToDisplayString() ?? "null";
            problems.Add(new Problem(Rule.FunctionNotFound, index, "method", EquatableArray.Of(found, method)));
            return layer;
        }

        var parser = new FunctionParser(source.Compilation, cancellation);
        if (parser.Parse(holder, method) is { } function) return layer with { Function = function };
        (Rule rule, Location? location, EquatableArray<string> texts) = parser.Failure!.Value;
        var problem = new Problem(rule, index, "method", texts);
        problems.Add(problem);
        if (location is not null) places[problem] = location;
        return layer;
    }
}
