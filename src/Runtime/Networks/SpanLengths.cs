using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NNGen;

/// <summary>The errors of generated methods that were given spans of the wrong length.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpanLengths
{
    /// <summary>Throws for a one-sample call.</summary>
    /// <param name="network">The network that was called.</param>
    /// <param name="input">The length of the input span.</param>
    /// <param name="output">The length of the output span.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowForward(NetworkDescription network, int input, int output)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (input != network.InputLength)
        {
            throw new ArgumentException(
                $"{network.Name} expects one sample of {network.InputLength} floats, but the input span has {input}.", nameof(input));
        }

        throw new ArgumentException(
            $"{network.Name} writes {network.OutputLength} floats, but the output span has {output}.", nameof(output));
    }
}
