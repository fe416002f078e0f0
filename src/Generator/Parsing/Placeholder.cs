namespace NNGen.Generator.Parsing;

/// <summary>
/// A constant on the class of a block that stands for a parameter: <c>Parameter · Factor / Divisor + Offset</c>.
/// </summary>
/// <remarks>
/// The compiler folds <c>4 * Block.Parameter1</c> into one number, from which the parameter must be found again. So the parameters are
/// multiples of lcm(1, …, 16), which can be divided, between −139 and −146 of them. Two of these are closer to each other than 16/15, so
/// the ranges of their multiples and divisions are apart, and nobody writes such numbers for anything else.
/// </remarks>
internal readonly record struct Placeholder(int Parameter, int Factor, int Divisor, int Offset)
{
    private const int Unit = 720_720;
    private const int First = 139;
    private const int Count = 8;
    private const int LargestFactor = 16;
    private const int LargestOffset = 4096;

    // A float has 24 bits, so the product of a parameter is a little off.
    private const int Rounding = 256;

    /// <summary>The parameter that an integer stands for, if it does.</summary>
    public static Placeholder? Of(int number)
    {
        for (int parameter = 0; parameter < Count; parameter++)
        {
            long constant = -(long)(First + parameter) * Unit;
            for (int factor = 1; factor <= LargestFactor; factor++)
            {
                if (IsNear(number - (constant * factor), out int offset)) return new Placeholder(parameter, factor, 1, offset);
                if (IsNear(number - (constant / factor), out offset)) return new Placeholder(parameter, 1, factor, offset);
            }
        }

        return null;
    }

    /// <summary>The parameter that a fractional number stands for, if it does. Nothing can be added to it.</summary>
    public static Placeholder? Of(float number)
    {
        if (!(number is > int.MinValue and < 0) || Of((int)number) is not { } placeholder) return null;
        return Math.Abs(placeholder.Offset) <= Rounding ? placeholder with { Offset = 0 } : null;
    }

    /// <summary>The number for a value of the parameter, or the nearest one there is.</summary>
    public int Apply(int value) =>
        (int)Math.Min(int.MaxValue, Math.Max(int.MinValue, ((long)value * Factor / Divisor) + Offset));

    public float Apply(float value) => (value * Factor / Divisor) + Offset;

    public override string ToString() => $"Block.Parameter{Layers.LayerInference.Text(Parameter + 1)}";

    private static bool IsNear(long difference, out int offset)
    {
        bool isNear = difference is >= -LargestOffset and <= LargestOffset;
        offset = isNear ? (int)difference : 0;
        return isNear;
    }
}
