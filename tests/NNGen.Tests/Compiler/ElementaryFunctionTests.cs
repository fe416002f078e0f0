using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Kernels;
using Xunit;
using Xunit.Abstractions;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The elementary functions as the kernels of both targets compute them. Every so many-th float is measured; with NNGEN_EVERY_FLOAT=1
/// every one, which takes some minutes (of Φ and erf every 97th: their exact values are slow).
/// </summary>
public class ElementaryFunctionTests(ITestOutputHelper output)
{
    private const float SmallestNormal = 1.17549435e-38f;

    private const uint Every = 97;
    private const uint Some = 997;
    private const uint Few = 9973;

    private static readonly bool IsExhaustive = Environment.GetEnvironmentVariable("NNGEN_EVERY_FLOAT") == "1";

    /// <summary>
    /// Every function with its exact values and its domain. Outside, exp stops at its clamps, the logistic function, Φ, log and a step of
    /// tanh are denormal, the sum of log1p is no number, and sin and cos have lost count of their turns.
    /// </summary>
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["Exp"] = new(Expr.Exp, Math.Exp, -86.6433945f, 88.7228317f, ElementaryFunctionErrors.Exp, Every),
        ["Log"] = new(Expr.Log, Math.Log, SmallestNormal, float.MaxValue, ElementaryFunctionErrors.Log, Every),
        ["Tanh"] = new(Expr.Tanh, Math.Tanh, 2.5e-36f, float.MaxValue, ElementaryFunctionErrors.Tanh, Every),
        ["Logistic"] = new(Expr.Logistic, x => 1 / (1 + Math.Exp(-x)), -87, float.MaxValue, ElementaryFunctionErrors.Logistic, Every),
        ["Expm1"] = new(Expr.Expm1, ExactFunctions.Expm1, -float.MaxValue, 88.3f, ElementaryFunctionErrors.Expm1, Some),
        ["Log1p"] = new(Expr.Log1p, ExactFunctions.Log1p, -0.99999994f, float.MaxValue, ElementaryFunctionErrors.Log1p, Some),
        ["NormalCdf"] = new(Expr.NormalCdf, ExactFunctions.NormalCdf, -12.9f, float.MaxValue, ElementaryFunctionErrors.NormalCdf, Few),
        ["Erf"] = new(Expr.Erf, ExactFunctions.Erf, -float.MaxValue, float.MaxValue, ElementaryFunctionErrors.Erf, Few),
        ["Sin"] = new(Expr.Sin, Math.Sin, -51_400, 51_400, ElementaryFunctionErrors.Sin, Some),
        ["Cos"] = new(Expr.Cos, Math.Cos, -51_400, 51_400, ElementaryFunctionErrors.Cos, Some),
        ["Atan"] = new(Expr.Atan, Math.Atan, -float.MaxValue, float.MaxValue, ElementaryFunctionErrors.Atan, Some),
    };

    private static readonly Dictionary<string, Expr> Functions = Cases
        .ToDictionary(pair => pair.Key, pair => pair.Value.Function(Expr.Input(0)))
        .Append(new("WrongTanh", Expr.Tanh(Expr.Input(0)) * 1.000001f))
        .ToDictionary();

    private static readonly Dictionary<KernelTarget, Lazy<IReadOnlyDictionary<string, FunctionKernels.Function>>> Kernels =
        Enum.GetValues<KernelTarget>().ToDictionary(
            target => target,
            target => new Lazy<IReadOnlyDictionary<string, FunctionKernels.Function>>(() => FunctionKernels.Compile(Functions, target)));

    public static TheoryData<string, KernelTarget> OnEveryTarget
    {
        get
        {
            var data = new TheoryData<string, KernelTarget>();
            foreach (string name in Cases.Keys)
            {
                foreach (KernelTarget target in Enum.GetValues<KernelTarget>()) data.Add(name, target);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OnEveryTarget))]
    public void Function_EveryFloatOfItsDomain_IsWithinItsError(string name, KernelTarget target)
    {
        (double ulps, float at) = Measure(name, name, target);
        output.WriteLine($"{name}, {target}: {ulps:F4} ulp at {at:R}");
        Assert.InRange(ulps, 0, Cases[name].Error);
    }

    [Fact]
    public void Function_SlightlyWrong_IsFound() =>
        Assert.True(Measure("WrongTanh", "Tanh", KernelTarget.VectorT).Ulps > ElementaryFunctionErrors.Tanh + 1);

    /// <summary>So every width has the same bits.</summary>
    [SkippableTheory]
    [MemberData(nameof(OnEveryTarget))]
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
        Assert.Equal([0, 1, float.NaN], Evaluate("NormalCdf", target, [-1000, 1000, float.NaN]), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-37f);
        Assert.Equal([-1, 0, 1, float.NaN], Evaluate("Erf", target, [float.NegativeInfinity, 0, 9, float.NaN]));
        Assert.Equal([-1, 0, float.NaN], Evaluate("Expm1", target, [float.NegativeInfinity, 0, float.NaN]));
        Assert.Equal([0, float.NaN], Evaluate("Log1p", target, [0, float.NaN]));
        Assert.Equal([-1.57079637f, 0, 1.57079637f, float.NaN], Evaluate("Atan", target, [float.NegativeInfinity, 0, float.PositiveInfinity, float.NaN]));
        Assert.Equal([0, float.NaN, float.NaN], Evaluate("Sin", target, [0, float.NaN, float.PositiveInfinity]));
        Assert.Equal([float.NaN, float.NaN], Evaluate("Cos", target, [float.NaN, float.NegativeInfinity]));
        Assert.All(Evaluate("Sin", target, [1e6f, 1e20f, float.MaxValue]), y => Assert.InRange(y, -1, 1));
    }

    private static (double Ulps, float At) Measure(string name, string model, KernelTarget target)
    {
        Case exact = Cases[model];
        uint stride = !IsExhaustive ? exact.Stride : exact.Stride == Few ? Every : 1;
        return UlpErrors.Largest(Kernels[target].Value[name], exact.Exact, exact.From, exact.To, stride);
    }

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

    /// <param name="Function">The node.</param>
    /// <param name="Exact">The function in double.</param>
    /// <param name="From">The least argument of its domain.</param>
    /// <param name="To">The greatest.</param>
    /// <param name="Error">What it may be off by.</param>
    /// <param name="Stride">Every how many-th float is measured.</param>
    private sealed record Case(Func<Expr, Expr> Function, Func<double, double> Exact, float From, float To, double Error, uint Stride);
}
