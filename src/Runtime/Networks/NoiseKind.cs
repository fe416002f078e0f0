namespace NNGen;

/// <summary>What random numbers of a training step are.</summary>
public enum NoiseKind
{
    /// <summary>Factors: 0 with the probability of the amount, else 1 / (1 − amount).</summary>
    Dropout,

    /// <summary>Normal summands of the mean 0, with the amount as their standard deviation.</summary>
    Additive,

    /// <summary>Normal factors of the mean 1 and the variance amount / (1 − amount).</summary>
    Factor,
}
