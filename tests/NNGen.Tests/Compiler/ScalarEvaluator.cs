using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;

namespace NNGen.Tests.Compiler;

/// <summary>
/// Evaluates an expression without function nodes in float, one number at a time: the same roundings as one lane of a vector has. A
/// subexpression that occurs several times is evaluated once.
/// </summary>
internal sealed class ScalarEvaluator
{
    // The mantissa is brought into [√½, √2): the bits of the float √½.
    private const int RootHalf = 0x3F3504F3;

    private readonly List<(Expr Expression, int[] Operands)> steps = [];
    private readonly Dictionary<Expr, int> places = [];

    public ScalarEvaluator(Expr expression) => Place(expression);

    public float Evaluate(float x)
    {
        Span<float> values = stackalloc float[steps.Count];
        for (int step = 0; step < values.Length; step++)
        {
            (Expr expression, int[] operands) = steps[step];
            float A(int index, ReadOnlySpan<float> known) => known[operands[index]];
            values[step] = expression.Kind switch
            {
                ExprKind.Constant => expression.Value,
                ExprKind.Input => x,
                ExprKind.Negate => -A(0, values),
                ExprKind.Abs => MathF.Abs(A(0, values)),
                ExprKind.Sqrt => MathF.Sqrt(A(0, values)),
                ExprKind.Floor => MathF.Floor(A(0, values)),
                ExprKind.Exponent => ShiftedExponent(A(0, values)),
                ExprKind.Mantissa => Float(Bits(A(0, values)) - (ShiftedExponent(A(0, values)) << 23)),
                ExprKind.MultiplyAdd => MathF.FusedMultiplyAdd(A(0, values), A(1, values), A(2, values)),
                ExprKind.SelectGreater => A(0, values) > A(1, values) ? A(2, values) : A(3, values),
                _ => OfTwo(expression.Kind, A(0, values), A(1, values)),
            };
        }

        return values[^1];
    }

    private static float OfTwo(ExprKind kind, float a, float b) => kind switch
    {
        ExprKind.Add => a + b,
        ExprKind.Subtract => a - b,
        ExprKind.Multiply => a * b,
        ExprKind.Divide => a / b,

        // As the processors' own instructions: if the second is NaN, so is the result.
        ExprKind.Min => a < b ? a : b,
        ExprKind.Max => a > b ? a : b,
        ExprKind.ScaleByPowerOfTwo => Float(Bits(a) + (Bits(b) << 23)),
        _ => throw new InvalidOperationException($"{kind} is no step of a kernel."),
    };

    private static int ShiftedExponent(float a) => (Bits(a) - RootHalf) >> 23;

    private static int Bits(float a) => BitConverter.SingleToInt32Bits(a);

    private static float Float(int bits) => BitConverter.Int32BitsToSingle(bits);

    private int Place(Expr expression)
    {
        if (places.TryGetValue(expression, out int known)) return known;
        int[] operands = expression.Operands.Select(Place).ToArray();
        steps.Add((expression, operands));
        return places[expression] = steps.Count - 1;
    }
}
