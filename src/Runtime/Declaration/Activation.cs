namespace NNGen;

/// <summary>The activation functions that a layer can apply to its output. One with a parameter is a layer of its own.</summary>
public enum Activation
{
    /// <summary><c>y = x</c>.</summary>
    Identity,

    /// <summary>The logistic function <c>y = 1 / (1 + exp(−x))</c>.</summary>
    Sigmoid,

    /// <summary><c>y = tanh(x)</c>.</summary>
    Tanh,

    /// <summary>The rectified linear unit <c>y = max(x, 0)</c>.</summary>
    ReLU,

    /// <summary><c>y[o] = exp(x[o] − max x) / Σ exp(x[k] − max x)</c> over the last axis.</summary>
    Softmax,
}
