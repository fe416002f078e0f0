using NNGen;

namespace Digits;

/// <summary>
/// The classic convolutional network: two convolutions find strokes and their meetings, wherever they are in the image of 28 × 28 grey
/// values, and three dense layers tell digits from them. Not quite that of 1998: with ReLU, maxima and softmax, and without padding.
/// </summary>
/// <remarks>LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998.</remarks>
[NeuralNetwork, Input(28, 28, 1), Conv2D(6, kernel: 5, Activation.ReLU), MaxPool2D(2), Conv2D(16, kernel: 5, Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(120, Activation.ReLU), Dense(84, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class LeNet5;
