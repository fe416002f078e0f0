using System;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>Compares float results with the interpreter's, element by element, each within the error that float32 may make.</summary>
internal static class Closeness
{
    // Bounds say nothing once they grow to the size of the values: in the root mean square they have to stay below this part of them, or,
    // where the values cancel out, below an absolute error. One wrong index out of 150 is an error of about 1/150 of a sum's terms.
    // The gradient of a convolution sums up thousands of terms, whose bounds are wider.
    private const double LoosestBound = 4e-2;
    private const double LoosestAbsoluteBound = 3e-5;

    public static void Require(string what, ReadOnlySpan<Bounded> expected, ReadOnlySpan<float> actual)
    {
        string? difference = Difference(expected, actual);
        if (difference is not null) Assert.Fail($"{what}: {difference}");
    }

    /// <summary>The worst element that is out of its bound, or null.</summary>
    public static string? Difference(ReadOnlySpan<Bounded> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length) return $"{expected.Length} values were expected, {actual.Length} found.";
        int worst = -1;
        double excess = 1;
        double square = 0;
        double bound = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            square += expected[i].Value * expected[i].Value / expected.Length;
            bound += expected[i].Error * expected[i].Error / expected.Length;
            double difference = Math.Abs(actual[i] - expected[i].Value);
            if (difference <= expected[i].Error * excess) continue;
            worst = i;
            excess = double.IsFinite(difference) ? difference / expected[i].Error : double.PositiveInfinity;
        }

        if (worst >= 0)
        {
            return $"element {worst} of {expected.Length} is {actual[worst]:R}, " +
                $"expected {expected[worst].Value:R} ± {expected[worst].Error:E1}.";
        }


        // Values that are 0 throughout have no size: the gradients of a softmax over one output.
        bool isTight = square == 0 || Math.Sqrt(bound) <= (LoosestBound * Math.Sqrt(square)) + LoosestAbsoluteBound;
        return isTight ? null : $"the bounds, {Math.Sqrt(bound):E1}, are too loose for values of {Math.Sqrt(square):E1}.";
    }
}
