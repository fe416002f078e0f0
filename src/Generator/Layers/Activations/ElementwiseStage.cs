using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>
/// y = f(x), element by element; dx = dy · f′. The derivative is symbolic unless the function brings its own; where it can be written over
/// y alone, x need not be kept.
/// </summary>
/// <param name="Shape">The shape of x and y.</param>
/// <param name="Definition">f and what it knows of f′.</param>
internal sealed record ElementwiseStage(EquatableArray<int> Shape, ElementwiseFunction Definition) : Stage(Shape, Shape)
{
    public Expr Function => Definition.Function;

    private IEnumerable<AffineIndex> Indices => Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent));

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex[] at = Indices.ToArray();
        return [new Map(stage.Output[at], Function, stage.Input[at])];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        AffineIndex[] at = Indices.ToArray();
        Expr x = Expr.Input(0);
        Expr y = Expr.Input(1);
        Expr derivative = Definition.OverOutput?.Substitute(_ => y) ?? Definition.OverInput ?? Function.Derivative(0).Replace(Function, y);
        if (!derivative.Uses(0)) return [new Map(stage.InputGradient[at], Chain(derivative), stage.OutputGradient[at], stage.Output[at])];

        // The input has to be kept anyway, so y is computed again rather than kept too.
        Expr overInput = derivative.Replace(y, Function).Replace(x, y);
        return [new Map(stage.InputGradient[at], Chain(overInput), stage.OutputGradient[at], stage.Input[at])];
    }

    // A mask selects instead of multiplying: cheaper, and dy = ∞ stays 0 where the mask is 0.
    private static Expr Chain(Expr derivative)
    {
        Expr gradient = Expr.Input(0);
        if (derivative.Kind != ExprKind.SelectGreater) return gradient * derivative;
        Expr[] parts = derivative.Operands.ToArray();
        return Expr.SelectGreater(parts[0], parts[1], Chain(parts[2]), Chain(parts[3]));
    }
}
