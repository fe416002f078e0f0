namespace NNGen;

/// <summary>One layer of a network.</summary>
/// <param name="Name">The layer's name, unique in the network.</param>
/// <param name="Kind">The layer's kind, as in <c>Dense</c>.</param>
/// <param name="Inputs">The names of the layers or input ports that feed it.</param>
/// <param name="OutputShape">The shape of its output for one sample.</param>
/// <param name="Activation">The activation applied to its output.</param>
/// <param name="ParameterCount">The number of its own parameters.</param>
/// <param name="MultiplyAdds">The number of multiply-adds of its forward pass for one sample.</param>
public sealed record LayerDescription(
    string Name,
    string Kind,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<int> OutputShape,
    Activation Activation,
    int ParameterCount,
    long MultiplyAdds)
{
    /// <summary>
    /// Whether the layer's parameters are trained; false where the declaration says <c>Trainable = false</c>. Such a layer has no
    /// parameter gradients.
    /// </summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>
    /// The arguments of the declaration that shapes do not tell, by their names, as in <c>kernel=3 Stride=2 Padding=Same</c>: lists with commas,
    /// all in the invariant culture. Arguments about training are left out.
    /// </summary>
    public string Settings { get; init; } = string.Empty;

    /// <summary>The layer whose parameters this one uses; null where it has its own, or none.</summary>
    public string? WeightsOf { get; init; }
}
