using Microsoft.CodeAnalysis;

namespace NNGen.Generator.Parsing;

/// <summary>The values for which the placeholders on a block's class stand: the arguments of the use that is being expanded.</summary>
/// <param name="block">The block's name, or null in a network, where nothing has parameters.</param>
/// <param name="values">The constructor's arguments, in their order.</param>
internal sealed class BlockParameters(string? block, IReadOnlyList<Argument> values)
{
    public static readonly BlockParameters None = new(null, []);

    /// <summary>
    /// Stand-ins for the arguments that a block's constructor will get, to check the class without a use: a number from which no mistake
    /// follows, or the first member of an enum.
    /// </summary>
    public static BlockParameters StandIns(INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = type.InstanceConstructors.OrderByDescending(candidate => candidate.Parameters.Length).FirstOrDefault();
        return new(type.Name, constructor is null ? [] : constructor.Parameters.Select(StandIn).ToArray());
    }

    /// <summary>The argument with the parameter's value in the place of the constant; null, and reported, if there is none that fits.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="placeholder">The parameter.</param>
    /// <param name="type">The type of the constant.</param>
    /// <param name="report">Gets the reason if the parameter does not fit.</param>
    public Argument? Find(string name, Placeholder placeholder, ITypeSymbol? type, Action<string> report)
    {
        if (block is null)
        {
            report("which stands for something on the class of a block only: write a number");
            return null;
        }

        if (placeholder.Parameter >= values.Count)
        {
            report($"but the constructor of '{block}' has {Layers.LayerInference.Text(values.Count)} parameters: give it another one");
            return null;
        }

        Argument value = values[placeholder.Parameter];
        if (value.IsReported) return null;
        Argument? found = type?.SpecialType switch
        {
            SpecialType.System_Int32 when value.Integers.Count == 1 && value.IsNumber => Number(placeholder.Apply(value.Integers[0])),
            SpecialType.System_Single when value.IsNumber => Number(0) with { Integers = default, Single = placeholder.Apply(value.Single) },
            _ when IsMember(type, value.Text) && placeholder is { Factor: 1, Divisor: 1, Offset: 0 } => new Argument(name, default, 0, value.Text),
            _ => null,
        };
        if (found is null) report($"but the parameter '{value.Name}' of '{block}' is of another type: change one of the two");
        return found is null ? null : found with { Origin = value.Origin ?? value.Name };

        Argument Number(int number) => new(name, EquatableArray.Of(number), number, null) { IsNumber = true };
    }

    private static bool IsMember(ITypeSymbol? type, string? name) =>
        name is not null && type is { TypeKind: TypeKind.Enum } && type.GetMembers(name).Any();

    private static Argument StandIn(IParameterSymbol parameter)
    {
        ITypeSymbol type = parameter.Type;
        string? member = type.TypeKind == TypeKind.Enum ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault()?.Name : null;
        bool isInteger = type.SpecialType == SpecialType.System_Int32;
        bool isNumber = isInteger || type.SpecialType == SpecialType.System_Single;
        return new Argument(parameter.Name, isInteger ? EquatableArray.Of(1) : default, 1, member) { IsNumber = isNumber };
    }
}
