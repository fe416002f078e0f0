using System.Collections.Generic;
using System.Linq;

namespace NNGen.Tests.Compiler;

/// <summary>Networks that show each loss behind what it is fused with, of probabilities, of logits, and with its parameters.</summary>
internal static class LossNetworks
{
    /// <summary>Losses of outputs of any size.</summary>
    private static readonly string[] OfNumbers =
    [
        "MeanSquaredError", "SumSquaredError", "MeanAbsoluteError", "Huber", "Huber, HuberDelta = 0.25f", "LogCosh", "Hinge", "SquaredHinge",
        "CosineSimilarity", "CategoricalHinge",
    ];

    private static readonly string[] Binary =
    [
        "BinaryCrossEntropy", "BinaryCrossEntropy, LabelSmoothing = 0.2f", "BinaryFocalCrossEntropy",
        "BinaryFocalCrossEntropy, FocalGamma = 1.5f, FocalAlpha = 0.6f, LabelSmoothing = 0.1f",
    ];

    private static readonly string[] Categorical =
    [
        "CategoricalCrossEntropy", "CategoricalCrossEntropy, LabelSmoothing = 0.2f", "CategoricalFocalCrossEntropy",
        "CategoricalFocalCrossEntropy, FocalGamma = 0f, FocalAlpha = 1f, LabelSmoothing = 0.1f", "KullbackLeibler",
    ];

    /// <summary>All of them for a number of outputs.</summary>
    public static IEnumerable<NetworkCase> Of(int outputs)
    {
        string dense = $"Input(6), Dense(8, Activation.Tanh), Dense({outputs})";
        foreach (string loss in OfNumbers) yield return new NetworkCase(dense, loss);
        foreach (string loss in Binary.Concat(Categorical).Append("Poisson")) yield return new NetworkCase(dense, $"{loss}, FromLogits = true");
        foreach (string loss in Binary) yield return new NetworkCase($"{dense}, Sigmoid", loss);
        foreach (string loss in Categorical) yield return new NetworkCase($"{dense}, Softmax", loss);
        yield return new NetworkCase($"{dense}, LogSoftmax", "CategoricalCrossEntropy");
        yield return new NetworkCase($"{dense}, LogSoftmax", "CategoricalFocalCrossEntropy");
        yield return new NetworkCase($"{dense}, HardSigmoid", "BinaryCrossEntropy");
        yield return new NetworkCase($"{dense}, HardSigmoid", "BinaryFocalCrossEntropy");
        yield return new NetworkCase($"{dense}, HardSigmoid", "CategoricalCrossEntropy");
        yield return new NetworkCase($"{dense}, Softplus", "Poisson");
        yield return new NetworkCase($"{dense}, BinaryStep", "Perceptron");
    }
}
