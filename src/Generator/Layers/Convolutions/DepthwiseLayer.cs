using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Convolutions;

/// <summary>
/// y[r,c,m·k + n] = activation(bias[m·k + n] + Σ x[s·r + d·i − p, s·c + d·j − p, k]·kernel[i,j,k,n]), n below the depth multiplier m: every
/// channel has filters of its own. x [H, W, C], kernel [K, K, C, m], bias [m·C], y [H′, W′, m·C].
/// </summary>
internal sealed class DepthwiseLayer : LayerKind
{
    public override string Name => "DepthwiseConv2D";

    public override string Formula =>
        "y[r, c, m·k + n] = activation(bias[m·k + n] + Σ x[s·r + d·i − p, s·c + d·j − p, k]·kernel[i, j, k, n])";

    public override string Sample => "DepthwiseConv2D(3, Activation.Tanh, DepthMultiplier = 2)";

    public override string SampleInput => "Input(5, 4, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int multiplier = layer.Spec.Integer("DepthMultiplier", 1);
        bool isSize = layer.CheckSize("DepthMultiplier", multiplier);
        SlidingWindow? window = new WindowInference(layer, 2, "kernel").Slide();
        if (window is null || !isSize || !DepthwiseStage.CheckChannels(layer, multiplier)) return [];
        return layer.Activated(new DepthwiseStage(layer.InputShape, window, multiplier, "kernel", KernelOptions.Of(layer.Spec)));
    }
}

/// <summary>
/// y[r,c,f] = activation(bias[f] + Σ z[r,c,n]·pointwise_kernel[n,f]), where z is the input's depthwise convolution with depthwise_kernel.
/// x [H, W, C], depthwise_kernel [K, K, C, m], pointwise_kernel [1, 1, m·C, F], bias [F], y [H′, W′, F].
/// </summary>
internal sealed class SeparableLayer : LayerKind
{
    public override string Name => "SeparableConv2D";

    public override string Formula =>
        "y[r, c, f] = activation(bias[f] + Σ x[s·r + d·i − p, s·c + d·j − p, k]·depthwise_kernel[i, j, k, n]·pointwise_kernel[m·k + n, f])";

    public override string Sample => "SeparableConv2D(3, 3, Activation.Tanh)";

    public override string SampleInput => "Input(5, 4, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int filters = layer.Spec.Integer("filters");
        int multiplier = layer.Spec.Integer("DepthMultiplier", 1);
        bool areSizes = layer.CheckSize("filters", filters) & layer.CheckSize("DepthMultiplier", multiplier);
        SlidingWindow? window = new WindowInference(layer, 2, "kernel").Slide();
        if (window is null || !areSizes || !DepthwiseStage.CheckChannels(layer, multiplier)) return [];
        KernelOptions options = KernelOptions.Of(layer.Spec);
        var depthwise = new DepthwiseStage(layer.InputShape, window, multiplier, "depthwise_kernel", options with { UseBias = false });
        var pointwise = new ConvolutionStage(depthwise.OutputShape, window.Pointwise, filters, 1, "pointwise_kernel", options);
        return layer.Activated(depthwise, pointwise);
    }
}

/// <summary>y[position, m·channel + copy] = bias[m·channel + copy] + Σ x[element, channel]·kernel[kernel, channel, copy].</summary>
internal sealed record DepthwiseStage(
    EquatableArray<int> InputShape,
    SlidingWindow Window,
    int Multiplier,
    string KernelName,
    KernelOptions Options)
    : KernelStage(InputShape, Window.OutputShape(InputShape[InputShape.Count - 1] * Multiplier), Options)
{
    private readonly Axis channel = new("channel", InputShape[InputShape.Count - 1]);
    private readonly Axis copy = new("copy", Multiplier);

    // The fans are those of a whole convolution, as in Keras.
    protected override ParameterSpec Kernel => new(
        KernelName,
        Window.KernelShape(channel.Extent, Multiplier),
        Options.KernelInitializer,
        Window.Size * channel.Extent,
        Window.Size * Multiplier);

    protected override IReadOnlyList<Axis> OutputAxes =>
        [.. Window.Axes.Select(axis => axis.Position), new Axis("channel", channel.Extent * Multiplier)];

    /// <summary>Whether the output has not too many channels; reports it otherwise.</summary>
    public static bool CheckChannels(LayerInference layer, int multiplier)
    {
        long channels = (long)layer.InputShape[layer.InputShape.Count - 1] * multiplier;
        return layer.CheckSize("DepthMultiplier", channels, $"The number of channels of {layer.Spec.Kind}'s output");
    }

    protected override Contract Product(StageTensors stage) => new(
        stage.Output[[.. Window.Positions, Multiplier == 1 ? channel : (Multiplier * channel) + copy]],
        stage.Input[[.. Window.Elements, channel]],
        stage.Parameter(Kernel)[[.. Window.Kernel, channel, copy]]);
}
