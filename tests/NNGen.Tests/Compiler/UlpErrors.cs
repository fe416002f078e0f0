using System;

namespace NNGen.Tests.Compiler;

/// <summary>Measures a function against its exact values over the floats of a domain.</summary>
internal static class UlpErrors
{
    /// <summary>The largest error in units in the last place of the exact value rounded to float, and where it occurs.</summary>
    /// <param name="function">The function under test.</param>
    /// <param name="exact">The same in double.</param>
    /// <param name="from">The least argument.</param>
    /// <param name="to">The greatest argument.</param>
    /// <param name="stride">Every how many-th float is measured; 1 is all of them.</param>
    public static (double Ulps, float At) Largest(
        FunctionKernels.Function function, Func<double, double> exact, float from, float to, uint stride)
    {
        var x = new float[FunctionKernels.Length];
        var y = new float[FunctionKernels.Length];
        (double Ulps, float At) largest = (0, 0);
        int count = 0;
        foreach (uint sign in new[] { 0u, 0x80000000u })
        {
            // The bits of floats of one sign count up with their size; 0x7F800000 is infinity.
            for (uint bits = 0; bits < 0x7F800000u; bits += stride)
            {
                float value = BitConverter.UInt32BitsToSingle(bits | sign);
                if (value < from || value > to) continue;
                x[count++] = value;
                if (count == x.Length) Measure();
            }
        }

        x.AsSpan(count).Fill(x[0]);
        Measure();
        return largest;

        void Measure()
        {
            function(ref y[0], ref x[0]);
            for (int i = 0; i < x.Length; i++)
            {
                double ulps = Ulps(y[i], exact(x[i]));
                if (!(ulps <= largest.Ulps)) largest = (ulps, x[i]);
            }

            count = 0;
        }
    }

    private static double Ulps(float value, double exact)
    {
        int exponent = Math.Max(Math.ILogB(exact), -126);
        return Math.Abs(value - exact) / Math.ScaleB(1, exponent - 23);
    }
}
