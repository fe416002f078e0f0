namespace NNGen.Generator.Layers;

/// <summary>How large a network may be: far above what compiled networks are for, and safely inside 32-bit indices.</summary>
internal static class Limits
{
    /// <summary>The largest extent of one axis.</summary>
    public const int Axis = 1 << 20;

    /// <summary>The largest number of axes of an input.</summary>
    public const int Axes = 8;

    /// <summary>
    /// The largest number of elements of all layers' outputs of one sample together. A training block holds 32 samples; values that a
    /// backward pass needs and the gradients that live at one time are fewer than four for each, which stays below 2³¹.
    /// </summary>
    public const int Elements = 1 << 24;

    /// <summary>The same for a network that is only used: no gradients, and each value at most once.</summary>
    public const int ElementsInUse = 1 << 26;

    /// <summary>The largest number of parameters of a network (1 GiB).</summary>
    public const int Parameters = 1 << 28;
}
