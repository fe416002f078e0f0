namespace NNGen;

/// <summary>
/// Where the output of a layer lies in a training block: feature f of sample s at <c>Offset + f · FeatureStride + s · SampleStride</c>.
/// </summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Length">The number of features.</param>
/// <param name="Offset">The first feature of the first sample, in floats.</param>
/// <param name="FeatureStride">From one feature to the next.</param>
/// <param name="SampleStride">From one sample to the next.</param>
public sealed record LayerValue(string Layer, int Length, int Offset, int FeatureStride, int SampleStride);
