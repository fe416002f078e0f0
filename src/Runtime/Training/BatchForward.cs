using System.ComponentModel;

namespace NNGen;

/// <summary>
/// Cuts a batch into blocks of samples and runs a network's block kernel on each. Generated <c>ForwardBatch</c> methods call it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchForward
{
    private const int FloatsPerCacheLine = 16;

    /// <summary>
    /// Computes the outputs of many samples. A partial last block is filled up with copies of its last sample, so that a sample's output
    /// does not depend on its companions. Allocates nothing once the workspace is large enough.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Row-major [count, InputLength].</param>
    /// <param name="outputs">Receives row-major [count, OutputLength]. It must not overlap <paramref name="inputs"/>.</param>
    /// <param name="workspace">Scratch memory; the calling thread's own when none is given.</param>
    /// <exception cref="ArgumentException">
    /// The length of a span is not a whole number of samples, the two counts differ, or the spans overlap.
    /// </exception>
    public static void Run<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, Span<float> outputs, Workspace? workspace = null)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        int count = CountSamples<TNetwork>(inputs, outputs);
        int blockSize = NetworkSizes<TNetwork>.BlockSize;
        int inputLength = NetworkSizes<TNetwork>.InputLength;
        int outputLength = NetworkSizes<TNetwork>.OutputLength;
        int whole = count - (count % blockSize);
        int blockLength = Aligned(NetworkSizes<TNetwork>.BlockLength);
        int partialInputs = whole == count ? 0 : Aligned(blockSize * inputLength);
        int partialOutputs = whole == count ? 0 : blockSize * outputLength;
        Span<float> memory = (workspace ?? Workspace.OfThread).Reserve(blockLength + partialInputs + partialOutputs);
        Span<float> block = memory[..NetworkSizes<TNetwork>.BlockLength];
        ReadOnlySpan<float> parameters = network.Parameters.Everything;
        for (int first = 0; first < whole; first += blockSize)
        {
            TNetwork.ForwardBlock(
                parameters,
                block,
                inputs.Slice(first * inputLength, blockSize * inputLength),
                outputs.Slice(first * outputLength, blockSize * outputLength));
        }

        if (whole == count) return;
        Span<float> lastInputs = memory.Slice(blockLength, blockSize * inputLength);
        Span<float> lastOutputs = memory.Slice(blockLength + partialInputs, partialOutputs);
        FillUp(inputs[(whole * inputLength)..], lastInputs, inputLength);
        TNetwork.ForwardBlock(parameters, block, lastInputs, lastOutputs);
        lastOutputs[..((count - whole) * outputLength)].CopyTo(outputs[(whole * outputLength)..]);
    }

    private static int Aligned(int length) => (length + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;

    /// <summary>
    /// Copies the rows of a partial block and repeats the last one, so that the block holds no value that is not an input.
    /// </summary>
    private static void FillUp(ReadOnlySpan<float> rows, Span<float> block, int rowLength)
    {
        rows.CopyTo(block);
        for (int at = rows.Length; at < block.Length; at += rowLength) rows[^rowLength..].CopyTo(block[at..]);
    }

    private static int CountSamples<TNetwork>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        int inputLength = NetworkSizes<TNetwork>.InputLength;
        int outputLength = NetworkSizes<TNetwork>.OutputLength;
        (int count, int rest) = Math.DivRem(inputs.Length, inputLength);
        if (rest != 0) throw NotWhole(NetworkSizes<TNetwork>.Name, "input", inputLength, inputs.Length, nameof(inputs));
        if (outputs.Length % outputLength != 0)
        {
            throw NotWhole(NetworkSizes<TNetwork>.Name, "output", outputLength, outputs.Length, nameof(outputs));
        }

        if (outputs.Length / outputLength != count)
        {
            throw new ArgumentException(
                $"The inputs are {count} samples of {inputLength}, so {(long)count * outputLength} outputs were expected, but the span " +
                $"has {outputs.Length}.",
                nameof(outputs));
        }

        if (inputs.Overlaps(outputs)) throw new ArgumentException("The outputs must not overlap the inputs.", nameof(outputs));
        return count;
    }

    private static ArgumentException NotWhole(string network, string port, int length, int found, string parameter) =>
        new($"An {port} of {network} has {length} elements, but a span of {found} is not a whole number of them.", parameter);
}
