namespace NNGen;

/// <summary>How a file orders the axes of weights.</summary>
public enum WeightLayout
{
    /// <summary>
    /// What the file tells: PyTorch files are PyTorch's, Keras' and NNGen's own files are Keras'; otherwise the names decide (<c>weight</c>
    /// is PyTorch's, <c>kernel</c> is Keras'). A file that does not tell is refused.
    /// </summary>
    Auto,

    /// <summary>Dense kernels [in, out], convolutions [height, width, in, out], features of an image with the channels last.</summary>
    Keras,

    /// <summary>Dense weights [out, in], convolutions [out, in, height, width], features of an image with the channels first.</summary>
    PyTorch,
}
