namespace NNGen.Tests.Compiler;

/// <summary>Which of the two sets of kernels a network under test runs.</summary>
public enum KernelTarget
{
    /// <summary>The kernels for Vector512, emulated where the hardware lacks it.</summary>
    Vector512,

    /// <summary>The kernels for Vector&lt;T&gt;.</summary>
    VectorT,
}
