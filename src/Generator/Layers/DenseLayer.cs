using NNGen.Generator.Algorithms;

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
        if (!layer.CheckSize("units", units) | !layer.CheckRank(1, "one axis", "put [Flatten] before it")) return [];
        return layer.Activated(new DenseStage(layer.InputShape, EquatableArray.Of(units), KernelOptions.Of(layer.Spec)));
    }
}

/// <summary>y[o] = bias[o] + Σ_i x[i]·kernel[i,o].</summary>
internal sealed record DenseStage(EquatableArray<int> InputShape, EquatableArray<int> OutputShape, KernelOptions Options)
    : KernelStage(InputShape, OutputShape, Options)
{
    private readonly Axis i = new("feature", InputShape[0]);
    private readonly Axis o = new("unit", OutputShape[0]);

    protected override ParameterSpec Kernel =>
        new("kernel", EquatableArray.Of(i.Extent, o.Extent), Options.KernelInitializer, i.Extent, o.Extent);

    protected override IReadOnlyList<Axis> OutputAxes => [o];

    protected override Contract Product(StageTensors stage) => new(stage.Output[o], stage.Input[i], stage.Parameter(Kernel)[i, o]);
}
