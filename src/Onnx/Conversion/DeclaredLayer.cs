namespace NNGen.Onnx.Conversion;

/// <summary>One layer attribute with its parameters.</summary>
/// <param name="Kind">The attribute's name: <c>Dense</c>.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Arguments">The arguments as C# text, without the name.</param>
/// <param name="Tensors">The parameters by the layer's names for them: <c>kernel</c>.</param>
public sealed record DeclaredLayer(
    string Kind, string Name, IReadOnlyList<string> Arguments, IReadOnlyList<DeclaredTensor> Tensors)
{
    /// <summary>The activation that the layer applies, as a member of <c>Activation</c>; null where there is none.</summary>
    public string? Activation { get; init; }

    /// <summary>The layers that it reads, where that is not just the one before it.</summary>
    public string? From { get; init; }

    /// <summary>Whether another layer refers to this one by its name.</summary>
    public bool IsReferred { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var arguments = new List<string>(Arguments);
        int positional = arguments.TakeWhile(argument => !argument.Contains('=')).Count();
        if (Activation is not null) arguments.Insert(positional, "Activation." + Activation);
        if (From is not null) arguments.Add($"From = \"{From}\"");
        if (Tensors.Count > 0 || IsReferred) arguments.Add($"Name = \"{Name}\"");
        return arguments.Count == 0 ? Kind : $"{Kind}({string.Join(", ", arguments)})";
    }
}

/// <summary>A parameter of a layer in the shape and order of the library.</summary>
/// <param name="Name">Its name in the layer: <c>kernel</c>, <c>bias</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its elements, row-major.</param>
public sealed record DeclaredTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
