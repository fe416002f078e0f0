namespace NNGen;

/// <summary>How the values of a larger image follow from those of a smaller one, which has n rows and grows by the factor f.</summary>
public enum Interpolation
{
    /// <summary>Every pixel is repeated: row o of the result is row ⌊o / f⌋.</summary>
    Nearest,

    /// <summary>
    /// Linear between the centres of neighbouring pixels, in both directions: row o of the result lies at (o + ½) / f − ½, or at the nearest
    /// row there is. Keras: <c>"bilinear"</c>; PyTorch: <c>align_corners=False</c>; ONNX: <c>half_pixel</c>.
    /// </summary>
    Bilinear,

    /// <summary>
    /// Linear as well, with the corners of both images on top of each other: row o of the result lies at o·(n − 1) / (f·n − 1). PyTorch:
    /// <c>align_corners=True</c>; ONNX: <c>align_corners</c>.
    /// </summary>
    BilinearAlignCorners,
}
