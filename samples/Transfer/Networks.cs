using NNGen;

namespace Transfer;

/// <summary>Reads the digits 0 to 4. Its body, everything before the head, learns what strokes look like.</summary>
[NeuralNetwork, Input(28, 28, 1)]
[Conv2D(12, 5, Activation.ReLU, Stride = 2, Name = "edges"), Conv2D(24, 5, Activation.ReLU, Stride = 2, Name = "strokes")]
[Flatten, Dense(128, Activation.Tanh, Name = "shapes")]
[Dense(5, Activation.Softmax, Name = "low_digits")]
internal sealed partial class LowDigits;

/// <summary>Reads the digits 5 to 9: the same body, layer by layer with the same names and shapes, and a head of its own.</summary>
[NeuralNetwork, Input(28, 28, 1)]
[Conv2D(12, 5, Activation.ReLU, Stride = 2, Name = "edges"), Conv2D(24, 5, Activation.ReLU, Stride = 2, Name = "strokes")]
[Flatten, Dense(128, Activation.Tanh, Name = "shapes")]
[Dense(5, Activation.Softmax, Name = "high_digits")]
internal sealed partial class HighDigits
{
    /// <summary>The layers that both networks have.</summary>
    public static readonly string[] Body = ["edges", "strokes", "shapes"];
}
