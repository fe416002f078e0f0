namespace NNGen.Onnx;

/// <summary>An ONNX file that cannot be read or translated. The message says where, and what was expected.</summary>
public sealed class OnnxException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and where.</param>
    public OnnxException(string message)
        : base(message)
    {
    }
}
