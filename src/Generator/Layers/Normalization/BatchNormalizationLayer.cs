using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Normalization;

/// <summary>
/// y = gamma·(x − m) / √(v + ε) + beta, m and v over all samples of the batch and all positions; x [.., C], gamma [C], beta [C], y [.., C].
/// Behind the training m and v are the running averages of those of the batches.
/// </summary>
internal sealed class BatchNormalizationLayer : LayerKind
{
    public override string Name => "BatchNormalization";

    public override string Formula => "y[r, c, k] = gamma[k]·(x[r, c, k] − mean of channel k) / √(variance of channel k + ε) + beta[k]";

    public override string Sample => "BatchNormalization(0.9f, 0.1f)";

    public override string SampleInput => "Input(3, 4)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        float momentum = layer.Spec.Single("momentum", 0.99f);
        float epsilon = layer.Spec.Single("epsilon", 1e-3f);
        bool isMomentum = momentum is >= 0 and <= 1;
        if (!isMomentum) layer.Report(Rule.NumberOutOfRange, "momentum", $"{Name}.momentum", momentum, "from 0 to 1");
        if (!layer.CheckPositive("epsilon", epsilon) || !isMomentum || !layer.KnowsShapes) return [];
        return [new BatchNormalizationStage(layer.InputShape, momentum, epsilon)];
    }
}

/// <summary>
/// y = (x − m)·gamma·s + beta with s = 1 / √(v + ε). With n elements of a channel in the whole batch, p = Σ dy and q = Σ dy·(x − m):
/// dx = gamma·s·(dy − (p + (x − m)·s²·q) / n), dgamma = s·q, dbeta = p.
/// </summary>
internal sealed record BatchNormalizationStage(EquatableArray<int> Shape, float Momentum, float Epsilon) : Stage(Shape, Shape)
{
    private static readonly Expr A = Expr.Input(0);
    private static readonly Expr B = Expr.Input(1);
    private static readonly Expr C = Expr.Input(2);
    private static readonly Expr D = Expr.Input(3);

    public override IReadOnlyList<ParameterSpec> Parameters => [Gamma, Beta];

    public override IReadOnlyList<RunningAverage> Averages =>
        [new RunningAverage(MovingMean, "mean", Momentum), new RunningAverage(MovingVariance, "variance", Momentum)];

    private int Channels => Shape[Shape.Count - 1];

    private int Positions => Shape.Take(Shape.Count - 1).Aggregate(1, (product, extent) => product * extent);

    private ParameterSpec Gamma => Spec("gamma", "Ones");

    private ParameterSpec Beta => Spec("beta", "Zeros");

    private ParameterSpec MovingMean => Spec("moving_mean", "Zeros");

    private ParameterSpec MovingVariance => Spec("moving_variance", "Ones");

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex channel = Each(stage)[Shape.Count - 1];
        Access variance = stage.Parameter(MovingVariance)[channel];
        return [Scale(stage, variance), Normalize(stage, stage.Parameter(MovingMean)[channel])];
    }

    public override IEnumerable<Operation> TrainingForward(StageTensors stage)
    {
        AffineIndex[] each = Each(stage);
        Access x = stage.Input[each];
        Access mean = Of(stage, "mean");
        Access variance = Of(stage, "variance");
        return
        [
            new Reduce(mean, x, ReduceKind.Mean),
            new Reduce(variance, EquatableArray.Of(x, mean), (A - B) * (A - B), ReduceKind.Mean),
            new Map(Of(stage, "inverse_deviation"), 1f / Expr.Sqrt(A + Epsilon), variance),
            Scale(stage, variance),
            Normalize(stage, mean),
        ];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        AffineIndex[] each = Each(stage);
        Access x = stage.Input[each];
        Access output = stage.OutputGradient[each];
        Access share = NetworkAlgorithm.SampleShare[[]];
        Access sum = Of(stage, "gradient_sum");
        Access product = Of(stage, "gradient_product");
        Access slope = Of(stage, "gradient_slope");
        Expr e = Expr.Input(4);
        Expr f = Expr.Input(5);
        return
        [
            new Reduce(sum, output, ReduceKind.Sum),
            new Reduce(product, EquatableArray.Of(output, x, Of(stage, "mean")), A * (B - C), ReduceKind.Sum),
            new Map(slope, A * B * B, product, Of(stage, "inverse_deviation")),

            // What fills up the last block has no share, and no ∂output: its gradient has to stay 0.
            new Map(
                stage.InputGradient[each],
                A * (B - (C / (float)Positions * (D + ((e - f) * Expr.Input(6))))),
                Of(stage, "scale"), output, share, sum, x, Of(stage, "mean"), slope),
        ];
    }

    public override IEnumerable<Operation> ParameterGradients(StageTensors stage)
    {
        Access product = Of(stage, "gradient_product");
        Access sum = Of(stage, "gradient_sum");
        return
        [
            new Map(stage.ParameterGradient(Gamma)[product.Indices[0]], A * B, product, Of(stage, "inverse_deviation")),
            new Map(stage.ParameterGradient(Beta)[sum.Indices[0]], A, sum),
        ];
    }

    private Map Scale(StageTensors stage, Access variance) =>
        new(Of(stage, "scale"), B / Expr.Sqrt(A + Epsilon), variance, stage.Parameter(Gamma)[variance.Indices[0]]);

    private Map Normalize(StageTensors stage, Access mean)
    {
        AffineIndex[] each = Each(stage);
        Access beta = stage.Parameter(Beta)[mean.Indices[0]];
        return new Map(stage.Output[each], ((A - B) * C) + D, stage.Input[each], mean, Of(stage, "scale"), beta);
    }

    /// <summary>A value of each channel.</summary>
    private Access Of(StageTensors stage, string name) => stage.Shared(name, Channels)[Each(stage)[Shape.Count - 1]];

    private AffineIndex[] Each(StageTensors stage) => (stage.Output with { Shape = Shape }).Each;

    private ParameterSpec Spec(string name, string initializer) => new(name, EquatableArray.Of(Channels), initializer, Channels, Channels);
}
