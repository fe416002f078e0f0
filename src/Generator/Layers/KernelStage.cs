using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>What every layer with a kernel lets its user choose.</summary>
internal sealed record KernelOptions(bool UseBias, string KernelInitializer, string BiasInitializer)
{
    public static KernelOptions Of(LayerSpec spec) => new(
        spec.Boolean("UseBias", true),
        spec.Member("KernelInitializer", "GlorotUniform"),
        spec.Member("BiasInitializer", "Zeros"));
}

/// <summary>
/// y = bias + Σ x·kernel, one contraction; both gradients are the same contraction with the roles swapped. The bias has one number for each
/// element of the output's last axis.
/// </summary>
internal abstract record KernelStage(EquatableArray<int> InputShape, EquatableArray<int> OutputShape, KernelOptions Options)
    : Stage(InputShape, OutputShape)
{
    public override IReadOnlyList<ParameterSpec> Parameters => Options.UseBias ? [Kernel, Bias] : [Kernel];

    protected abstract ParameterSpec Kernel { get; }

    /// <summary>The axes of the output, by the names that they have in generated code.</summary>
    protected abstract IReadOnlyList<Axis> OutputAxes { get; }

    private ParameterSpec Bias =>
        new("bias", EquatableArray.Of(OutputShape[OutputShape.Count - 1]), Options.BiasInitializer, Kernel.FanIn, Kernel.FanOut);

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        Contract product = Product(stage);
        AffineIndex last = product.Output.Indices[OutputShape.Count - 1];
        return [Options.UseBias ? product with { Initial = stage.Parameter(Bias)[last] } : product];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [Product(stage).GradientWithRespectTo(stage.Input, stage.OutputGradient, stage.InputGradient)];

    public override IEnumerable<Operation> ParameterGradients(StageTensors stage)
    {
        yield return Product(stage).GradientWithRespectTo(stage.Parameter(Kernel), stage.OutputGradient, stage.ParameterGradient(Kernel));
        if (!Options.UseBias) yield break;
        AffineIndex[] each = OutputAxes.Select(axis => (AffineIndex)axis).ToArray();
        yield return new Reduce(stage.ParameterGradient(Bias)[each[each.Length - 1]], stage.OutputGradient[each], ReduceKind.Sum);
    }

    /// <summary>Σ x·kernel, without the bias.</summary>
    protected abstract Contract Product(StageTensors stage);
}
