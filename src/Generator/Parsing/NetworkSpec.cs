using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Parsing;

/// <summary>
/// What the user declared, as plain data: the only thing that the incremental cache keeps. It holds no Roslyn object and no location.
/// </summary>
internal sealed record NetworkSpec(
    string Name,
    string Namespace,
    EquatableArray<ContainingType> Containers,
    LossSpec Loss,
    bool IsTrainable,
    EquatableArray<LayerSpec> Layers,
    EquatableArray<Problem> Problems)
{
    /// <summary>The <c>[Output]</c> attributes; none where the last layer's output is the network's.</summary>
    public EquatableArray<OutputSpec> Outputs { get; init; }

    /// <summary>The name of an input that has none of its own, and of the input of a block.</summary>
    public const string InputName = "input";

    /// <summary>The file of <c>[Weights]</c>, as it stands there; null without one.</summary>
    public string? Weights { get; init; }

    /// <summary>The file of <c>[OnnxModel]</c>, which says what the layers are; null where they are declared.</summary>
    public string? Model { get; init; }

    /// <summary>The name without the @ that makes a keyword an identifier.</summary>
    public string PlainName => Name.TrimStart('@');

    /// <summary>The index of the attribute on the network's class that a problem of a layer is about.</summary>
    public int AttributeOf(Problem problem) => Layers[problem.LayerIndex].Attribute;

    /// <summary>The class's name with its containing types, as the hint name of the generated file needs it.</summary>
    public string QualifiedName
    {
        get
        {
            IEnumerable<string> types = Containers.Select(container => container.Name).Concat([Name]);
            string path = string.Join(".", types);
            return Namespace.Length == 0 ? path : $"{Namespace}.{path}";
        }
    }
}

/// <summary>One <c>[Output]</c> attribute: the name of a layer or block, and how it is trained.</summary>
internal sealed record OutputSpec(string Layer, LossSpec Loss, float Weight);

/// <summary>
/// A type around the network's class: its keyword, its name, and its name with type parameters as a partial declaration repeats it.
/// </summary>
internal sealed record ContainingType(string Keyword, string Name, string Declaration);

/// <summary>
/// One layer: <c>Dense</c> for <c>[Dense(…)]</c>, with every argument that was given or has a default in the constructor.
/// </summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Name">Its own name, or one of its kind and position, behind the names of the blocks around it.</param>
/// <param name="Arguments">Its arguments, except its name.</param>
internal sealed record LayerSpec(string Kind, string Name, EquatableArray<Argument> Arguments)
{
    /// <summary>The index of the attribute on the network's class: the layer's own, or that of the block that it comes from.</summary>
    public int Attribute { get; init; }

    /// <summary>The layer whose parameters this one uses, or, of the use of a block, the other use; null for parameters of its own.</summary>
    public string? WeightsOf { get; init; }

    /// <summary>Whether the declaration gives the name.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The blocks that this layer is the last of, whose names stand for its output.</summary>
    public EquatableArray<BlockName> Blocks { get; init; }

    /// <summary>Whether this stands for an attribute that cannot be read as a layer, which has been said.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The name of the block around the layer, with a dot behind it; empty outside blocks.</summary>
    public string Scope { get; init; } = string.Empty;

    /// <summary>The name inside its block.</summary>
    public string LocalName => Name.Substring(Scope.Length);

    /// <summary>
    /// Where the network's class says what an argument (or an element of it) is: the argument itself, or, in a block, that of the block's
    /// use; null if it is the block that says so.
    /// </summary>
    public string? ArgumentAtFault(string? argument) =>
        Scope.Length == 0 || argument is null ? argument : Find(argument.Split('[')[0])?.Origin;

    /// <summary>The function of input 0 that the arguments name, where they name one.</summary>
    public Expr? Function { get; init; }

    public int Integer(string name, int otherwise = 0) => Find(name)?.Integers is { Count: 1 } values ? values[0] : otherwise;

    public EquatableArray<int> Integers(string name) => Find(name)?.Integers ?? default;

    public EquatableArray<string> Texts(string name) => Find(name)?.Texts ?? default;

    public float Single(string name, float otherwise = 0) => Find(name)?.Single ?? otherwise;

    public bool Boolean(string name, bool otherwise) => Find(name)?.Integers is { Count: 1 } values ? values[0] != 0 : otherwise;

    /// <summary>The name of an enum argument's member.</summary>
    public string Member(string name, string otherwise) => Find(name)?.Text ?? otherwise;

    /// <summary>Whether the argument was given.</summary>
    public bool Has(string name) => Find(name) is not null;

    private Argument? Find(string name) =>
        Arguments.FirstOrDefault(argument => string.Equals(argument.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The loss of one output: a member of the <c>Loss</c> enum, and the parameters that were given.</summary>
internal sealed record LossSpec(string Name, EquatableArray<Argument> Parameters)
{
    public const string Auto = "Auto";

    /// <summary>The loss in an attribute's arguments: the property <c>Loss</c>, and what else stands there.</summary>
    public static LossSpec Of(IReadOnlyList<Argument> arguments) => new(
        arguments.FirstOrDefault(argument => argument.Name == "Loss")?.Text ?? Auto,
        arguments.Where(argument => ParameterNames.Contains(argument.Name)).ToEquatableArray());

    /// <summary>The properties of an attribute that are parameters of its loss.</summary>
    public static readonly IReadOnlyList<string> ParameterNames = ["FromLogits", "LabelSmoothing", "HuberDelta", "FocalGamma", "FocalAlpha"];

    public float Single(string name, float otherwise) => Parameters.FirstOrDefault(argument => argument.Name == name)?.Single ?? otherwise;

    public bool Boolean(string name) => Parameters.FirstOrDefault(argument => argument.Name == name)?.Integers is { Count: 1 } values && values[0] != 0;
}

/// <summary>An attribute argument by its parameter's or property's name. Enum values are kept by the name of the member.</summary>
internal sealed record Argument(string Name, EquatableArray<int> Integers, float Single, string? Text, EquatableArray<string> Texts = default)
{
    /// <summary>The parameter of a block from whose use the value comes.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether the value is none that the argument can have, which has been said.</summary>
    public bool IsReported { get; init; }

    /// <summary>Whether the value is one int or one float.</summary>
    public bool IsNumber { get; init; }
}

/// <summary>The name of a block's use inside the block around it, and whether the declaration gives it.</summary>
internal sealed record BlockName(string Scope, string LocalName, bool IsNamed)
{
    public string Name => Scope + LocalName;
}
