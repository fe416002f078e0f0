using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>Layers that use the parameters of another layer: <c>WeightsOf</c> on a layer, or on the use of a block around it.</summary>
internal static class SharedWeights
{
    private const string Unknown = "no layer before it has that name";

    /// <summary>The layer, with the one that owns its parameters. What stands against that is reported.</summary>
    /// <param name="index">The index of the layer's declaration.</param>
    /// <param name="layer">The layer as if it had parameters of its own.</param>
    /// <param name="declared">All layers as they are declared.</param>
    /// <param name="before">Those before it that have no mistakes.</param>
    /// <param name="problems">Receives the mistakes.</param>
    public static InferredLayer Resolve(
        int index, InferredLayer layer, EquatableArray<LayerSpec> declared, IReadOnlyList<InferredLayer> before, List<Problem> problems)
    {
        if (layer.Spec.WeightsOf is not { } name) return layer;
        bool hasParameters = ParametersOf(layer).Count > 0;

        // In a block many layers have no parameters, and the use does not mean those.
        if (!hasParameters && !layer.Spec.Has("WeightsOf")) return layer;
        InferredLayer? owner = before.FirstOrDefault(other => other.Name == name);
        bool isReported = owner is null && declared.Take(index).Any(other => other.Name == name);
        if (isReported) return layer;
        if (Objection(layer, owner, hasParameters) is not { } objection) return layer with { Owner = owner!.Owner, IsFrozen = owner.IsFrozen };

        Report(index, declared, objection, problems);
        return layer;
    }

    /// <summary>Reports names that no layer before has, where shapes are unknown: on the class of a block.</summary>
    public static void CheckNames(IReadOnlyList<LayerSpec> declared, List<Problem> problems)
    {
        for (int index = 0; index < declared.Count; index++)
        {
            if (declared[index].WeightsOf is not { } name || declared.Take(index).Any(other => other.Name == name)) continue;
            Report(index, declared, Unknown, problems);
        }
    }

    /// <summary>Of the use of a block the first layer says it for all.</summary>
    private static void Report(int index, IReadOnlyList<LayerSpec> declared, string objection, List<Problem> problems)
    {
        LayerSpec layer = declared[index];
        bool isSaid = problems.Any(problem => problem.Rule == Rule.WeightsNotShared && declared[problem.LayerIndex].Attribute == layer.Attribute);
        EquatableArray<string> texts = LayerInference.Texts(layer.Name, layer.WeightsOf!, objection);
        if (!isSaid) problems.Add(new Problem(Rule.WeightsNotShared, index, layer.Has("WeightsOf") ? layer.ArgumentAtFault("WeightsOf") : null, texts));
    }

    private static string? Objection(InferredLayer layer, InferredLayer? owner, bool hasParameters)
    {
        if (!hasParameters) return $"{layer.Spec.Kind} has no weights, so remove WeightsOf";
        if (owner is null) return Unknown;
        if (owner.Spec.Kind != layer.Spec.Kind) return $"that is {owner.Spec.Kind}, and this is {layer.Spec.Kind}";
        if (layer.IsFrozen && !owner.IsFrozen) return "whether these are trained is said there, so remove Trainable here";
        IReadOnlyList<ParameterSpec> there = ParametersOf(owner), here = ParametersOf(layer);
        foreach (ParameterSpec spec in here)
        {
            ParameterSpec? same = there.FirstOrDefault(other => other.Name == spec.Name);
            if (same is null) return $"that has no {spec.Name}";
            if (!same.Shape.Equals(spec.Shape)) return $"{spec.Name} is {same.Shape} there, but {spec.Shape} is needed here";
        }

        return there.Count > here.Count ? $"that has more of them ({string.Join(", ", there.Select(spec => spec.Name))})" : null;
    }

    private static IReadOnlyList<ParameterSpec> ParametersOf(InferredLayer layer) =>
        layer.Stages.SelectMany(stage => stage.Parameters.Concat(stage.Averages.Select(average => average.Spec))).ToArray();
}
