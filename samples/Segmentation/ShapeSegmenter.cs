using NNGen;

namespace Segmentation;

/// <summary>
/// Tells for each of 32 × 32 pixels whether it shows background, a disc, a square or a triangle. An encoder halves the picture twice, so
/// that a few pixels see a whole shape; a decoder enlarges it again, and skip edges bring back the outlines that pooling lost.
/// </summary>
[NeuralNetwork, Input(32, 32, 1)]
[Conv2D(8, 3, Activation.ReLU, Padding = Padding.Same, Name = "full")]
[MaxPool2D(2), Conv2D(16, 3, Activation.ReLU, Padding = Padding.Same, Name = "half")]
[MaxPool2D(2), Conv2D(32, 3, Activation.ReLU, Padding = Padding.Same, Name = "quarter")]
[Conv2D(16, 3, Activation.ReLU, Padding = Padding.Same, Name = "shapes")]
[UpSampling2D(2), Concat("half"), Conv2D(12, 3, Activation.ReLU, Padding = Padding.Same, Name = "half_again")]
[UpSampling2D(2), Concat("full"), Conv2D(8, 3, Activation.ReLU, Padding = Padding.Same, Name = "full_again")]
[Conv2D(4, 1, Activation.Softmax, Name = "classes")]
internal sealed partial class ShapeSegmenter;
