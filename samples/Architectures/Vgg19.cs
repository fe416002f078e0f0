namespace NNGen.Samples.Architectures;

/// <summary>VGG-19 (Simonyan and Zisserman 2014): 3 × 3 convolutions throughout, 143,667,240 parameters.</summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[VggStage(64, 2), VggStage(128, 2), VggStage(256, 4), VggStage(512, 4, Repeat = 2), VggHead]
public sealed partial class Vgg19;
