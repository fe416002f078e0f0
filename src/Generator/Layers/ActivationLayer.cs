using NNGen.Generator.Layers.Activations;

namespace NNGen.Generator.Layers;

/// <summary>
/// An activation without a parameter as a layer of its own: <c>[Tanh]</c> is <c>Activation.Tanh</c> applied to the layer before.
/// </summary>
internal sealed class ActivationLayer(string activation, string formula) : LayerKind
{
    public override string Name => activation;

    public override string Formula => formula;

    public override string Sample => activation;

    public override IReadOnlyList<Stage> Infer(LayerInference layer) => [ActivationCatalogue.Find(activation)!(layer.InputShape)];
}
