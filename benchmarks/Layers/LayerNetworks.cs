// Written by a test from the catalogue of layers, and accepted like a snapshot: see CONTRIBUTING.md.

namespace NNGen.Benchmarks.Layers;

/// <summary>One network for each kind of layer, which ends with its catalogue entry's sample.</summary>
internal static class LayerNetworks
{
    /// <summary>The layers by what comes before them.</summary>
    public static IReadOnlyList<LayerGroup> All =>
    [
        new LayerGroup(
            new LayerWorkload<NetworkVector>("Input(16), Dense(1024)"),
            [
                new LayerWorkload<NetworkDense>("Dense(7, Activation.Tanh)"),
                new LayerWorkload<NetworkDropout>("Dropout(0.25f)"),
                new LayerWorkload<NetworkGaussianNoise>("GaussianNoise(0.25f)"),
                new LayerWorkload<NetworkGaussianDropout>("GaussianDropout(0.25f)"),
                new LayerWorkload<NetworkReLU>("ReLU"),
                new LayerWorkload<NetworkReLU6>("ReLU6"),
                new LayerWorkload<NetworkLeakyReLU>("LeakyReLU(0.1f)"),
                new LayerWorkload<NetworkThresholdedReLU>("ThresholdedReLU(0.5f)"),
                new LayerWorkload<NetworkPReLU>("PReLU"),
                new LayerWorkload<NetworkELU>("ELU(0.5f)"),
                new LayerWorkload<NetworkCELU>("CELU(0.5f)"),
                new LayerWorkload<NetworkSELU>("SELU"),
                new LayerWorkload<NetworkGELU>("GELU"),
                new LayerWorkload<NetworkSoftplus>("Softplus"),
                new LayerWorkload<NetworkSiLU>("SiLU"),
                new LayerWorkload<NetworkHardSwish>("HardSwish"),
                new LayerWorkload<NetworkGELUTanh>("GELUTanh"),
                new LayerWorkload<NetworkMish>("Mish"),
                new LayerWorkload<NetworkSigmoid>("Sigmoid"),
                new LayerWorkload<NetworkHardSigmoid>("HardSigmoid"),
                new LayerWorkload<NetworkTanh>("Tanh"),
                new LayerWorkload<NetworkHardTanh>("HardTanh"),
                new LayerWorkload<NetworkSoftsign>("Softsign"),
                new LayerWorkload<NetworkBinaryStep>("BinaryStep"),
                new LayerWorkload<NetworkArctan>("Arctan"),
                new LayerWorkload<NetworkActivation>("Activation(typeof(SampleFunctions), nameof(SampleFunctions.Bent))"),
                new LayerWorkload<NetworkSoftmax>("Softmax"),
                new LayerWorkload<NetworkLogSoftmax>("LogSoftmax"),
            ]),
        new LayerGroup(
            new LayerWorkload<NetworkImage>("Input(8, 8, 16), Conv2D(16, 1)"),
            [
                new LayerWorkload<NetworkConv2D>("Conv2D(4, 3, Activation.Tanh, Padding = Padding.Same)"),
                new LayerWorkload<NetworkDepthwiseConv2D>("DepthwiseConv2D(3, Activation.Tanh, DepthMultiplier = 2)"),
                new LayerWorkload<NetworkSeparableConv2D>("SeparableConv2D(3, 3, Activation.Tanh)"),
                new LayerWorkload<NetworkConv2DTranspose>("Conv2DTranspose(3, 3, Activation.Tanh, Stride = 2, Padding = Padding.Same)"),
                new LayerWorkload<NetworkMaxPool2D>("MaxPool2D(3, Stride = 2, Padding = Padding.Same)"),
                new LayerWorkload<NetworkAveragePool2D>("AveragePool2D(3, Stride = 2, Padding = Padding.Same)"),
                new LayerWorkload<NetworkSumPool2D>("SumPool2D(3, Stride = 2, Padding = Padding.Same)"),
                new LayerWorkload<NetworkGlobalMaxPool2D>("GlobalMaxPool2D"),
                new LayerWorkload<NetworkGlobalAveragePool2D>("GlobalAveragePool2D"),
                new LayerWorkload<NetworkMaxUnpool2D>("MaxUnpool2D(\"pool\")"),
                new LayerWorkload<NetworkUpSampling2D>("UpSampling2D(2)"),
                new LayerWorkload<NetworkZeroPadding2D>("ZeroPadding2D(1, Right = 2)"),
                new LayerWorkload<NetworkCropping2D>("Cropping2D(1, Right = 2)"),
                new LayerWorkload<NetworkFlatten>("Flatten"),
                new LayerWorkload<NetworkReshape>("Reshape(4, -1)"),
                new LayerWorkload<NetworkPermute>("Permute(2, 3, 1)"),
                new LayerWorkload<NetworkAdd>("Add(\"input\")"),
                new LayerWorkload<NetworkSubtract>("Subtract(\"input\")"),
                new LayerWorkload<NetworkMultiply>("Multiply(\"input\")"),
                new LayerWorkload<NetworkAverage>("Average(\"input\")"),
                new LayerWorkload<NetworkMaximum>("Maximum(\"input\")"),
                new LayerWorkload<NetworkConcat>("Concat(\"input\")"),
                new LayerWorkload<NetworkGroupNormalization>("GroupNormalization(2, Epsilon = 0.1f)"),
                new LayerWorkload<NetworkInstanceNormalization>("InstanceNormalization(0.1f)"),
                new LayerWorkload<NetworkLocalResponseNormalization>("LocalResponseNormalization(3, Alpha = 0.5f)"),
                new LayerWorkload<NetworkSpatialDropout2D>("SpatialDropout2D(0.25f)"),
            ]),
        new LayerGroup(
            new LayerWorkload<NetworkSequence>("Input(64, 16), Conv1D(16, 1)"),
            [
                new LayerWorkload<NetworkConv1D>("Conv1D(4, 3, Activation.Tanh, Padding = Padding.Same)"),
                new LayerWorkload<NetworkMaxPool1D>("MaxPool1D(3, Stride = 2, Padding = Padding.Same)"),
                new LayerWorkload<NetworkAveragePool1D>("AveragePool1D(3, Stride = 2, Padding = Padding.Same)"),
                new LayerWorkload<NetworkBatchNormalization>("BatchNormalization(0.9f, 0.1f)"),
                new LayerWorkload<NetworkLayerNormalization>("LayerNormalization(0.01f)"),
                new LayerWorkload<NetworkRMSNormalization>("RMSNormalization(0.01f)"),
                new LayerWorkload<NetworkSpatialDropout1D>("SpatialDropout1D(0.25f)"),
            ]),
    ];
}

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
internal sealed partial class NetworkVector;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Dense(7, Activation.Tanh)]
internal sealed partial class NetworkDense;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Dropout(0.25f)]
internal sealed partial class NetworkDropout;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[GaussianNoise(0.25f)]
internal sealed partial class NetworkGaussianNoise;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[GaussianDropout(0.25f)]
internal sealed partial class NetworkGaussianDropout;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[ReLU]
internal sealed partial class NetworkReLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[ReLU6]
internal sealed partial class NetworkReLU6;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[LeakyReLU(0.1f)]
internal sealed partial class NetworkLeakyReLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[ThresholdedReLU(0.5f)]
internal sealed partial class NetworkThresholdedReLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[PReLU]
internal sealed partial class NetworkPReLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[ELU(0.5f)]
internal sealed partial class NetworkELU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[CELU(0.5f)]
internal sealed partial class NetworkCELU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[SELU]
internal sealed partial class NetworkSELU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[GELU]
internal sealed partial class NetworkGELU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Softplus]
internal sealed partial class NetworkSoftplus;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[SiLU]
internal sealed partial class NetworkSiLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[HardSwish]
internal sealed partial class NetworkHardSwish;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[GELUTanh]
internal sealed partial class NetworkGELUTanh;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Mish]
internal sealed partial class NetworkMish;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Sigmoid]
internal sealed partial class NetworkSigmoid;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[HardSigmoid]
internal sealed partial class NetworkHardSigmoid;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Tanh]
internal sealed partial class NetworkTanh;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[HardTanh]
internal sealed partial class NetworkHardTanh;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Softsign]
internal sealed partial class NetworkSoftsign;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[BinaryStep]
internal sealed partial class NetworkBinaryStep;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Arctan]
internal sealed partial class NetworkArctan;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Activation(typeof(SampleFunctions), nameof(SampleFunctions.Bent))]
internal sealed partial class NetworkActivation;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[Softmax]
internal sealed partial class NetworkSoftmax;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
[LogSoftmax]
internal sealed partial class NetworkLogSoftmax;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
internal sealed partial class NetworkImage;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Conv2D(4, 3, Activation.Tanh, Padding = Padding.Same)]
internal sealed partial class NetworkConv2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[DepthwiseConv2D(3, Activation.Tanh, DepthMultiplier = 2)]
internal sealed partial class NetworkDepthwiseConv2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[SeparableConv2D(3, 3, Activation.Tanh)]
internal sealed partial class NetworkSeparableConv2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Conv2DTranspose(3, 3, Activation.Tanh, Stride = 2, Padding = Padding.Same)]
internal sealed partial class NetworkConv2DTranspose;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]
internal sealed partial class NetworkMaxPool2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[AveragePool2D(3, Stride = 2, Padding = Padding.Same)]
internal sealed partial class NetworkAveragePool2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[SumPool2D(3, Stride = 2, Padding = Padding.Same)]
internal sealed partial class NetworkSumPool2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[GlobalMaxPool2D]
internal sealed partial class NetworkGlobalMaxPool2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[GlobalAveragePool2D]
internal sealed partial class NetworkGlobalAveragePool2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[MaxPool2D(2, Padding = Padding.Same, Name = "pool"), MaxUnpool2D("pool")]
internal sealed partial class NetworkMaxUnpool2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[UpSampling2D(2)]
internal sealed partial class NetworkUpSampling2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[ZeroPadding2D(1, Right = 2)]
internal sealed partial class NetworkZeroPadding2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Cropping2D(1, Right = 2)]
internal sealed partial class NetworkCropping2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Flatten]
internal sealed partial class NetworkFlatten;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Reshape(4, -1)]
internal sealed partial class NetworkReshape;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Permute(2, 3, 1)]
internal sealed partial class NetworkPermute;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Add("input")]
internal sealed partial class NetworkAdd;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Subtract("input")]
internal sealed partial class NetworkSubtract;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Multiply("input")]
internal sealed partial class NetworkMultiply;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Average("input")]
internal sealed partial class NetworkAverage;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Maximum("input")]
internal sealed partial class NetworkMaximum;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[Concat("input")]
internal sealed partial class NetworkConcat;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[GroupNormalization(2, Epsilon = 0.1f)]
internal sealed partial class NetworkGroupNormalization;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[InstanceNormalization(0.1f)]
internal sealed partial class NetworkInstanceNormalization;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[LocalResponseNormalization(3, Alpha = 0.5f)]
internal sealed partial class NetworkLocalResponseNormalization;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 8, 16), Conv2D(16, 1)]
[SpatialDropout2D(0.25f)]
internal sealed partial class NetworkSpatialDropout2D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
internal sealed partial class NetworkSequence;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[Conv1D(4, 3, Activation.Tanh, Padding = Padding.Same)]
internal sealed partial class NetworkConv1D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[MaxPool1D(3, Stride = 2, Padding = Padding.Same)]
internal sealed partial class NetworkMaxPool1D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[AveragePool1D(3, Stride = 2, Padding = Padding.Same)]
internal sealed partial class NetworkAveragePool1D;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[BatchNormalization(0.9f, 0.1f)]
internal sealed partial class NetworkBatchNormalization;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[LayerNormalization(0.01f)]
internal sealed partial class NetworkLayerNormalization;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[RMSNormalization(0.01f)]
internal sealed partial class NetworkRMSNormalization;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64, 16), Conv1D(16, 1)]
[SpatialDropout1D(0.25f)]
internal sealed partial class NetworkSpatialDropout1D;

internal static class SampleFunctions
{
    public static float Bent(float x) => ((System.MathF.Sqrt((x * x) + 1) - 1) / 2) + x;
}
