using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Layers.Convolutions;
using NNGen.Generator.Layers.Merging;
using NNGen.Generator.Layers.Normalization;
using NNGen.Generator.Layers.Pooling;
using NNGen.Generator.Layers.Regularization;
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
        new MaxUnpoolLayer(),
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
        new BatchNormalizationLayer(),
        new NormalizationLayer("LayerNormalization", centers: true, 1e-3f),
        new NormalizationLayer("RMSNormalization", centers: false, 1e-6f),
        new GroupNormalizationLayer(),
        new InstanceNormalizationLayer(),
        new LocalResponseLayer(),
        new NoiseLayer("Dropout", "y = x·n, n = 0 with probability rate, else 1 / (1 − rate); in use y = x", "rate", "Dropout"),
        new NoiseLayer("SpatialDropout1D", "y[r, k] = x[r, k]·n[k], n as with Dropout; in use y = x", "rate", "Dropout", positions: 1),
        new NoiseLayer("SpatialDropout2D", "y[r, c, k] = x[r, c, k]·n[k], n as with Dropout; in use y = x", "rate", "Dropout", positions: 2),
        new NoiseLayer("GaussianNoise", "y = x + n, n normal with mean 0; in use y = x", "stddev", "Additive"),
        new NoiseLayer("GaussianDropout", "y = x·n, n normal with mean 1 and variance rate / (1 − rate); in use y = x", "rate", "Factor"),
        new ActivationLayer("ReLU", "y = max(x, 0)"),
        new ActivationLayer("ReLU6", "y = min(max(x, 0), 6)"),
        new ElementwiseLayer(
            "LeakyReLU", "y = x > 0 ? x : slope·x", "LeakyReLU(0.1f)", "negativeSlope", isPositive: false, ActivationFunctions.LeakyReLU),
        new ElementwiseLayer(
            "ThresholdedReLU", "y = x > θ ? x : 0", "ThresholdedReLU(0.5f)", "theta", isPositive: false, ActivationFunctions.ThresholdedReLU),
        new PReLULayer(),
        new ElementwiseLayer("ELU", "y = x > 0 ? x : α·(exp(x) − 1)", "ELU(0.5f)", "alpha", isPositive: false, ActivationFunctions.ELU),
        new ElementwiseLayer(
            "CELU", "y = max(x, 0) + min(α·(exp(x / α) − 1), 0)", "CELU(0.5f)", "alpha", isPositive: true, ActivationFunctions.CELU),
        new ActivationLayer("SELU", "y = 1.0507·(x > 0 ? x : 1.6733·(exp(x) − 1))"),
        new ActivationLayer("GELU", "y = x·Φ(x)"),
        new ActivationLayer("Softplus", "y = log(1 + exp(x))"),
        new ActivationLayer("SiLU", "y = x / (1 + exp(−x))"),
        new ActivationLayer("HardSwish", "y = x·min(max(x + 3, 0), 6) / 6"),
        new ActivationLayer("GELUTanh", "y = x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2"),
        new ActivationLayer("Mish", "y = x·tanh(log(1 + exp(x)))"),
        new ActivationLayer("Sigmoid", "y = 1 / (1 + exp(−x))"),
        new ActivationLayer("HardSigmoid", "y = min(max(x + 3, 0), 6) / 6"),
        new ActivationLayer("Tanh", "y = tanh(x)"),
        new ActivationLayer("HardTanh", "y = min(max(x, −1), 1)"),
        new ActivationLayer("Softsign", "y = x / (1 + |x|)"),
        new ActivationLayer("BinaryStep", "y = x ≥ 0 ? 1 : 0"),
        new ActivationLayer("Arctan", "y = atan(x)"),
        new FunctionLayer(),
        new ActivationLayer("Softmax", "y[o] = exp(x[o] − max x) / Σ exp(x[k] − max x)"),
        new ActivationLayer("LogSoftmax", "y[o] = x[o] − max x − log Σ exp(x[k] − max x)"),
    ];

    private static readonly Dictionary<string, LayerKind> ByName = Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);

    /// <summary>The declarations that samples refer to.</summary>
    public static string SampleCode => string.Concat(Layers.Select(layer => layer.SampleCode));

    public static LayerKind? Find(string name) => ByName.TryGetValue(name, out LayerKind? layer) ? layer : null;

    private static Expr Sum(int count) => Fold(count, (a, b) => a + b);

    private static Expr Fold(int count, Func<Expr, Expr, Expr> combine) => Enumerable.Range(0, count).Select(Expr.Input).Aggregate(combine);
}
