using System.Globalization;

namespace NNGen.Generator.Kernels;

/// <summary>The only way a value reaches source text: invariant, round-trip, and with the values that have no digits.</summary>
internal static class CSharpLiteral
{
    public static string Float(float value)
    {
        if (float.IsNaN(value)) return "float.NaN";
        if (float.IsPositiveInfinity(value)) return "float.PositiveInfinity";
        if (float.IsNegativeInfinity(value)) return "float.NegativeInfinity";
        bool isNegativeZero = value == 0 && 1 / value < 0;
        return isNegativeZero ? "-0f" : value.ToString("G9", CultureInfo.InvariantCulture) + "f";
    }

    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);
}
