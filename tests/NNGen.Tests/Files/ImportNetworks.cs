namespace NNGen.Tests.Files;

/// <summary>What <c>make.py</c> calls Features, without an activation that the file would not know.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(8, 7, 2), Conv2D(4, 3, Activation.ReLU, Name = "stem")]
[DepthwiseConv2D(3, DepthMultiplier = 2, Name = "depthwise"), ReLU, Flatten, LayerNormalization(1e-5f)]
[Dense(5, Activation.Tanh), Dense(3)]
internal sealed partial class Features;

/// <summary>What <c>make.py</c> calls Decoder.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(3), Dense(16, Activation.ReLU), Reshape(2, 2, 4)]
[Conv2DTranspose(2, 2, Stride = 2), Flatten, Dense(2)]
internal sealed partial class Decoder;

/// <summary>What <c>make.py</c> calls Sequence.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(7, 3), Conv1D(4, 3, Activation.Tanh), Flatten, Dense(2)]
internal sealed partial class SequenceNetwork;

/// <summary>What <c>make.py</c> writes as Keras does.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(4, 4, 1), Conv2D(2, 3), Flatten, Dense(3), Dense(3), Dense(3)]
internal sealed partial class KerasNetwork;

/// <summary>Two layers of one shape.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(2), Dense(2), Dense(2)]
internal sealed partial class Twins;

/// <summary>The digit classifier of <see cref="MnistImportTests"/>.</summary>
[NeuralNetwork(Trainable = false), Input(28, 28, 1), Conv2D(8, 3, Activation.ReLU, Name = "conv1")]
[Conv2D(16, 3, Activation.ReLU, Name = "conv2"), Conv2D(24, 3, Activation.ReLU, Name = "conv3")]
[BatchNormalization(epsilon: 1e-5f, Name = "norm1"), Flatten, Dense(32, Activation.ReLU, Name = "fc1")]
[Dense(10, Name = "fc2"), BatchNormalization(epsilon: 1e-5f, Name = "norm2"), Softmax]
internal sealed partial class MnistNetwork;
