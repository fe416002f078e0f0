namespace NNGen;

/// <summary>
/// Adam (Kingma and Ba, 2015), in the paper's and PyTorch's form, ε after the bias correction:
/// <c>m ← β₁·m + (1 − β₁)·g</c>, <c>v ← β₂·v + (1 − β₂)·g²</c>, <c>p ← p − lr · (m / c₁) / (√(v / c₂) + ε)</c> with <c>cᵢ = 1 − βᵢᵗ</c>.
/// </summary>
/// <remarks>Keras' ε of 1e-7 stands before the correction and is not the same number.</remarks>
public sealed class Adam : AdaptiveMoments
{
    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Adam(float learningRate = 1e-3f)
        : base(learningRate)
    {
    }
}
