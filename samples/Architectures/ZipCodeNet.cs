namespace NNGen.Samples.Architectures;

/// <summary>
/// The network that read ZIP codes (LeCun et al. 1989): 16 × 16 pixels, two layers of shared 5 × 5 kernels that move by two pixels, two dense
/// layers. Each of the second layer's twelve maps sees eight of the first's: here the first layer is written as three groups of four maps,
/// of which the second layer's groups see two each.
/// </summary>
/// <remarks>
/// 8,824 parameters. In the paper every unit of the two convolutions has a bias of its own, 768 + 192 instead of 12 + 12, which makes 9,760;
/// and pictures are surrounded by −1, not by 0.
/// </remarks>
[NeuralNetwork(Loss = Loss.MeanSquaredError)]
[Input(16, 16, 1)]
[Conv2D(4, kernel: 5, Activation.Tanh, Stride = 2, Pad = 2, From = "input", Name = "h1a")]
[Conv2D(4, kernel: 5, Activation.Tanh, Stride = 2, Pad = 2, From = "input", Name = "h1b")]
[Conv2D(4, kernel: 5, Activation.Tanh, Stride = 2, Pad = 2, From = "input", Name = "h1c")]
[Concat("h1a", "h1b"), Conv2D(4, kernel: 5, Activation.Tanh, Stride = 2, Pad = 2, Name = "h2a")]
[Concat("h1b", "h1c"), Conv2D(4, kernel: 5, Activation.Tanh, Stride = 2, Pad = 2, Name = "h2b")]
[Concat("h1a", "h1c"), Conv2D(4, kernel: 5, Activation.Tanh, Stride = 2, Pad = 2, Name = "h2c")]
[Concat("h2a", "h2b", "h2c"), Flatten]
[Dense(30, Activation.Tanh)]
[Dense(10, Activation.Tanh)]
public sealed partial class ZipCodeNet;
