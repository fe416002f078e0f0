namespace NNGen;

/// <summary>How <c>Import</c> matches the tensors of a file with those of a network.</summary>
public sealed class ImportOptions
{
    /// <summary>How the file orders the axes of weights. Default: <see cref="WeightLayout.Auto"/>, what the file tells.</summary>
    public WeightLayout Layout { get; init; } = WeightLayout.Auto;

    /// <summary>
    /// Which tensor of the file is which of the network's, or which layer is which: <c>["encoder.0"] = "dense_1"</c> or
    /// <c>["encoder.0.weight"] = "dense_1.kernel"</c>. Whatever is not named here is matched as usual. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    /// <summary>Only tensors whose name begins with this are imported; the others are ignored. Default: all.</summary>
    public string? Prefix { get; init; }

    /// <summary>Tensors whose name begins with one of these are ignored. Default: none.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];
}
