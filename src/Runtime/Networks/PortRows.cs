using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NNGen;

/// <summary>
/// Rows of samples from the values of several ports, and the other way round. A sample's row holds its ports one behind the other.
/// Generated methods call it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PortRows
{
    /// <summary>
    /// Copies one input of some samples into their rows. Where the samples end before the rows do, the last one is repeated.
    /// </summary>
    /// <param name="values">Row-major [count, <paramref name="length"/>].</param>
    /// <param name="length">The floats of the input in one sample.</param>
    /// <param name="first">The sample that the first row belongs to.</param>
    /// <param name="rows">Receives the rows, row-major.</param>
    /// <param name="rowLength">The floats of one row.</param>
    /// <param name="offset">Where the input lies in a row.</param>
    public static void Gather(ReadOnlySpan<float> values, int length, int first, Span<float> rows, int rowLength, int offset)
    {
        int last = (values.Length / length) - 1;
        for (int row = 0; row * rowLength < rows.Length; row++)
        {
            int sample = Math.Min(first + row, last);
            values.Slice(sample * length, length).CopyTo(rows[((row * rowLength) + offset)..]);
        }
    }

    /// <summary>Copies one output of the samples out of their rows, as far as there are samples.</summary>
    /// <param name="rows">The rows, row-major.</param>
    /// <param name="rowLength">The floats of one row.</param>
    /// <param name="offset">Where the output lies in a row.</param>
    /// <param name="values">Receives row-major [count, <paramref name="length"/>].</param>
    /// <param name="length">The floats of the output in one sample.</param>
    /// <param name="first">The sample that the first row belongs to.</param>
    public static void Scatter(ReadOnlySpan<float> rows, int rowLength, int offset, Span<float> values, int length, int first)
    {
        for (int row = 0; row * rowLength < rows.Length && (first + row) * length < values.Length; row++)
        {
            rows.Slice((row * rowLength) + offset, length).CopyTo(values[((first + row) * length)..]);
        }
    }

    /// <summary>Refuses a port of a batch that has not the right length.</summary>
    /// <param name="network">The network that was called.</param>
    /// <param name="port">The name of the port.</param>
    /// <param name="length">The floats of the port in one sample.</param>
    /// <param name="found">The length of the span.</param>
    /// <param name="count">The number of samples, by the first input.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public static void RequireLength(NetworkDescription network, string port, int length, int found, int count)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (found == (long)length * count) return;
        throw new ArgumentException(
            $"The port {port} of {network.Name} has {length} floats for each sample, so a batch of {count} (as the port " +
            $"{network.Inputs[0].Name} has it) has {(long)length * count}, but the span has {found}.");
    }

    /// <summary>Throws for a port of one sample that has not the right length.</summary>
    /// <param name="network">The network that was called.</param>
    /// <param name="port">The name of the port.</param>
    /// <param name="length">The floats of the port in one sample.</param>
    /// <param name="found">The length of the span.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowLength(NetworkDescription network, string port, int length, int found)
    {
        ArgumentNullException.ThrowIfNull(network);
        throw new ArgumentException($"The port {port} of {network.Name} has {length} floats, but the span has {found}.");
    }
}
