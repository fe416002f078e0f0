namespace NNGen;

/// <summary>Base of all convolutions over rows and columns.</summary>
public abstract class Convolution2DAttribute : ConvolutionAttribute
{
    /// <summary>The kernel's width, if it is not square. Default: its height.</summary>
    public int KernelWidth { get; set; }

    /// <summary>The stride from column to column, if it differs. Default: that from row to row.</summary>
    public int StrideWidth { get; set; }
}
