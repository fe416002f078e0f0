using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Convolutions;

/// <summary>
/// y[s·r + d·i − p, s·c + d·j − p, f] = activation(bias[f] + Σ x[r,c,k]·kernel[i,j,f,k]): every element of the input adds its multiple of
/// the kernel, which is the gradient of a convolution. x [H, W, C], kernel [K, K, F, C], bias [F], y [H′, W′, F].
/// </summary>
internal sealed class TransposedConvolutionLayer : LayerKind
{
    public override string Name => "Conv2DTranspose";

    public override string Formula => "y[s·r + d·i − p, s·c + d·j − p, f] = activation(bias[f] + Σ x[r, c, k]·kernel[i, j, f, k])";

    public override string Sample => "Conv2DTranspose(3, 3, Activation.Tanh, Stride = 2, Padding = Padding.Same)";

    public override string SampleInput => "Input(3, 2, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int filters = layer.Spec.Integer("filters");
        bool isSize = layer.CheckSize("filters", filters);
        SlidingWindow? window = new WindowInference(layer, 2, "kernel").Transpose();
        if (window is null || !isSize) return [];
        return layer.Activated(new TransposedConvolutionStage(layer.InputShape, window, filters, KernelOptions.Of(layer.Spec)));
    }
}

/// <summary>
/// y[element, filter] = bias[filter] + Σ x[position, channel]·kernel[kernel, filter, channel], where the window slides over the output.
/// </summary>
internal sealed record TransposedConvolutionStage(EquatableArray<int> InputShape, SlidingWindow Window, int Filters, KernelOptions Options)
    : KernelStage(InputShape, Window.InputShape(Filters), Options)
{
    private readonly Axis channel = new("channel", InputShape[InputShape.Count - 1]);
    private readonly Axis filter = new("filter", Filters);

    protected override ParameterSpec Kernel => new(
        "kernel",
        Window.KernelShape(Filters, channel.Extent),
        Options.KernelInitializer,
        Window.Size * Filters,
        Window.Size * channel.Extent);

    protected override IReadOnlyList<Axis> OutputAxes =>
        [.. Window.Axes.Select(axis => axis.Position with { Extent = axis.Input }), filter];

    protected override Contract Product(StageTensors stage) => new(
        stage.Output[[.. Window.Elements, filter]],
        stage.Input[[.. Window.Positions, channel]],
        stage.Parameter(Kernel)[[.. Window.Kernel, filter, channel]]);
}
