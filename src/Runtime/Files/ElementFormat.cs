using System.Buffers.Binary;

namespace NNGen;

/// <summary>How a file writes one element of a tensor.</summary>
/// <param name="Type">The type in the words of the safetensors format, as in <c>F32</c>.</param>
/// <param name="Bytes">The bytes of one element.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct ElementFormat(string Type, int Bytes, bool IsBigEndian)
{
    private const string Float64 = "F64";
    private const string Float16 = "F16";
    private const string BFloat16 = "BF16";

    /// <summary>The format of a type, with the least significant byte first.</summary>
    public static ElementFormat Of(string type, bool isBigEndian = false) => new(type, SafetensorsTensor.ElementBytes(type), isBigEndian);

    /// <summary>Whether elements are floating-point numbers that become <see cref="float"/> with one rounding at most.</summary>
    public bool IsFloatingPoint => Type is SafetensorsTensor.Float32 or Float64 or Float16 or BFloat16;

    /// <summary>Converts elements. <c>F16</c> and <c>BF16</c> are exact; <c>F64</c> is rounded to the nearest float.</summary>
    /// <param name="bytes">Whole elements.</param>
    /// <param name="values">Receives one float for each.</param>
    /// <returns>The index of the first finite number that is too large for a float, or −1.</returns>
    public int Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        int overflow = -1;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * Bytes, Bytes);
            values[i] = Bytes switch
            {
                4 => BitConverter.UInt32BitsToSingle(
                    IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(element) : BinaryPrimitives.ReadUInt32LittleEndian(element)),
                2 => Narrow(IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(element) : BinaryPrimitives.ReadUInt16LittleEndian(element)),
                _ => Round(
                    IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(element) : BinaryPrimitives.ReadDoubleLittleEndian(element),
                    i,
                    ref overflow),
            };
        }

        return overflow;
    }

    /// <summary>Whether elements are numbers, of whatever kind, that become <see cref="double"/>.</summary>
    public bool IsNumber => IsFloatingPoint || (Bytes > 0 && !Type.StartsWith("F8", StringComparison.Ordinal));

    /// <summary>Converts elements of any type; integers beyond 2⁵³ are rounded, true is 1.</summary>
    /// <param name="bytes">Whole elements.</param>
    /// <param name="values">Receives one number for each.</param>
    public void Convert(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        Span<byte> element = stackalloc byte[sizeof(ulong)];
        for (int i = 0; i < values.Length; i++)
        {
            bytes.Slice(i * Bytes, Bytes).CopyTo(element);
            if (IsBigEndian) element[..Bytes].Reverse();
            ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(element);
            values[i] = Type switch
            {
                Float64 => BitConverter.UInt64BitsToDouble(bits),
                SafetensorsTensor.Float32 => BitConverter.UInt32BitsToSingle((uint)bits),
                Float16 or BFloat16 => Narrow((ushort)bits),
                "I64" => (long)bits,
                "I32" => (int)bits,
                "I16" => (short)bits,
                "I8" => (sbyte)bits,
                "BOOL" => bits == 0 ? 0 : 1,
                _ => bits,
            };
        }
    }

    /// <summary>A bfloat16 is the upper half of a float.</summary>
    private float Narrow(ushort bits) =>
        Type == BFloat16 ? BitConverter.UInt32BitsToSingle((uint)bits << 16) : (float)BitConverter.UInt16BitsToHalf(bits);

    private static float Round(double value, int index, ref int overflow)
    {
        float rounded = (float)value;
        if (float.IsInfinity(rounded) && double.IsFinite(value) && overflow < 0) overflow = index;
        return rounded;
    }
}
