namespace NNGen;

/// <summary>
/// Multiplies by normal random numbers of the mean 1 and the variance rate / (1 − rate) while the network trains: <c>y = x · n</c>. In use
/// <c>y = x</c>. x and y of any shape.
/// </summary>
/// <param name="rate">At least 0 and less than 1.</param>
/// <remarks>
/// The numbers follow from the seed of the training, the step and the sample's place in its batch, and from nothing else: not from threads,
/// blocks or vectors. Keras: <c>GaussianDropout</c>. Source: Srivastava et al., Dropout (2014), section 10.
/// </remarks>
public sealed class GaussianDropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>The rate of the dropout that has the same variance.</summary>
    public float Rate { get; } = rate;
}
