namespace NNGen;

/// <summary>The losses that training can minimise. All are means over the samples of a batch.</summary>
public enum Loss
{
    /// <summary>
    /// Follows the last activation: softmax, categorical cross-entropy; sigmoid, binary cross-entropy; else mean squared error.
    /// </summary>
    Auto,

    /// <summary><c>Σ (y[o] − t[o])² / O</c> for each sample.</summary>
    MeanSquaredError,

    /// <summary>
    /// <c>−Σ (t[o]·log y[o] + (1 − t[o])·log(1 − y[o])) / O</c> for each sample, computed from the logits of a final sigmoid.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// <c>−Σ t[o]·log y[o]</c> for each sample, computed from the logits of a final softmax. Where every pixel of an image is classified, the
    /// mean over the pixels.
    /// </summary>
    CategoricalCrossEntropy,
}
