namespace NNGen;

/// <summary>
/// How a tensor starts. fan-in and fan-out are the numbers of inputs and outputs that one weight's layer connects. The normal ones are
/// truncated at two standard deviations and widened to the stated deviation, as in Keras.
/// </summary>
public enum Initializer
{
    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
    GlorotUniform,

    /// <summary>Normal with variance 2 / (fan-in + fan-out).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / fan-in) (He et al. 2015).</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / fan-in.</summary>
    HeNormal,

    /// <summary>Uniform in ±√(3 / fan-in) (LeCun et al. 1998).</summary>
    LecunUniform,

    /// <summary>Normal with variance 1 / fan-in.</summary>
    LecunNormal,

    /// <summary>Uniform in ±√(1 / fan-in), PyTorch's default for linear and convolutional layers.</summary>
    FanInUniform,
}
