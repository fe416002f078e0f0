namespace NNGen;

/// <summary>
/// Drops whole channels of a sequence at random while the network trains: <c>y[r, k] = x[r, k] · n[k]</c>, n as in
/// <see cref="DropoutAttribute"/>. In use <c>y = x</c>. x and y [R, C].
/// </summary>
/// <param name="rate">The probability with which a channel is dropped, at least 0 and less than 1.</param>
/// <remarks>
/// The numbers follow from the seed of the training, the step and the sample's place in its batch, and from nothing else: not from threads,
/// blocks or vectors. Keras: <c>SpatialDropout1D</c>; PyTorch: <c>Dropout1d</c>.
/// </remarks>
public sealed class SpatialDropout1DAttribute(float rate) : LayerAttribute
{
    /// <summary>The part of the values that is dropped.</summary>
    public float Rate { get; } = rate;
}
