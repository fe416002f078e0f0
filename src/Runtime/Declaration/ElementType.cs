namespace NNGen;

/// <summary>The type of one element of a port or tensor.</summary>
public enum ElementType
{
    /// <summary>A 32-bit floating-point number (<see cref="float"/>).</summary>
    Float32,
}
