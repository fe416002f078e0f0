using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NNGen.Generator.Parsing;

/// <summary>Reads attributes into <see cref="LayerSpec"/> and <see cref="Argument"/>, all kinds alike.</summary>
internal static class AttributeReader
{
    private const string LayerAttributeName = "NNGen.LayerAttribute";
    private const string BlockAttributeName = "NNGen.BlockAttribute";
    private const string OutputAttributeName = "NNGen.OutputAttribute";
    private const string Suffix = "Attribute";

    /// <summary>
    /// The attributes that stand for layers, in source order. A class of another assembly has no source; its attributes keep their order.
    /// </summary>
    public static IReadOnlyList<AttributeData> LayerAttributes(INamedTypeSymbol type)
    {
        IEnumerable<AttributeData> layers = type.GetAttributes().Where(attribute => LayerBase(attribute) is not null);
        if (type.DeclaringSyntaxReferences.Length == 0) return layers.ToArray();
        return InSourceOrder(layers);
    }

    /// <summary>The attributes that declare outputs, in source order.</summary>
    public static IReadOnlyList<AttributeData> OutputAttributes(INamedTypeSymbol type) =>
        InSourceOrder(type.GetAttributes().Where(attribute => attribute.AttributeClass?.ToDisplayString() == OutputAttributeName));

    private static IReadOnlyList<AttributeData> InSourceOrder(IEnumerable<AttributeData> attributes) => attributes
        .Where(attribute => attribute.ApplicationSyntaxReference is not null)
        .OrderBy(attribute => attribute.ApplicationSyntaxReference!.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(attribute => attribute.ApplicationSyntaxReference!.Span.Start)
        .ToArray();

    /// <summary>Whether a class is a block: it derives from the library's base of blocks.</summary>
    public static bool IsBlock(INamedTypeSymbol? type) => BaseOf(type, BlockAttributeName) is not null;

    /// <summary>Whether some attribute of the class is unknown to the compiler.</summary>
    public static bool HasUnresolved(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });

    public static Problem Incomplete(int index) => new(Rule.CompilerError, index, null, default);

    /// <param name="attribute">The attribute.</param>
    /// <param name="index">The layer's index, for problems.</param>
    /// <param name="problems">Receives the mistakes.</param>
    /// <param name="parameters">What placeholders stand for.</param>
    public static List<Argument> ReadArguments(
        AttributeData attribute, int index, List<Problem> problems, BlockParameters? parameters = null)
    {
        var reading = new Reading(index, problems, parameters ?? BlockParameters.None);
        var arguments = new List<Argument>();
        if (attribute.AttributeConstructor is { } constructor)
        {
            IEnumerable<string> names = constructor.Parameters.Select(parameter => parameter.Name);
            foreach ((string name, TypedConstant value) in names.Zip(attribute.ConstructorArguments, (name, value) => (name, value)))
            {
                arguments.Add(ReadArgument(name, value, reading));
            }
        }
        else
        {
            problems.Add(Incomplete(index));
        }

        arguments.AddRange(attribute.NamedArguments.Select(named => ReadArgument(named.Key, named.Value, reading)));
        return arguments;
    }

    private static INamedTypeSymbol? LayerBase(AttributeData attribute) => BaseOf(attribute.AttributeClass, LayerAttributeName);

    private static INamedTypeSymbol? BaseOf(INamedTypeSymbol? type, string name)
    {
        for (INamedTypeSymbol? current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (current.ToDisplayString() == name) return current;
        }

        return null;
    }

    /// <summary>
    /// The attribute's name without its suffix. One that does not come with the library keeps its namespace, which no layer's name has.
    /// </summary>
    public static string KindOf(AttributeData attribute)
    {
        INamedTypeSymbol type = attribute.AttributeClass!;
        bool isOurs = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, LayerBase(attribute)!.ContainingAssembly);
        string name = isOurs ? type.Name : "global::" + type.ToDisplayString();
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>The name of an attribute's class without its namespace and suffix.</summary>
    public static string ShortNameOf(INamedTypeSymbol type) =>
        type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - Suffix.Length) : type.Name;

    private static Argument ReadArgument(string name, TypedConstant constant, Reading reading)
    {
        bool isArray = constant is { Kind: TypedConstantKind.Array, IsNull: false };
        if (constant.Kind == TypedConstantKind.Error || (isArray && constant.Values.Any(value => value.Kind == TypedConstantKind.Error)))
        {
            reading.Problems.Add(Incomplete(reading.Index));
            return new Argument(name, default, 0, null);
        }

        bool isTexts = isArray && constant.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };
        if (isTexts) return new Argument(name, default, 0, null, constant.Values.Select(value => value.Value as string ?? string.Empty).ToEquatableArray());
        if (isArray) return ReadIntegers(name, constant, reading);
        if (constant.IsNull) return new Argument(name, default, 0, null);
        Placeholder? placeholder = constant.Value switch
        {
            int number => Placeholder.Of(number),
            float single => Placeholder.Of(single),
            _ => null,
        };
        if (placeholder is not null) return reading.Find(name, placeholder.Value, constant.Type) ?? new Argument(name, default, 0, null);
        if (constant is { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type }) return ReadMember(name, type, constant.Value, reading);
        return constant.Value switch
        {
            int number => new Argument(name, EquatableArray.Of(number), number, null) { IsNumber = true },
            bool flag => new Argument(name, EquatableArray.Of(flag ? 1 : 0), 0, null),
            float single => new Argument(name, default, single, null) { IsNumber = true },
            string text => new Argument(name, default, 0, text),
            _ => new Argument(name, default, 0, null),
        };
    }

    private static Argument ReadIntegers(string name, TypedConstant constant, Reading reading)
    {
        Argument[] elements = constant.Values.Select(value => ReadArgument(name, value, reading)).ToArray();
        int[] integers = elements.Select(element => element.Integers.Count == 1 ? element.Integers[0] : 0).ToArray();
        string? origin = elements.FirstOrDefault(element => element.Origin is not null)?.Origin;
        return new Argument(name, integers.ToEquatableArray(), 0, null) { Origin = origin };
    }

    private static Argument ReadMember(string name, INamedTypeSymbol type, object? value, Reading reading)
    {
        IFieldSymbol? member = type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
        if (member is null)
        {
            EquatableArray<string> texts = EquatableArray.Of(Convert.ToString(value, CultureInfo.InvariantCulture), type.Name);
            reading.Problems.Add(new Problem(Rule.UnknownEnumValue, reading.Index, name, texts));
        }

        return new Argument(name, default, 0, member?.Name) { IsReported = member is null };
    }

    /// <summary>What is the same for all arguments of an attribute.</summary>
    private sealed record Reading(int Index, List<Problem> Problems, BlockParameters Parameters)
    {
        public Argument? Find(string name, Placeholder placeholder, ITypeSymbol? type) => Parameters.Find(name, placeholder, type, reason =>
        {
            // Whatever could be said about a value that there is not would be a guess.
            Problems.Add(new Problem(Rule.ParameterMissing, Index, name, EquatableArray.Of(name, placeholder.ToString(), reason)));
            Problems.Add(Incomplete(Index));
        });
    }
}
