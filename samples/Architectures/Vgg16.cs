namespace NNGen.Samples.Architectures;

/// <summary>VGG-16 (Simonyan and Zisserman 2014): 3 × 3 convolutions throughout, 138,357,544 parameters.</summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[VggStage(64, 2), VggStage(128, 2), VggStage(256, 3), VggStage(512, 3, Repeat = 2), VggHead]
public sealed partial class Vgg16;
