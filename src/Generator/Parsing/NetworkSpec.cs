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
    /// <summary>The name without the @ that makes a keyword an identifier.</summary>
    public string PlainName => Name.TrimStart('@');

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

/// <summary>
/// A type around the network's class: its keyword, its name, and its name with type parameters as a partial declaration repeats it.
/// </summary>
internal sealed record ContainingType(string Keyword, string Name, string Declaration);

/// <summary>
/// One layer attribute: <c>Dense</c> for <c>[Dense(…)]</c>, with every argument that was given or has a default in the constructor.
/// </summary>
internal sealed record LayerSpec(string Kind, string? Name, EquatableArray<Argument> Arguments)
{
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
    public static readonly IReadOnlyList<string> ParameterNames = [];

    public float Single(string name, float otherwise) => Parameters.FirstOrDefault(argument => argument.Name == name)?.Single ?? otherwise;

    public bool Boolean(string name) => Parameters.FirstOrDefault(argument => argument.Name == name)?.Integers is { Count: 1 } values && values[0] != 0;
}

/// <summary>An attribute argument by its parameter's or property's name. Enum values are kept by the name of the member.</summary>
internal sealed record Argument(string Name, EquatableArray<int> Integers, float Single, string? Text, EquatableArray<string> Texts = default);
