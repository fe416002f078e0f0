using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Pooling;

/// <summary>Puts every value where a max pooling found the maximum of its window, and 0 elsewhere. x [H′, W′, C], y [H, W, C].</summary>
internal sealed class MaxUnpoolLayer : LayerKind
{
    public override string Name => "MaxUnpool2D";

    public override string Formula => "y[s·r + i − p, s·c + j − p, k] = x[r, c, k] at the maximum's i and j, else 0";

    public override string Sample => "MaxUnpool2D(\"pool\")";

    public override string SampleInput => "Input(5, 4, 2)";

    public override string SampleLayers => "MaxPool2D(2, Padding = Padding.Same, Name = \"pool\"), ";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        string name = layer.Spec.Member("pool", string.Empty);
        if (layer.Find(name) is not { } pool) return [];
        if (pool.Spec.Kind != "MaxPool2D" || pool.Stages[0] is not MaxPoolStage pooling)
        {
            layer.Report(Rule.UnpoolNeedsPool, "pool", name, pool.Spec.Kind);
            return [];
        }

        if (!layer.KnowsShapes) return [];
        if (layer.InputShape.Equals(pooling.OutputShape)) return [new MaxUnpoolStage(pooling, name)];
        layer.Report(Rule.ShapesDiffer, null, Name, $"the shape of '{name}', {pooling.OutputShape}", layer.InputShape);
        return [];
    }

    /// <summary>Lets the pooling layers that are undone keep their ranks.</summary>
    public static IReadOnlyList<InferredLayer> KeepRanks(IReadOnlyList<InferredLayer> layers)
    {
        var undone = new HashSet<string>(layers.SelectMany(layer => layer.Stages).OfType<MaxUnpoolStage>().Select(stage => stage.Pool));
        InferredLayer Kept(InferredLayer layer) =>
            layer with { Stages = [(MaxPoolStage)layer.Stages[0] with { IsUnpooled = true }, .. layer.Stages.Skip(1)] };
        return layers.Select(layer => undone.Contains(layer.Name) ? Kept(layer) : layer).ToArray();
    }
}

/// <summary>
/// y[element] = Σ (rank[position] = K − k ? x[position] : 0), dx[position] = Σ (rank[position] = K − k ? dy[element] : 0), with the ranks
/// that the pooling layer keeps.
/// </summary>
internal sealed record MaxUnpoolStage(MaxPoolStage Pooling, string Pool) : Stage(Pooling.OutputShape, Pooling.InputShape)
{
    public override IEnumerable<Operation> Forward(StageTensors stage) =>
        [Pooling.AtMaximum(stage with { Name = Pool }, stage.Output[Pooling.Element], stage.Input[Pooling.Position])];

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [Pooling.AtMaximum(stage with { Name = Pool }, stage.InputGradient[Pooling.Position], stage.OutputGradient[Pooling.Element])];
}
