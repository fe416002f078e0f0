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

    /// <summary>The threshold neuron: <c>y = 1</c> for <c>x ≥ 0</c>, otherwise 0. Its derivative is 0 everywhere.</summary>
    BinaryStep,

    /// <summary><c>y = atan(x)</c>.</summary>
    Arctan,

    /// <summary>The exponential linear unit: <c>y = x</c> for x &gt; 0, otherwise <c>exp(x) − 1</c>. The layer has a parameter.</summary>
    ELU,

    /// <summary>
    /// The scaled exponential linear unit: <c>y = 1.05070099 · (x &gt; 0 ? x : 1.67326324 · (exp(x) − 1))</c>.
    /// </summary>
    SELU,

    /// <summary>The Gaussian error linear unit: <c>y = x · Φ(x)</c>, where Φ is the normal distribution function.</summary>
    GELU,

    /// <summary><c>y = log(1 + exp(x))</c>.</summary>
    Softplus,

    /// <summary><c>y[o] = x[o] − max x − log Σ exp(x[k] − max x)</c> over the last axis.</summary>
    LogSoftmax,

    /// <summary>The sigmoid linear unit, also called swish: <c>y = x / (1 + exp(−x))</c>.</summary>
    SiLU,

    /// <summary>
    /// The Gaussian error linear unit, approximated by a tangent: <c>y = x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2</c>.
    /// </summary>
    GELUTanh,

    /// <summary><c>y = x · tanh(log(1 + exp(x)))</c>.</summary>
    Mish,

    /// <summary><c>y = x / (1 + |x|)</c>.</summary>
    Softsign,

    /// <summary><c>y = min(max(x + 3, 0), 6) / 6</c>.</summary>
    HardSigmoid,

    /// <summary><c>y = min(max(x, −1), 1)</c>.</summary>
    HardTanh,

    /// <summary><c>y = x · min(max(x + 3, 0), 6) / 6</c>.</summary>
    HardSwish,

    /// <summary><c>y = min(max(x, 0), 6)</c>.</summary>
    ReLU6,
}
