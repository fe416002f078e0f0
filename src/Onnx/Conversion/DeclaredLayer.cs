namespace NNGen.Onnx.Conversion;

/// <summary>One layer attribute with its parameters.</summary>
/// <param name="Kind">The attribute's name: <c>Dense</c>.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Arguments">The arguments without the name: those of the constructor in their order, then properties.</param>
/// <param name="Tensors">The parameters by the layer's names for them: <c>kernel</c>.</param>
public sealed record DeclaredLayer(
    string Kind, string Name, IReadOnlyList<DeclaredArgument> Arguments, IReadOnlyList<DeclaredTensor> Tensors)
{
    /// <summary>The layers that it reads.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The function of every element that the layer is, as a C# expression in <c>x</c> without spaces; null for any other layer.</summary>
    public string? Function { get; init; }

    /// <summary>The activation that the layer applies, as a member of <c>Activation</c>; null where there is none.</summary>
    public string? Activation { get; init; }

    /// <summary>The layers that it reads, where that is not just the one before it.</summary>
    public string? From { get; init; }

    /// <summary>Whether another layer refers to this one by its name.</summary>
    public bool IsReferred { get; init; }

    /// <summary>All arguments but the name, as an attribute has them.</summary>
    public IReadOnlyList<DeclaredArgument> AllArguments
    {
        get
        {
            var arguments = Arguments.Where(argument => !argument.IsProperty).ToList();
            if (Function is not null) arguments.Add(new DeclaredArgument("function", Function));
            if (Activation is not null) arguments.Add(new DeclaredArgument("activation", "Activation." + Activation));
            arguments.AddRange(Arguments.Where(argument => argument.IsProperty));
            if (From is not null) arguments.Add(DeclaredArgument.Property("From", $"\"{From}\""));
            return arguments;
        }
    }

    /// <summary>The layer as an attribute.</summary>
    /// <returns>As in <c>Dense(3, Activation.ReLU, Name = "dense_1")</c>.</returns>
    public override string ToString()
    {
        List<string> arguments = AllArguments.Select(argument => argument.ToString()).ToList();
        if (Tensors.Count > 0 || IsReferred) arguments.Add($"Name = \"{Name}\"");
        return arguments.Count == 0 ? Kind : $"{Kind}({string.Join(", ", arguments)})";
    }

    /// <summary>The layer on one line, without what only C# needs: every argument by its name, spaces between.</summary>
    /// <returns>As in <c>Dense dense_1 units=3 activation=Activation.ReLU</c>; a list repeats its name.</returns>
    public string ToLine() => string.Join(" ", AllArguments.Select(argument => $"{argument.Name}={argument.Value}").Prepend(Name).Prepend(Kind));
}

/// <summary>An argument of an attribute.</summary>
/// <param name="Name">The constructor's parameter, or the property. The elements of a list have the same one.</param>
/// <param name="Value">C# text without spaces: a number, <c>true</c>, a member of an enum, a layer's name in quotes.</param>
/// <param name="IsProperty">Whether it is a property.</param>
public sealed record DeclaredArgument(string Name, string Value, bool IsProperty = false)
{
    /// <summary>An integer for a parameter of the constructor.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The integer.</param>
    /// <returns>The argument.</returns>
    public static DeclaredArgument Of(string name, int value) => new(name, Text(value));

    /// <summary>A number for a parameter of the constructor.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The number.</param>
    /// <returns>The argument.</returns>
    public static DeclaredArgument Of(string name, float value) => new(name, Text(value));

    /// <summary>The elements of a list.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">The elements.</param>
    /// <returns>One argument for each.</returns>
    public static DeclaredArgument[] List(string name, IEnumerable<int> values) => values.Select(value => Of(name, value)).ToArray();

    /// <summary>A property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">C# text.</param>
    /// <returns>The argument.</returns>
    public static DeclaredArgument Property(string name, string value) => new(name, value, IsProperty: true);

    /// <summary>An integer property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The integer.</param>
    /// <returns>The argument.</returns>
    public static DeclaredArgument Property(string name, int value) => Property(name, Text(value));

    /// <summary>A property that is a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    /// <returns>The argument.</returns>
    public static DeclaredArgument Property(string name, float value) => Property(name, Text(value));

    /// <inheritdoc/>
    public override string ToString() => IsProperty ? $"{Name} = {Value}" : Value;

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(float value) => float.IsNaN(value) || float.IsInfinity(value)
        ? throw new OnnxException($"it has the parameter {value}, which is not finite")
        : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f";
}

/// <summary>A parameter of a layer in the shape and order of the library.</summary>
/// <param name="Name">Its name in the layer: <c>kernel</c>, <c>bias</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its elements, row-major.</param>
public sealed record DeclaredTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
