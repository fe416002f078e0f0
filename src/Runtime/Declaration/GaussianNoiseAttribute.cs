namespace NNGen;

/// <summary>
/// Adds normal random numbers of the mean 0 while the network trains: <c>y = x + n</c>. In use <c>y = x</c>. x and y of any shape.
/// </summary>
/// <param name="stddev">The standard deviation of the numbers, at least 0.</param>
/// <remarks>
/// The numbers follow from the seed of the training, the step and the sample's place in its batch, and from nothing else: not from threads,
/// blocks or vectors. Keras: <c>GaussianNoise</c>.
/// </remarks>
public sealed class GaussianNoiseAttribute(float stddev) : LayerAttribute
{
    /// <summary>The standard deviation.</summary>
    public float Stddev { get; } = stddev;
}
