using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Kernels;

/// <summary>
/// A vector type to print for: its names, and how many registers a tile may fill. The same nests print for every target; a sum's order
/// never depends on it.
/// </summary>
/// <param name="Name">The name of the generated class of kernels.</param>
/// <param name="Operations">The static class with the operations.</param>
/// <param name="Lanes">The floats of a vector, or null where the JIT decides.</param>
/// <param name="MultiplyAddName">
/// The fused multiply-add. Vector&lt;T&gt; also runs where there is no such instruction and must not emulate it there.
/// </param>
/// <param name="SquareRootName">The square root.</param>
/// <param name="AsInt32">The reinterpretation as integers.</param>
/// <param name="AsSingle">The reinterpretation as floats.</param>
/// <param name="Registers">The registers that a tile and what it multiplies have to share.</param>
/// <param name="LargestTile">Rows of a register tile of two vectors (measured in <c>docs/decisions/0002-tiles.md</c>).</param>
internal sealed record Target(
    string Name,
    string Operations,
    int? Lanes,
    string MultiplyAddName,
    string SquareRootName,
    string AsInt32,
    string AsSingle,
    int Registers,
    int LargestTile)
{
    /// <summary>AVX-512: 16 floats, 32 registers.</summary>
    public static readonly Target Vector512 = new("Kernels512", "Vector512", 16, "FusedMultiplyAdd", "Sqrt", "AsInt32", "AsSingle", 32, 12);

    /// <summary>Everything else: as wide as the hardware likes, 16 registers assumed.</summary>
    public static readonly Target VectorT = new("KernelsVector", "Vector", null, "MultiplyAddEstimate", "SquareRoot", "AsVectorInt32", "AsVectorSingle", 16, 6);

    /// <summary>The floats of a vector as an expression of type nuint.</summary>
    public string Count => Lanes is { } lanes ? CSharpLiteral.Integer(lanes) : "(nuint)LanesT.Count";

    /// <summary>An offset of some vectors and some floats.</summary>
    public string Offset(int vectors, int floats)
    {
        if (Lanes is { } lanes) return CSharpLiteral.Integer((vectors * lanes) + floats);
        if (vectors == 0) return CSharpLiteral.Integer(floats);
        string offset = vectors == 1 ? Count : $"{CSharpLiteral.Integer(vectors)} * {Count}";
        return floats == 0 ? offset : $"({offset}) + {CSharpLiteral.Integer(floats)}";
    }

    public string Load(string reference, string offset) => offset == "0"
        ? $"{Operations}.LoadUnsafe(ref {reference})"
        : $"{Operations}.LoadUnsafe(ref {reference}, {offset})";

    public string Store(string value, string reference, string offset) => offset == "0"
        ? $"{Operations}.StoreUnsafe({value}, ref {reference});"
        : $"{Operations}.StoreUnsafe({value}, ref {reference}, {offset});";

    public string Broadcast(string scalar) => $"{Operations}.Create({scalar})";

    public string MultiplyAdd(string a, string b, string c) => $"{Operations}.{MultiplyAddName}({a}, {b}, {c})";

    /// <summary>
    /// A sum or maximum and one term more. NaN wins a maximum, which takes several instructions unless the term certainly is a number.
    /// </summary>
    public string Join(ReduceKind kind, string total, string term, bool isNumber) =>
        kind == ReduceKind.Max ? $"{Operations}.{(isNumber ? "MaxNative" : "Max")}({total}, {term})" : $"{total} + {term}";

    /// <summary>An expression node whose operands are already printed.</summary>
    public string Print(ExprKind kind, IReadOnlyList<string> x) => kind switch
    {
        ExprKind.Add => $"({x[0]} + {x[1]})",
        ExprKind.Subtract => $"({x[0]} - {x[1]})",
        ExprKind.Multiply => $"({x[0]} * {x[1]})",
        ExprKind.Divide => $"({x[0]} / {x[1]})",
        ExprKind.MultiplyAdd => MultiplyAdd(x[0], x[1], x[2]),

        // The native forms are one instruction. If the second operand is NaN so is the result.
        ExprKind.Min => $"{Operations}.MinNative({x[0]}, {x[1]})",
        ExprKind.Max => $"{Operations}.MaxNative({x[0]}, {x[1]})",
        ExprKind.Negate => $"(-{x[0]})",
        ExprKind.Abs => $"{Operations}.Abs({x[0]})",
        ExprKind.Sqrt => $"{Operations}.{SquareRootName}({x[0]})",
        ExprKind.Floor => $"{Operations}.Floor({x[0]})",
        ExprKind.SelectGreater => $"{Operations}.ConditionalSelect({Operations}.GreaterThan({x[0]}, {x[1]}), {x[2]}, {x[3]})",
        ExprKind.ScaleByPowerOfTwo => $"{Operations}.{AsSingle}({Bits(x[0])} + {Operations}.ShiftLeft({Bits(x[1])}, 23))",
        ExprKind.Exponent => $"{Operations}.ConvertToSingle({Shifted(x[0])})",
        ExprKind.Mantissa => $"{Operations}.{AsSingle}({Bits(x[0])} - {Operations}.ShiftLeft({Shifted(x[0])}, 23))",
        _ => throw new InvalidOperationException($"{kind} cannot be printed."),
    };

    private string Bits(string x) => $"{Operations}.{AsInt32}({x})";

    // 0x3F3504F3 is the float √½: the mantissa is brought into [√½, √2).
    private string Shifted(string x) => $"{Operations}.ShiftRightArithmetic({Bits(x)} - {Operations}.Create(0x3F3504F3), 23)";
}
