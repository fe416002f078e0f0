using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>y[o] = activation(bias[o] + Σ_i x[i]·kernel[i,o]); x [I], kernel [I, O], bias [O], y [O].</summary>
internal sealed class DenseLayer : LayerKind
{
    public override string Name => "Dense";

    public override string Formula => "y[o] = activation(bias[o] + Σ x[i]·kernel[i, o])";

    public override string Sample => "Dense(7, Activation.Tanh)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int units = layer.Spec.Integer("units");
        if (units is < 1 or > Limits.Axis)
        {
            layer.Report(Rule.SizeOutOfRange, "units", $"{Name}.units", units, Limits.Axis);
            return [];
        }

        if (layer.InputShape.Count != 1)
        {
            layer.ReportInputShape(Rule.InputRankMismatch, Name, "one axis", layer.InputShape, layer.InputLength);
            return [];
        }

        var contraction = new DenseStage(
            layer.InputShape,
            EquatableArray.Of(units),
            layer.Spec.Boolean("UseBias", true),
            layer.Spec.Member("KernelInitializer", "GlorotUniform"),
            layer.Spec.Member("BiasInitializer", "Zeros"));
        Stage? activation = ActivationCatalogue.Find(layer.Spec.Member("activation", "Identity"))?.Invoke(contraction.OutputShape);
        return activation is null ? [contraction] : [contraction, activation];
    }
}

/// <summary>The contraction of a dense layer; both gradients are the same contraction with the roles swapped.</summary>
internal sealed record DenseStage(
    EquatableArray<int> InputShape,
    EquatableArray<int> OutputShape,
    bool UseBias,
    string KernelInitializer,
    string BiasInitializer) : Stage(InputShape, OutputShape)
{
    private readonly Axis i = new("feature", InputShape[0]);
    private readonly Axis o = new("unit", OutputShape[0]);

    private ParameterSpec Kernel => new("kernel", EquatableArray.Of(i.Extent, o.Extent), KernelInitializer, i.Extent, o.Extent);

    private ParameterSpec Bias => new("bias", EquatableArray.Of(o.Extent), BiasInitializer, i.Extent, o.Extent);

    public override IReadOnlyList<ParameterSpec> Parameters => UseBias ? [Kernel, Bias] : [Kernel];

    public override IEnumerable<Operation> Forward(StageTensors stage) => [Contraction(stage)];

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [Contraction(stage).GradientWithRespectTo(stage.Input, stage.OutputGradient, stage.InputGradient)];

    public override IEnumerable<Operation> ParameterGradients(StageTensors stage)
    {
        yield return Contraction(stage).GradientWithRespectTo(
            stage.Parameter(Kernel), stage.OutputGradient, stage.ParameterGradient(Kernel));
        if (UseBias) yield return new Reduce(stage.ParameterGradient(Bias)[o], stage.OutputGradient[o], ReduceKind.Sum);
    }

    private Contract Contraction(StageTensors stage) =>
        new(stage.Output[o], stage.Input[i], stage.Parameter(Kernel)[i, o], UseBias ? stage.Parameter(Bias)[o] : null);
}
