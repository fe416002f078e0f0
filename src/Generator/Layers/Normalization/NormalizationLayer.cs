using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Normalization;

/// <summary>
/// y = gamma·(x − m) / √(v + ε) + beta over the last axis, m the mean and v the variance of a row; or y = gamma·x / √(q + ε), q the mean
/// square. x [.., C], gamma [C], beta [C], y [.., C].
/// </summary>
/// <param name="name">The layer's name.</param>
/// <param name="centers">Whether the mean is subtracted.</param>
/// <param name="epsilon">The default of ε.</param>
internal sealed class NormalizationLayer(string name, bool centers, float epsilon) : LayerKind
{
    public override string Name => name;

    public override string Formula => centers
        ? "y[k] = gamma[k]·(x[k] − mean x) / √(variance x + ε) + beta[k]"
        : "y[k] = gamma[k]·x[k] / √(mean x² + ε)";

    public override string Sample => $"{name}(0.01f)";

    public override string SampleInput => "Input(3, 4)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        float given = layer.Spec.Single("epsilon", epsilon);
        if (!layer.CheckPositive("epsilon", given) || !layer.KnowsShapes) return [];
        return [new NormalizationStage(layer.InputShape, NormalizationStage.EachRow, centers, given)];
    }
}

/// <summary>
/// y = gamma·(x − m) / √(v + ε) + beta, m and v over all positions and the channels of a group. x [.., C], gamma [C], beta [C], y [.., C].
/// </summary>
internal sealed class GroupNormalizationLayer : LayerKind
{
    public override string Name => "GroupNormalization";

    public override string Formula => "y[r, c, k] = gamma[k]·(x[r, c, k] − mean of k's group) / √(variance of k's group + ε) + beta[k]";

    public override string Sample => "GroupNormalization(2, Epsilon = 0.1f)";

    public override string SampleInput => "Input(2, 3, 4)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int groups = layer.Spec.Integer("groups");
        float epsilon = layer.Spec.Single("Epsilon", 1e-3f);
        if (!layer.CheckSize("groups", groups) | !layer.CheckPositive("Epsilon", epsilon) || !layer.KnowsShapes) return [];
        int channels = layer.InputShape[layer.InputShape.Count - 1];
        if (channels % groups == 0) return [new NormalizationStage(layer.InputShape, groups, Centers: true, epsilon)];
        layer.Report(Rule.GroupsDoNotDivide, "groups", Name, channels, "channels", groups);
        return [];
    }
}

/// <summary>The same with every channel as a group of its own.</summary>
internal sealed class InstanceNormalizationLayer : LayerKind
{
    public override string Name => "InstanceNormalization";

    public override string Formula => "y[r, c, k] = gamma[k]·(x[r, c, k] − mean of channel k) / √(variance of channel k + ε) + beta[k]";

    public override string Sample => "InstanceNormalization(0.1f)";

    public override string SampleInput => "Input(3, 2, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        float epsilon = layer.Spec.Single("epsilon", 1e-3f);
        if (!layer.CheckPositive("epsilon", epsilon) || !layer.KnowsShapes) return [];
        return [new NormalizationStage(layer.InputShape, layer.InputShape[layer.InputShape.Count - 1], Centers: true, epsilon)];
    }
}
