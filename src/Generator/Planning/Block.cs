namespace NNGen.Generator.Planning;

/// <summary>The constants of the throughput schedule.</summary>
internal static class Block
{
    /// <summary>Samples that are computed together. A constant of the plan, independent of the width of a vector.</summary>
    public const int Samples = 32;

    /// <summary>Floats of the widest vector, and the number of virtual lanes of every sum over lanes.</summary>
    public const int Lanes = 16;

    /// <summary>The length rounded up to whole vectors.</summary>
    public static int Pad(int length) => (length + Lanes - 1) / Lanes * Lanes;
}
