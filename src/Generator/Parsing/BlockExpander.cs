using Microsoft.CodeAnalysis;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Parsing;

/// <summary>
/// Reads attributes into layers. The use of a block becomes the layers on the block's class, with the use's arguments in the place of
/// parameters, and named under the use.
/// </summary>
internal sealed class BlockExpander(List<Problem> problems, FunctionReader functions, CancellationToken cancellation)
{
    private const int MostRepetitions = 256;

    /// <summary>Far more than anybody's; repetitions of repetitions would never end.</summary>
    private const int MostLayers = 4096;

    private readonly List<LayerSpec> layers = [];
    private readonly Dictionary<INamedTypeSymbol, bool> usable = new(SymbolEqualityComparer.Default);

    public IReadOnlyList<LayerSpec> Layers => layers;

    /// <summary>The first layer of an attribute on the network's class.</summary>
    public int FirstOf(int attribute) => layers.FindIndex(layer => layer.Attribute == attribute);

    /// <summary>Reads the attributes of a network.</summary>
    public void AddNetwork(IReadOnlyList<AttributeData> attributes)
    {
        for (int index = 0; index < attributes.Count; index++)
        {
            Add(attributes[index], index, new Scope(string.Empty, null, null, index, BlockParameters.None, IsTrainable: true));
        }
    }

    /// <summary>Reads the attributes of a block's class as if they were those of a network with an input of unknown shape.</summary>
    public void AddBlock(IReadOnlyList<AttributeData> attributes, BlockParameters parameters)
    {
        layers.Add(new LayerSpec("Input", NetworkSpec.InputName, default));
        for (int index = 0; index < attributes.Count; index++)
        {
            Add(attributes[index], index + 1, new Scope(string.Empty, null, null, index, parameters, IsTrainable: true));
        }
    }

    private void Add(AttributeData attribute, int position, Scope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        INamedTypeSymbol type = attribute.AttributeClass!;
        List<Argument> given = AttributeReader.ReadArguments(attribute, layers.Count, problems, scope.Parameters);
        string? name = given.FirstOrDefault(argument => argument.Name == "Name")?.Text;
        string kind = AttributeReader.KindOf(attribute);
        string shortKind = AttributeReader.IsBlock(type) ? AttributeReader.ShortNameOf(type) : kind;
        var layer = new LayerSpec(
            kind,
            scope.Prefix + (name ?? (kind == "Input" && position == 0 ? NetworkSpec.InputName : $"{shortKind.ToLowerInvariant()}_{Text(position)}")),
            given.Where(argument => argument.Name != "Name").Select(argument => Resolve(argument, scope)).ToEquatableArray())
        {
            Attribute = scope.Attribute,
            IsNamed = name is not null,
            Scope = scope.Prefix,
        };
        if (scope.Input is not null && layers.Count == scope.First) layer = StartingFrom(layer, scope);
        string? shared = scope.Weights is null ? null : scope.Weights + layer.LocalName;
        layer = layer with { WeightsOf = layer.Member("WeightsOf", string.Empty) is { Length: > 0 } own ? own : shared };
        if (!scope.IsTrainable) layer = With(layer, new Argument("Trainable", EquatableArray.Of(0), 0, null));
        if (AttributeReader.IsBlock(type)) Expand(type, layer, attribute);
        else layers.Add(functions.Resolve(layer, attribute, layers.Count));
    }

    private void Expand(INamedTypeSymbol type, LayerSpec use, AttributeData attribute)
    {
        int repeat = use.Integer("Repeat", 1);
        IReadOnlyList<AttributeData> body = AttributeReader.LayerAttributes(type);
        if (!CheckUse(type, use, repeat, body.Count))
        {
            layers.Add(use with { IsBroken = true });
            return;
        }

        int parameterCount = attribute.AttributeConstructor?.Parameters.Length ?? 0;
        var parameters = new BlockParameters(type.Name, use.Arguments.Take(parameterCount).ToArray());
        string from = use.Member("From", string.Empty);
        string? origin = use.ArgumentAtFault("From");
        string input = from.Length > 0 ? from : layers.Count > 0 ? layers[layers.Count - 1].Name : NetworkSpec.InputName;
        for (int number = 1; number <= repeat; number++)
        {
            string name = repeat == 1 ? use.LocalName : $"{use.LocalName}_{Text(number)}";
            var scope = new Scope($"{use.Scope}{name}.", input, origin, use.Attribute, parameters, use.Boolean("Trainable", true))
            {
                First = layers.Count,
                Weights = WeightsOf(use, repeat, number),
            };
            for (int position = 0; position < body.Count; position++) Add(body[position], position + 1, scope);
            NameLast(new BlockName(use.Scope, name, use.IsNamed));
            input = layers[layers.Count - 1].Name;
            origin = null;
        }

        if (repeat > 1) NameLast(new BlockName(use.Scope, use.LocalName, use.IsNamed));
    }

    /// <summary>What the names begin with of the layers whose parameters one repetition uses; null if it has its own.</summary>
    private static string? WeightsOf(LayerSpec use, int repeat, int number)
    {
        bool isLikeFirst = number > 1 && use.Boolean("SharesWeights", false);
        string? other = isLikeFirst ? use.Name : use.WeightsOf;
        if (other is null) return null;
        return repeat == 1 ? $"{other}." : $"{other}_{Text(isLikeFirst ? 1 : number)}.";
    }

    /// <summary>Whether a use can be expanded; reports it otherwise, unless the mistake is one of the block's class in this compilation.</summary>
    private bool CheckUse(INamedTypeSymbol type, LayerSpec use, int repeat, int length)
    {
        if (repeat is < 1 or > MostRepetitions)
        {
            Report(Rule.SizeOutOfRange, use.ArgumentAtFault("Repeat"), $"{type.Name}.Repeat", Text(repeat), Text(MostRepetitions));
            return false;
        }

        long count = layers.Count + ((long)repeat * length);
        if (count > MostLayers)
        {
            Report(Rule.NetworkTooLarge, null, Text(count), "layers", Text(MostLayers));
            return false;
        }

        if (!usable.TryGetValue(type, out bool isUsable)) usable[type] = isUsable = BlockChecks.IsUsable(type, cancellation);
        if (isUsable) return true;
        if (type.DeclaringSyntaxReferences.Length > 0) problems.Add(AttributeReader.Incomplete(layers.Count));
        else Report(Rule.InvalidBlock, null, type.Name, "its class has mistakes, which its own assembly reports");
        return false;
    }

    /// <summary>The first layer of a block reads the block's input, unless it says otherwise.</summary>
    private static LayerSpec StartingFrom(LayerSpec layer, Scope scope)
    {
        bool hasSources = layer.Member("From", string.Empty).Length > 0 || layer.Texts("layers").Count > 1;
        return hasSources ? layer : With(layer, new Argument("From", default, 0, scope.Input) { Origin = scope.InputOrigin });
    }

    private static LayerSpec With(LayerSpec layer, Argument argument) =>
        layer with { Arguments = layer.Arguments.Where(other => other.Name != argument.Name).Concat([argument]).ToEquatableArray() };

    /// <summary>Names of layers are the block's own.</summary>
    private static Argument Resolve(Argument argument, Scope scope)
    {
        bool isSource = argument.Name is "From" or "layers" or "pool" or "WeightsOf";
        if (scope.Input is null)
        {
            // Only a block's use on the network's class itself can be at fault for what the block reads.
            return isSource ? argument with { Origin = argument.Name } : argument;
        }

        if (!isSource) return argument;
        string Full(string name) => name == NetworkSpec.InputName ? scope.Input : scope.Prefix + name;
        bool isInput = argument.Text == NetworkSpec.InputName || argument.Texts.Contains(NetworkSpec.InputName);
        return argument with
        {
            Text = argument.Text is { Length: > 0 } text ? Full(text) : argument.Text,
            Texts = argument.Texts.Select(Full).ToEquatableArray(),
            Origin = isInput ? scope.InputOrigin : null,
        };
    }

    private void NameLast(BlockName name)
    {
        LayerSpec last = layers[layers.Count - 1];
        layers[layers.Count - 1] = last with { Blocks = last.Blocks.Concat([name]).ToEquatableArray() };
    }

    private void Report(Rule rule, string? argument, params string[] texts) =>
        problems.Add(new Problem(rule, layers.Count, argument, EquatableArray.Of(texts)));

    private static string Text(object value) => LayerInference.Text(value);

    /// <summary>Where attributes stand: on the network's class, or on that of a block that is used.</summary>
    /// <param name="Prefix">What the names of layers begin with.</param>
    /// <param name="Input">The name of the layer that the block reads; null on the class itself.</param>
    /// <param name="InputOrigin">The argument on the network's class that gives it.</param>
    /// <param name="Attribute">The index of the attribute on the network's class.</param>
    /// <param name="Parameters">What placeholders stand for.</param>
    /// <param name="IsTrainable">Whether the uses around are trained.</param>
    private sealed record Scope(
        string Prefix, string? Input, string? InputOrigin, int Attribute, BlockParameters Parameters, bool IsTrainable)
    {
        /// <summary>The index of the block's first layer.</summary>
        public int First { get; init; }

        /// <summary>What the names begin with of the layers whose parameters those of the block use; null if they have their own.</summary>
        public string? Weights { get; init; }
    }
}
