using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Pooling;

/// <summary>Combines the elements of a window, each channel on its own. x [H, W, C], y [H′, W′, C], or the same over one axis.</summary>
internal abstract record PoolStage(EquatableArray<int> InputShape, SlidingWindow Window)
    : Stage(InputShape, Window.OutputShape(InputShape[InputShape.Count - 1]))
{
    private readonly Axis channel = new("channel", InputShape[InputShape.Count - 1]);

    /// <summary>An element of the input.</summary>
    public AffineIndex[] Element => [.. Window.Elements, channel];

    /// <summary>The element of the output whose window that is.</summary>
    public AffineIndex[] Position => [.. Window.Positions, channel];
}
