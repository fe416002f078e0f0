using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Kernels;
using Xunit;
using Xunit.Abstractions;

namespace NNGen.Tests.Compiler;

/// <summary>
/// exp, log, tanh and the logistic function as the kernels of both targets compute them. Every 97th float is measured; with
/// NNGEN_EVERY_FLOAT=1 every one, which takes some minutes.
/// </summary>
public class ElementaryFunctionTests(ITestOutputHelper output)
{
    private const float SmallestNormal = 1.17549435e-38f;

    private static readonly uint Stride = Environment.GetEnvironmentVariable("NNGEN_EVERY_FLOAT") == "1" ? 1u : 97u;

    private static readonly Dictionary<string, Expr> Functions = new()
    {
        ["Exp"] = Expr.Exp(Expr.Input(0)),
        ["Log"] = Expr.Log(Expr.Input(0)),
        ["Tanh"] = Expr.Tanh(Expr.Input(0)),
        ["Logistic"] = Expr.Logistic(Expr.Input(0)),
        ["WrongTanh"] = Expr.Tanh(Expr.Input(0)) * 1.000001f,
    };

    private static readonly Dictionary<KernelTarget, Lazy<IReadOnlyDictionary<string, FunctionKernels.Function>>> Kernels =
        Enum.GetValues<KernelTarget>().ToDictionary(
            target => target,
            target => new Lazy<IReadOnlyDictionary<string, FunctionKernels.Function>>(() => FunctionKernels.Compile(Functions, target)));

    public static TheoryData<string, KernelTarget> Every => new()
    {
        { "Exp", KernelTarget.Vector512 },
        { "Exp", KernelTarget.VectorT },
        { "Log", KernelTarget.Vector512 },
        { "Log", KernelTarget.VectorT },
        { "Tanh", KernelTarget.Vector512 },
        { "Tanh", KernelTarget.VectorT },
        { "Logistic", KernelTarget.Vector512 },
        { "Logistic", KernelTarget.VectorT },
    };

    [Theory]
    [MemberData(nameof(Every))]
    public void Function_EveryFloatOfItsDomain_IsWithinItsError(string name, KernelTarget target)
    {
        (double ulps, float at) = Measure(name, name, target);
        output.WriteLine($"{name}, {target}: {ulps:F4} ulp at {at:R}");
        Assert.InRange(ulps, 0, ErrorOf(name));
    }

    [Fact]
    public void Function_SlightlyWrong_IsFound() =>
        Assert.True(Measure("WrongTanh", "Tanh", KernelTarget.VectorT).Ulps > ErrorOf("Tanh") + 1);

    /// <summary>So every width has the same bits.</summary>
    [SkippableTheory]
    [MemberData(nameof(Every))]
    public void Function_AnyFloat_SameBitsAsOneNumberAtATime(string name, KernelTarget target)
    {
        Skip.IfNot(Hardware.HasMultiplyAdd, "This hardware has no fused multiply-add.");
        var evaluator = new ScalarEvaluator(ElementaryFunctions.Expand(Functions[name]));
        float[] x = AnyFloats().ToArray();
        float[] y = Evaluate(name, target, x);
        for (int i = 0; i < x.Length; i++)
        {
            float expected = evaluator.Evaluate(x[i]);
            bool isSame = BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(y[i]);
            Assert.True(
                isSame || (float.IsNaN(expected) && float.IsNaN(y[i])),
                $"{name}({x[i]:R}) is {y[i]:R}, {expected:R} was expected.");
        }
    }

    /// <summary>It is used as 1 − tanh², the derivative, which must not become negative. Two roundings instead of one may pass 1.</summary>
    [SkippableTheory]
    [InlineData(KernelTarget.Vector512)]
    [InlineData(KernelTarget.VectorT)]
    public void Tanh_LargeNumbers_ReachOneAndDoNotPassIt(KernelTarget target)
    {
        Skip.IfNot(Hardware.HasMultiplyAdd, "This hardware has no fused multiply-add.");
        float[] around = Enumerable.Range(0, 1 << 20).Select(i => 7.5f + (i * 1e-6f)).ToArray();
        Assert.All(Evaluate("Tanh", target, around), y => Assert.InRange(y, 0.999999f, 1));
        float[] y = Evaluate("Tanh", target, [float.NegativeInfinity, -9, 9, 1000, float.PositiveInfinity]);
        Assert.Equal([-1, -1, 1, 1, 1], y);
    }

    [Theory]
    [InlineData(KernelTarget.Vector512)]
    [InlineData(KernelTarget.VectorT)]
    public void Function_SpecialNumbers_GiveLimitsAndNaN(KernelTarget target)
    {
        float[] special = [float.NegativeInfinity, -1000, 0, 1000, float.PositiveInfinity, float.NaN];
        Assert.Equal([0, float.NaN], Evaluate("Tanh", target, [0, float.NaN]));
        float[] exponentials = Evaluate("Exp", target, special);
        Assert.Equal(1, exponentials[2]);
        Assert.All(exponentials[..2], value => Assert.InRange(value, float.Epsilon, 3e-38f));
        Assert.All(exponentials[3..5], value => Assert.InRange(value, 3.4e38f, float.MaxValue));
        Assert.Equal(float.NaN, exponentials[5]);
        float[] logistic = Evaluate("Logistic", target, special);
        Assert.All(logistic[..2], value => Assert.InRange(value, 0, 3e-38f));
        Assert.Equal([0.5f, 1, 1, float.NaN], logistic[2..]);
        Assert.Equal(0, Evaluate("Log", target, [1])[0]);
    }

    private static (double Ulps, float At) Measure(string name, string model, KernelTarget target)
    {
        // Outside, exp stops at its clamps, and the logistic function, log and a step of tanh are denormal.
        (Func<double, double> exact, float from, float to) = model switch
        {
            "Exp" => ((Func<double, double>)Math.Exp, -86.6433945f, 88.7228317f),
            "Log" => (Math.Log, SmallestNormal, float.MaxValue),
            "Tanh" => (Math.Tanh, 2.5e-36f, float.MaxValue),
            _ => (x => 1 / (1 + Math.Exp(-x)), -87, float.MaxValue),
        };
        return UlpErrors.Largest(Kernels[target].Value[name], exact, from, to, Stride);
    }

    private static double ErrorOf(string name) => name switch
    {
        "Exp" => ElementaryFunctionErrors.Exp,
        "Log" => ElementaryFunctionErrors.Log,
        "Tanh" => ElementaryFunctionErrors.Tanh,
        _ => ElementaryFunctionErrors.Logistic,
    };

    private static float[] Evaluate(string name, KernelTarget target, float[] x)
    {
        var y = new List<float>();
        foreach (float[] chunk in x.Chunk(FunctionKernels.Length))
        {
            float[] input = [.. chunk, .. new float[FunctionKernels.Length - chunk.Length]];
            var output = new float[FunctionKernels.Length];
            Kernels[target].Value[name](ref output[0], ref input[0]);
            y.AddRange(output[..chunk.Length]);
        }

        return y.ToArray();
    }

    /// <summary>A float of every size and sign, zeros, denormals, infinities and NaN among them, and many in the usual range.</summary>
    private static IEnumerable<float> AnyFloats()
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += 65_521) yield return BitConverter.UInt32BitsToSingle((uint)bits);
        for (float x = -100; x < 100; x += 0.0078f) yield return x;
        foreach (float x in new[] { 0, float.NegativeZero, float.Epsilon, 1, float.MaxValue, float.PositiveInfinity, float.NaN })
        {
            yield return x;
            yield return -x;
        }
    }
}
