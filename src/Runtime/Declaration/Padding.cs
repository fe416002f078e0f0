namespace NNGen;

/// <summary>What a window finds where it reaches over the edge of its input.</summary>
public enum Padding
{
    /// <summary>It never does: of n elements a window of w leaves ⌊(n − w) / stride⌋ + 1 positions.</summary>
    Valid,

    /// <summary>
    /// Zeros (elements that do not count, for pooling), so many that ⌈n / stride⌉ positions remain; an odd one stands at the end, as in
    /// Keras and TensorFlow.
    /// </summary>
    Same,
}
