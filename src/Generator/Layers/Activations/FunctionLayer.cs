using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>y = f(x) with a function of the user's own, which the parser has read and the compiler differentiates.</summary>
internal sealed class FunctionLayer : LayerKind
{
    public override string Name => "Activation";

    public override string Formula => "y = f(x)";

    public override string Sample => "Activation(typeof(SampleFunctions), nameof(SampleFunctions.Bent))";

    public override string SampleCode => """
        internal static class SampleFunctions
        {
            public static float Bent(float x) => ((System.MathF.Sqrt((x * x) + 1) - 1) / 2) + x;
        }

        """;

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        if (layer.Spec.Function is not { } function) return [];
        return [new ElementwiseStage(layer.InputShape, new ElementwiseFunction(function) { IsProbability = true })];
    }
}
