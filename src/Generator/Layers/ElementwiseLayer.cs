using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>An activation with one number as its parameter, which the attribute gives: <c>[LeakyReLU(0.1f)]</c>.</summary>
/// <param name="name">The attribute's name.</param>
/// <param name="formula">The formula for the documents.</param>
/// <param name="sample">The attribute as users write it.</param>
/// <param name="argument">The name of the parameter.</param>
/// <param name="isPositive">Whether the parameter must be above 0; it must be finite in any case.</param>
/// <param name="function">The function for a value of the parameter.</param>
internal sealed class ElementwiseLayer(
    string name, string formula, string sample, string argument, bool isPositive, Func<float, ElementwiseFunction> function) : LayerKind
{
    public override string Name => name;

    public override string Formula => formula;

    public override string Sample => sample;

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        float value = layer.Spec.Single(argument);
        bool isRight = isPositive ? layer.CheckPositive(argument, value) : layer.CheckFinite(argument, value);
        return isRight ? [new ElementwiseStage(layer.InputShape, function(value))] : [];
    }
}
