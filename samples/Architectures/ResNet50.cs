namespace NNGen.Samples.Architectures;

/// <summary>ResNet-50 (He et al. 2015), as torchvision has it: sixteen blocks of three convolutions each, 25,557,032 parameters.</summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[NormalizedConv(64, 7, stride: 2, Name = "stem"), ReLU, MaxPool2D(3, Stride = 2, Pad = 1)]
[BottleneckProjection(64, stride: 1, Name = "start1"), Bottleneck(64, Repeat = 2, Name = "stage1")]
[BottleneckProjection(128, Name = "start2"), Bottleneck(128, Repeat = 3, Name = "stage2")]
[BottleneckProjection(256, Name = "start3"), Bottleneck(256, Repeat = 5, Name = "stage3")]
[BottleneckProjection(512, Name = "start4"), Bottleneck(512, Repeat = 2, Name = "stage4")]
[GlobalAveragePool2D, Dense(1000, Activation.Softmax)]
public sealed partial class ResNet50;

/// <summary>The same blocks for small pictures, to be trained.</summary>
[NeuralNetwork]
[Input(16, 16, 3)]
[NormalizedConv(16, 3), ReLU, BottleneckProjection(8), Bottleneck(8), GlobalAveragePool2D, Dense(10, Activation.Softmax)]
public sealed partial class SmallResNet50;
