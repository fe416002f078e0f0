using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NNGen.Generator.Parsing;

/// <summary>Reads attributes into <see cref="LayerSpec"/> and <see cref="Argument"/>, all kinds alike.</summary>
internal static class AttributeReader
{
    private const string LayerAttributeName = "NNGen.LayerAttribute";
    private const string Suffix = "Attribute";

    /// <summary>The attributes that stand for layers, in source order.</summary>
    public static IReadOnlyList<AttributeData> LayerAttributes(INamedTypeSymbol type) => type.GetAttributes()
        .Where(attribute => LayerBase(attribute) is not null && attribute.ApplicationSyntaxReference is not null)
        .OrderBy(attribute => attribute.ApplicationSyntaxReference!.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(attribute => attribute.ApplicationSyntaxReference!.Span.Start)
        .ToArray();

    /// <summary>Whether some attribute of the class is unknown to the compiler.</summary>
    public static bool HasUnresolved(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });

    public static Problem Incomplete(int index) => new(Rule.CompilerError, index, null, default);

    public static LayerSpec ReadLayer(AttributeData attribute, int index, List<Problem> problems)
    {
        List<Argument> arguments = ReadArguments(attribute, index, problems);
        Argument? name = arguments.FirstOrDefault(argument => argument.Name == "Name");
        return new LayerSpec(KindOf(attribute), name?.Text, arguments.Where(argument => argument.Name != "Name").ToEquatableArray());
    }

    public static List<Argument> ReadArguments(AttributeData attribute, int index, List<Problem> problems)
    {
        var arguments = new List<Argument>();
        if (attribute.AttributeConstructor is { } constructor)
        {
            IEnumerable<string> names = constructor.Parameters.Select(parameter => parameter.Name);
            foreach ((string name, TypedConstant value) in names.Zip(attribute.ConstructorArguments, (name, value) => (name, value)))
            {
                arguments.Add(ReadArgument(name, value, index, problems));
            }
        }
        else
        {
            problems.Add(Incomplete(index));
        }

        arguments.AddRange(attribute.NamedArguments.Select(named => ReadArgument(named.Key, named.Value, index, problems)));
        return arguments;
    }

    private static INamedTypeSymbol? LayerBase(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == LayerAttributeName) return type;
        }

        return null;
    }

    /// <summary>
    /// The attribute's name without its suffix. One that does not come with the library keeps its namespace, which no layer's name has.
    /// </summary>
    private static string KindOf(AttributeData attribute)
    {
        INamedTypeSymbol type = attribute.AttributeClass!;
        bool isOurs = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, LayerBase(attribute)!.ContainingAssembly);
        string name = isOurs ? type.Name : "global::" + type.ToDisplayString();
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    private static Argument ReadArgument(string name, TypedConstant constant, int index, List<Problem> problems)
    {
        bool isArray = constant is { Kind: TypedConstantKind.Array, IsNull: false };
        if (constant.Kind == TypedConstantKind.Error || (isArray && constant.Values.Any(value => value.Kind == TypedConstantKind.Error)))
        {
            problems.Add(Incomplete(index));
            return new Argument(name, default, 0, null);
        }

        bool isTexts = isArray && constant.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };
        if (isTexts) return new Argument(name, default, 0, null, constant.Values.Select(value => value.Value as string ?? string.Empty).ToEquatableArray());
        if (isArray) return new Argument(name, constant.Values.Select(value => value.Value as int? ?? 0).ToEquatableArray(), 0, null);
        if (constant is { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type })
        {
            return ReadMember(name, type, constant.Value, index, problems);
        }

        return constant.IsNull ? new Argument(name, default, 0, null) : constant.Value switch
        {
            int number => new Argument(name, EquatableArray.Of(number), number, null),
            bool flag => new Argument(name, EquatableArray.Of(flag ? 1 : 0), 0, null),
            float single => new Argument(name, default, single, null),
            string text => new Argument(name, default, 0, text),
            _ => new Argument(name, default, 0, null),
        };
    }

    private static Argument ReadMember(string name, INamedTypeSymbol type, object? value, int index, List<Problem> problems)
    {
        IFieldSymbol? member = type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
        if (member is null)
        {
            EquatableArray<string> texts = EquatableArray.Of(Convert.ToString(value, CultureInfo.InvariantCulture), type.Name);
            problems.Add(new Problem(Rule.UnknownEnumValue, index, name, texts));
        }

        return new Argument(name, default, 0, member?.Name);
    }
}
