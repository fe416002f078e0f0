namespace NNGen.Generator.Layers;

/// <summary>How large a network may be: far above what compiled networks are for, and safely inside 32-bit indices.</summary>
internal static class Limits
{
    /// <summary>The largest extent of one axis.</summary>
    public const int Axis = 1 << 20;

    /// <summary>The largest number of elements of one value of one sample.</summary>
    public const int Elements = 1 << 24;

    /// <summary>The largest number of parameters of a network (1 GiB).</summary>
    public const int Parameters = 1 << 28;
}
