using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>y = max(x, 0) + alpha[c]·min(x, 0), where c is the last axis.</summary>
internal sealed class PReLULayer : LayerKind
{
    public override string Name => "PReLU";

    public override string Formula => "y = x > 0 ? x : alpha[c]·x";

    public override string Sample => "PReLU";

    public override IReadOnlyList<Stage> Infer(LayerInference layer) =>
        [new PReLUStage(layer.InputShape, layer.Spec.Member("AlphaInitializer", "Zeros"))];
}

/// <summary>dx = x &gt; 0 ? dy : alpha·dy; dalpha = Σ dy·min(x, 0) over samples and positions.</summary>
internal sealed record PReLUStage(EquatableArray<int> Shape, string Initializer) : Stage(Shape, Shape)
{
    private static readonly Expr A = Expr.Input(0);
    private static readonly Expr B = Expr.Input(1);

    public override IReadOnlyList<ParameterSpec> Parameters => [Alpha];

    private int Channels => Shape[Shape.Count - 1];

    private ParameterSpec Alpha => new("alpha", EquatableArray.Of(Channels), Initializer, Channels, Channels);

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Each;
        return [new Map(stage.Output[each], Expr.SelectGreater(A, 0f, A, A * B), stage.Input[each], Slope(stage, each))];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Each;
        Expr dy = Expr.Input(2);
        Expr gradient = Expr.SelectGreater(A, 0f, dy, dy * B);
        return [new Map(stage.InputGradient[each], gradient, stage.Input[each], Slope(stage, each), stage.OutputGradient[each])];
    }

    public override IEnumerable<Operation> ParameterGradients(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Each;
        EquatableArray<Access> operands = EquatableArray.Of(stage.OutputGradient[each], stage.Input[each]);
        return [new Reduce(stage.ParameterGradient(Alpha)[each[each.Length - 1]], operands, A * Expr.Min(0f, B), ReduceKind.Sum)];
    }

    private Access Slope(StageTensors stage, AffineIndex[] each) => stage.Parameter(Alpha)[each[each.Length - 1]];
}
