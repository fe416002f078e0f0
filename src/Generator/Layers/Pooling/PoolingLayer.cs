using NNGen.Generator.Layers.Shapes;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Pooling;

/// <summary>Combines the elements of a window, each channel on its own. x [H, W, C], y [H′, W′, C], or the same over one axis.</summary>
/// <param name="kind">Max, Average or Sum.</param>
/// <param name="axes">The number of axes that the window slides over.</param>
/// <param name="formula">One channel's formula.</param>
/// <param name="create">The stage from the input's shape and the window.</param>
internal sealed class PoolingLayer(string kind, int axes, string formula, Func<EquatableArray<int>, SlidingWindow, Stage> create)
    : LayerKind
{
    public override string Name => $"{kind}Pool{axes}D";

    public override string Formula =>
        axes == 1 ? $"y[t, k] = {formula} x[s·t + i − p, k]" : $"y[r, c, k] = {formula} x[s·r + i − p, s·c + j − p, k]";

    public override string Sample => $"{Name}(3, Stride = 2, Padding = Padding.Same)";

    public override string SampleInput => axes == 1 ? "Input(7, 2)" : "Input(6, 5, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        SlidingWindow? window = new WindowInference(layer, axes, "window").Pool();
        return window is null ? [] : [create(layer.InputShape, window)];
    }
}

/// <summary>Combines all elements of a channel. x [H, W, C], y [C].</summary>
internal sealed class GlobalPoolingLayer(string kind, string formula, Func<EquatableArray<int>, SlidingWindow, Stage> create) : LayerKind
{
    public override string Name => $"Global{kind}Pool2D";

    public override string Formula => $"y[k] = {formula} x[r, c, k]";

    public override string Sample => Name;

    public override string SampleInput => "Input(3, 2, 4)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        if (!layer.CheckRank(3, "three axes (rows, columns, channels)", "declare [Input(rows, columns, channels)]")) return [];
        EquatableArray<int> shape = layer.InputShape;
        Stage pooling = create(shape, SlidingWindow.Over(shape));
        return [pooling, new ReshapeStage(pooling.OutputShape, EquatableArray.Of(shape[2]))];
    }
}
