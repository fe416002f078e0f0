namespace NNGen;

/// <summary>What a safetensors file says about one of its tensors.</summary>
/// <param name="Name">The tensor's name, unique in the file.</param>
/// <param name="Dtype">The type of its elements in the format's words, as in <c>F32</c>.</param>
/// <param name="Shape">The extent of every axis; the data is row-major. None for a single number.</param>
/// <param name="Start">Where its data starts, in bytes from the start of all data.</param>
/// <param name="End">Where its data ends.</param>
internal sealed record SafetensorsTensor(string Name, string Dtype, IReadOnlyList<int> Shape, long Start, long End)
{
    /// <summary>A 32-bit floating-point number.</summary>
    public const string Float32 = "F32";

    /// <summary>The type and the shape, as in <c>F32 [2, 3]</c>.</summary>
    public string TypeAndShape => $"{Dtype} {ShapeText.Format(Shape)}";

    /// <summary>The bytes of one element, or 0 for a type that the format does not have.</summary>
    public static int ElementBytes(string dtype) => dtype switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or Float32 => 4,
        "U64" or "I64" or "F64" => 8,
        _ => 0,
    };
}
