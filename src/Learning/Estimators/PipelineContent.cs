using System.Text.Json.Serialization;

namespace NNGen.Learning;

/// <summary>What a pipeline's file tells beside the network's parameters.</summary>
internal sealed record PipelineContent
{
    public const string FormatName = "nngen-pipeline";
    public const int CurrentVersion = 1;
    public const string ClassifierKind = "classifier";
    public const string RegressorKind = "regressor";

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    public required string Kind { get; init; }

    /// <summary>The network's class, for messages.</summary>
    public required string Network { get; init; }

    public required string[] Targets { get; init; }

    public required FittedColumn[] Features { get; init; }

    /// <summary>Of a classifier.</summary>
    public string[]? Classes { get; init; }

    /// <summary>Of a regressor, one for each target.</summary>
    public FittedScaling[]? TargetScalings { get; init; }

    /// <summary>What is wrong with values that were read from a file; null when nothing is.</summary>
    public string? Flaw(string kind)
    {
        if (Format != FormatName) return $"the format {FormatName}, found {CellText.Quoted(Format)}";
        if (Version != CurrentVersion) return FormattableString.Invariant($"version {CurrentVersion}, found {Version}");
        if (Kind != kind) return $"a {kind}, found a {Kind}";
        if (Targets.Length == 0 || Features.Length == 0) return "targets and features, found none";
        foreach (FittedColumn column in Features)
        {
            if (column.Length < 1) return $"features of column '{column.Name}', found none";
            foreach (FittedTransform[] stage in column.Stages)
            {
                foreach (FittedTransform transform in stage)
                {
                    if (transform.Flaw() is string flaw) return $"a preparation of column '{column.Name}', found {flaw}";
                }
            }
        }

        if (kind == ClassifierKind) return CategoryPlaces.Flaw(Classes) is null ? null : "different classes, found none";
        bool isWhole = TargetScalings?.Length == Targets.Length && Array.TrueForAll(TargetScalings, scaling => scaling.Flaw() is null);
        return isWhole ? null : "a scale for each target, found none";
    }
}

/// <summary>Source-generated, so that it works in trimmed programs too.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PipelineContent))]
internal sealed partial class PipelineJson : JsonSerializerContext;
