using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Convolutions;
using NNGen.Generator.Layers.Merging;
using NNGen.Generator.Layers.Normalization;
using NNGen.Generator.Layers.Pooling;
using NNGen.Generator.Layers.Shapes;

namespace NNGen.Generator.Layers;

/// <summary>Every kind of layer. A new layer is one line here.</summary>
internal static class Catalogue
{
    public static readonly IReadOnlyList<LayerKind> Layers =
    [
        new DenseLayer(),
        new ConvolutionLayer(2),
        new ConvolutionLayer(1),
        new DepthwiseLayer(),
        new SeparableLayer(),
        new TransposedConvolutionLayer(),
        new PoolingLayer("Max", 2, "max", (shape, window) => new MaxPoolStage(shape, window)),
        new PoolingLayer("Max", 1, "max", (shape, window) => new MaxPoolStage(shape, window)),
        new PoolingLayer("Average", 2, "1/n Σ", (shape, window) => new SumPoolStage(shape, window, IsAverage: true)),
        new PoolingLayer("Average", 1, "1/n Σ", (shape, window) => new SumPoolStage(shape, window, IsAverage: true)),
        new PoolingLayer("Sum", 2, "Σ", (shape, window) => new SumPoolStage(shape, window, IsAverage: false)),
        new GlobalPoolingLayer("Max", "max", (shape, window) => new MaxPoolStage(shape, window)),
        new GlobalPoolingLayer("Average", "1/n Σ", (shape, window) => new SumPoolStage(shape, window, IsAverage: true)),
        new UpSamplingLayer(),
        new MarginLayer("ZeroPadding2D", 1),
        new MarginLayer("Cropping2D", -1),
        new FlattenLayer(),
        new ReshapeLayer(),
        new PermuteLayer(),
        new CombineLayer("Add", "y = a + b + …", ConcatLayer.MostOperands, Sum),
        new CombineLayer("Subtract", "y = a − b", 2, _ => Expr.Input(0) - Expr.Input(1)),
        new CombineLayer("Multiply", "y = a·b·…", ConcatLayer.MostOperands, count => Fold(count, (a, b) => a * b)),
        new CombineLayer("Average", "y = (a + b + …) / n", ConcatLayer.MostOperands, count => Sum(count) * (1f / count)),
        new CombineLayer("Maximum", "y = max(a, b, …)", ConcatLayer.MostOperands, count => Fold(count, Expr.Max)),
        new ConcatLayer(),
        new NormalizationLayer("LayerNormalization", centers: true, 1e-3f),
        new NormalizationLayer("RMSNormalization", centers: false, 1e-6f),
        new GroupNormalizationLayer(),
        new InstanceNormalizationLayer(),
        new LocalResponseLayer(),
        new ActivationLayer("ReLU", "y = max(x, 0)"),
        new LeakyReLULayer(),
        new ActivationLayer("Sigmoid", "y = 1 / (1 + exp(−x))"),
        new ActivationLayer("Tanh", "y = tanh(x)"),
        new ActivationLayer("Softmax", "y[o] = exp(x[o] − max x) / Σ exp(x[k] − max x)"),
    ];

    private static readonly Dictionary<string, LayerKind> ByName = Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);

    public static LayerKind? Find(string name) => ByName.TryGetValue(name, out LayerKind? layer) ? layer : null;

    private static Expr Sum(int count) => Fold(count, (a, b) => a + b);

    private static Expr Fold(int count, Func<Expr, Expr, Expr> combine) => Enumerable.Range(0, count).Select(Expr.Input).Aggregate(combine);
}
