namespace NNGen.Samples.Architectures;

/// <summary>ResNet-18 (He et al. 2015), as torchvision has it: eight blocks of two convolutions each, 11,689,512 parameters.</summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[NormalizedConv(64, 7, stride: 2, Name = "stem"), ReLU, MaxPool2D(3, Stride = 2, Pad = 1)]
[BasicBlock(64, Repeat = 2, Name = "stage1")]
[BasicProjection(128, Name = "start2"), BasicBlock(128, Name = "stage2")]
[BasicProjection(256, Name = "start3"), BasicBlock(256, Name = "stage3")]
[BasicProjection(512, Name = "start4"), BasicBlock(512, Name = "stage4")]
[GlobalAveragePool2D, Dense(1000, Activation.Softmax)]
public sealed partial class ResNet18;

/// <summary>The same blocks for small pictures, to be trained.</summary>
[NeuralNetwork]
[Input(16, 16, 3)]
[NormalizedConv(16, 3), ReLU, BasicBlock(16), BasicProjection(32), GlobalAveragePool2D, Dense(10, Activation.Softmax)]
public sealed partial class SmallResNet18;
