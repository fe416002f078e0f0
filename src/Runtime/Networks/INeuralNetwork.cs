using System.ComponentModel;

namespace NNGen;

/// <summary>What every generated network offers. Implemented by the generator, never by hand.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface INeuralNetwork<TSelf>
    where TSelf : class, INeuralNetwork<TSelf>
{
    /// <summary>Layers, shapes, tensors and ports as data.</summary>
    static abstract NetworkDescription Description { get; }

    /// <summary>All parameters: one flat, aligned span with named views.</summary>
    ParameterBuffer Parameters { get; }

    /// <summary>Makes a network around the given parameters, which it then owns.</summary>
    /// <param name="parameters">Parameters made for this architecture.</param>
    /// <returns>The network.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf Create(ParameterBuffer parameters);

    /// <summary>
    /// Computes the output of one sample. Thread-safe while nobody changes the parameters; allocates nothing after the first call.
    /// </summary>
    /// <param name="input">One sample, <c>InputLength</c> floats in row-major order.</param>
    /// <param name="output">
    /// Receives <c>OutputLength</c> floats. It may be longer; the rest is left alone. It may overlap <paramref name="input"/>.
    /// </param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>
    /// Computes the outputs of many samples. A sample's output does not depend, to the bit, on the samples beside it, but it sums in
    /// another order than <see cref="Forward"/> and may differ from it in the last bits. Allocates nothing after warm-up.
    /// </summary>
    /// <param name="inputs">Row-major [count, InputLength].</param>
    /// <param name="outputs">Receives row-major [count, OutputLength]. It must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">The length of a span is not a whole number of samples, or the two counts differ.</exception>
    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The batch forward pass of one block of samples.</summary>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="block">Scratch of <see cref="NetworkDescription.BlockLength"/> floats, 64-byte-aligned.</param>
    /// <param name="inputs">Row-major [block, InputLength].</param>
    /// <param name="outputs">Receives row-major [block, OutputLength].</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract void ForwardBlock(ReadOnlySpan<float> parameters, Span<float> block, ReadOnlySpan<float> inputs, Span<float> outputs);
}
