using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Convolutions;

/// <summary>
/// y[r,c,f] = activation(bias[f] + Σ x[s·r + d·i − p, s·c + d·j − p, k]·kernel[i,j,k,f]), and the same over one axis; s is the stride, d
/// the dilation, p the padding. x [H, W, C], kernel [K, K, C / groups, F], bias [F], y [H′, W′, F].
/// </summary>
internal sealed class ConvolutionLayer(int axes) : LayerKind
{
    public override string Name => $"Conv{axes}D";

    public override string Formula => axes == 1
        ? "y[t, f] = activation(bias[f] + Σ x[s·t + d·i − p, k]·kernel[i, k, f])"
        : "y[r, c, f] = activation(bias[f] + Σ x[s·r + d·i − p, s·c + d·j − p, k]·kernel[i, j, k, f])";

    public override string Sample => $"Conv{axes}D(4, 3, Activation.Tanh, Padding = Padding.Same)";

    public override string SampleInput => axes == 1 ? "Input(7, 2)" : "Input(5, 4, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int filters = layer.Spec.Integer("filters");
        int groups = layer.Spec.Integer("Groups", 1);
        bool areSizes = layer.CheckSize("filters", filters) & layer.CheckSize("Groups", groups);
        SlidingWindow? window = new WindowInference(layer, axes, "kernel").Slide();
        if (window is null || !areSizes || !DoGroupsDivide(layer, groups, filters)) return [];
        return layer.Activated(new ConvolutionStage(layer.InputShape, window, filters, groups, "kernel", KernelOptions.Of(layer.Spec)));
    }

    private static bool DoGroupsDivide(LayerInference layer, int groups, int filters)
    {
        foreach ((int count, string kind) in new[] { (layer.InputShape[layer.InputShape.Count - 1], "channels"), (filters, "filters") })
        {
            if (count % groups == 0) continue;
            layer.Report(Rule.GroupsDoNotDivide, "Groups", layer.Spec.Kind, count, kind, groups);
            return false;
        }

        return true;
    }
}

/// <summary>
/// y[position, filter] = bias[filter] + Σ x[element, channel]·kernel[kernel, channel, filter]. With groups, a filter sees the channels of
/// its own group only.
/// </summary>
internal sealed record ConvolutionStage(
    EquatableArray<int> InputShape,
    SlidingWindow Window,
    int Filters,
    int Groups,
    string KernelName,
    KernelOptions Options) : KernelStage(InputShape, Window.OutputShape(Filters), Options)
{
    private readonly Axis group = new("group", Groups);
    private readonly Axis channel = new("channel", InputShape[InputShape.Count - 1] / Groups);
    private readonly Axis filter = new("filter", Filters / Groups);

    protected override ParameterSpec Kernel => new(
        KernelName,
        Window.KernelShape(channel.Extent, Filters),
        Options.KernelInitializer,
        Window.Size * channel.Extent,
        Window.Size * Filters);

    protected override IReadOnlyList<Axis> OutputAxes => [.. Window.Axes.Select(axis => axis.Position), new Axis("filter", Filters)];

    protected override Contract Product(StageTensors stage) => new(
        stage.Output[[.. Window.Positions, OfGroup(filter)]],
        stage.Input[[.. Window.Elements, OfGroup(channel)]],
        stage.Parameter(Kernel)[[.. Window.Kernel, channel, OfGroup(filter)]]);

    private AffineIndex OfGroup(Axis axis) => Groups == 1 ? axis : (axis.Extent * group) + axis;
}
