using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Regularization;

/// <summary>y = f(x, n) with random numbers n in training; y = x in use.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="formula">Its formula.</param>
/// <param name="argument">The argument that says how much of it.</param>
/// <param name="noise">What the random numbers are: a member of the runtime's <c>NoiseKind</c>.</param>
/// <param name="positions">The axes of positions of an input whose channels share one number; 0 where every element has its own.</param>
internal sealed class NoiseLayer(string name, string formula, string argument, string noise, int positions = 0) : LayerKind
{
    private const string Additive = "Additive";

    public override string Name => name;

    public override string Formula => formula;

    public override string Sample => $"{name}(0.25f)";

    public override string SampleInput => positions switch { 0 => "Input(5)", 1 => "Input(3, 4)", _ => "Input(3, 2, 2)" };

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        float amount = layer.Spec.Single(argument);
        bool isRate = noise != Additive;
        bool isRight = amount >= 0 && (isRate ? amount < 1 : !float.IsInfinity(amount));
        string expected = isRate ? "at least 0 and less than 1" : "a finite number of at least 0";
        if (!isRight) layer.Report(Rule.NumberOutOfRange, argument, $"{Name}.{argument}", amount, expected);
        bool fits = positions == 0 || layer.CheckRank(positions + 1, positions == 1 ? "two axes" : "three axes", "the last axis are the channels");
        if (!isRight || !fits || !layer.KnowsShapes) return [];
        EquatableArray<int> shape = layer.InputShape;
        EquatableArray<int> noiseShape = positions == 0 ? shape : EquatableArray.Of(shape[shape.Count - 1]);
        return [new NoiseStage(shape, noiseShape, noise, amount, IsFactor: isRate)];
    }
}

/// <summary>y = x·n and dx = dy·n, or y = x + n and dx = dy.</summary>
/// <param name="Shape">The shape of x and y.</param>
/// <param name="NoiseShape">The shape of n: that of x, or its last axis.</param>
/// <param name="Kind">What the numbers are.</param>
/// <param name="Amount">The rate or the deviation.</param>
/// <param name="IsFactor">Whether the numbers are multiplied.</param>
internal sealed record NoiseStage(EquatableArray<int> Shape, EquatableArray<int> NoiseShape, string Kind, float Amount, bool IsFactor)
    : Stage(Shape, Shape)
{
    public override Stage InUse => new Shapes.ReshapeStage(Shape, Shape);

    public override IReadOnlyList<NoiseSpec> Noises => [new NoiseSpec("noise", NoiseShape, Kind, Amount)];

    public override bool PassesGradient => !IsFactor;

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex[] each = stage.Output.Each;
        Expr function = IsFactor ? Expr.Input(0) * Expr.Input(1) : Expr.Input(0) + Expr.Input(1);
        return [new Map(stage.Output[each], function, stage.Input[each], Noise(stage, each))];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        AffineIndex[] each = stage.Output.Each;
        return [new Map(stage.InputGradient[each], Expr.Input(0) * Expr.Input(1), stage.OutputGradient[each], Noise(stage, each))];
    }

    private Access Noise(StageTensors stage, AffineIndex[] each) =>
        stage.Intermediate("noise", NoiseShape.ToArray())[each.Skip(each.Length - NoiseShape.Count).ToArray()];
}
