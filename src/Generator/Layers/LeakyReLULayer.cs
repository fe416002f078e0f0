using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>y = x &gt; 0 ? x : slope·x.</summary>
internal sealed class LeakyReLULayer : LayerKind
{
    public override string Name => "LeakyReLU";

    public override string Formula => "y = x > 0 ? x : slope·x";

    public override string Sample => "LeakyReLU(0.1f)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        float slope = layer.Spec.Single("negativeSlope");
        if (float.IsNaN(slope) || float.IsInfinity(slope))
        {
            layer.Report(Rule.NumberNotFinite, "negativeSlope", $"{Name}.negativeSlope", slope);
            return [];
        }

        Expr x = Expr.Input(0);

        // 0·x would fold to 0 and make a number of NaN.
        Expr function = slope == 0 ? Expr.Max(0f, x) : Expr.SelectGreater(x, 0f, x, slope * x);

        // With a slope of at least 0 the output's sign tells the branch, and the input need not be kept.
        Expr? overOutput = slope >= 0 ? Expr.SelectGreater(x, 0f, 1f, slope) : null;
        return [new ElementwiseStage(layer.InputShape, function, overOutput)];
    }
}
