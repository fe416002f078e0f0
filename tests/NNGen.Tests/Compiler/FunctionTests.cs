using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Tests.Generator;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>Functions of the user's own: what the network computes is what the method computes, and its derivative.</summary>
public sealed class FunctionTests
{
    private static readonly double[] Points = [-3.3, -1.4, -0.6, -0.02, 0.01, 0.3, 0.9, 1.7, 4.2];

    /// <summary>The method's own result is in float.</summary>
    private const double Tolerance = 1e-5;

    private const string Others = """
        private const float Half = 0.5f;
        private static float Twice(float a, float b) => (2 * a) + b;
        private static double Ramp(double x) { return Math.Max(x, 0.0); }
        """;

    [Theory]
    [InlineData("x > 0 ? x : 0.1f * x")]
    [InlineData("x >= 1 || !(x > -1 && x <= 0) ? Twice(b: x, a: Half) : -x")]
    [InlineData("x < 0 ? -Half : MathF.PI / (2 + x)")]
    [InlineData("(MathF.Sin(x) * MathF.Cos(2 * x)) + MathF.Tan(x / 4)")]
    [InlineData("(float)(Ramp(x) + Math.Min(1, Math.Max(-1.0, x)) + Math.Clamp(x, -2, 3))")]
    [InlineData("MathF.Pow(x, 3) - MathF.Pow(1 + (x * x), -0.75f) + MathF.Pow(2 + (x * x), -2) + MathF.Pow(x * x, 0.5f)")]
    [InlineData("float.LogP1(MathF.Exp(x)) + float.ExpM1(x / 2) + MathF.Sinh(x) - MathF.Cosh(x)")]
    [InlineData("MathF.Log(1 + (x * x)) + MathF.Log2(5 + x) + MathF.Log10(6 + x) + MathF.Sqrt(MathF.Abs(x) + 1)")]
    [InlineData("MathF.FusedMultiplyAdd(x, x, +1) + MathF.Tanh(x) + MathF.Atan(x) + MathF.Min(x, 0) + MathF.Max(x, MathF.E)")]
    [InlineData("MathF.Floor(x) + (2 * MathF.Ceiling(x)) + (4 * MathF.Truncate(x)) + (8 * MathF.Round(x + 0.25f))")]
    [InlineData("x")]
    public void Function_AnyExpression_IsComputedAndDifferentiated(string body)
    {
        (Func<float, float> method, Stage stage) = Compile($"public static float F(float x) => {body};");
        foreach (double x in Points)
        {
            (double y, double slope) = Evaluate(stage, x);
            Assert.InRange(y - method((float)x), -Tolerance * (1 + Math.Abs(y)), Tolerance * (1 + Math.Abs(y)));
            double difference = (Evaluate(stage, x + 1e-6).Value - Evaluate(stage, x - 1e-6).Value) / 2e-6;
            Assert.Equal(difference, slope, 1e-6 * (1 + Math.Abs(slope)));
        }
    }

    /// <summary>As .NET rounds: of two neighbours the even one.</summary>
    [Fact]
    public void Round_OfHalves_IsEven()
    {
        (_, Stage stage) = Compile("public static float F(float x) => MathF.Round(x);");
        Assert.Equal([-4, -2, -2, 0, 0, 2, 2, 4], ((double[])[-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5]).Select(x => Evaluate(stage, x).Value));
    }

    /// <summary>Where the kernels' own logarithm promises nothing, .NET's rules hold.</summary>
    [Fact]
    public void Log_OfNumbersThatAreNotPositive_IsDotNets()
    {
        (_, Stage stage) = Compile("public static float F(float x) => MathF.Log(x);");
        Assert.Equal(double.NegativeInfinity, Evaluate(stage, 0).Value);
        Assert.Equal(double.NaN, Evaluate(stage, -1).Value);
        Assert.Equal(double.NaN, Evaluate(stage, double.NaN).Value);
    }

    [Theory]
    [InlineData("[NeuralNetwork(Loss = Loss.Huber), Input(2), Dense(2), Activation(typeof(F), {|NNG0053:\"H\"|})] partial class A; static class F;")]
    [InlineData(
        "[NeuralNetwork(Loss = Loss.Huber), Input(2), Dense(2), Activation(typeof(System.MathF), {|NNG0053:\"Tanh\"|})] partial class A;")]
    [InlineData(
        "[NeuralNetwork(Loss = Loss.Huber), Input(2), Dense(2), Activation(null!, {|NNG0053:null!|})] partial class A;")]
    [InlineData(
        "[NeuralNetwork(Loss = Loss.Huber), Input(2), Dense(2), Activation(typeof(A), {|NNG0053:method: nameof(A.G)|})] partial class A " +
        "{ public static double G(float x) => x; }")]
    public void Function_ThatDoesNotExist_IsReportedAtItsName(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("static float {|NNG0054:G|}(float x) { x = x + 1; return x; }")]
    [InlineData("static float G(float x) => 2 * H(x); static float {|NNG0054:H|}(float x) { if (x > 0) return 1; return 0; }")]
    [InlineData("static float G(float x) => 1 + ({|NNG0055:x % 2|});")]
    [InlineData("static float G(float x) => {|NNG0055:System.MathF.Cbrt(x)|};")]
    [InlineData("static float G(float x) => {|NNG0055:System.MathF.Pow(2, x)|};")]
    [InlineData("static float G(float x) => {|NNG0055:(int)x|};")]
    [InlineData("static float scale = 2; static float G(float x) => x * {|NNG0055:scale|};")]
    [InlineData("static float G(float x) => {|NNG0055:x == 1|} ? 0 : x;")]
    [InlineData("static float {|NNG0055:G|}(float x) => x > 0 ? G(x - 1) : x;")]
    [InlineData("static float G(float x) => {|NNG0055:x switch { > 0 => x, _ => 0 }|};")]
    [InlineData(
        "static float {|NNG0055:G|}(float x) => H(H(H(H(H(x))))); static float H(float x) => (x * x * x) + (x * x) - (x / (1 + (x * x)));")]
    public void Function_ThatCannotBeCompiled_IsReportedInItsBody(string members) => MarkedSource.Verify(
        "[NeuralNetwork(Loss = Loss.Huber), Input(2), Dense(2), Activation(typeof(A), \"G\")] partial class A { " + members + " }");

    [Fact]
    public void Function_WithACompilerError_IsLeftToTheCompiler() => MarkedSource.Verify(
        "[NeuralNetwork(Loss = Loss.Huber), Input(2), Dense(2), Activation(typeof(A), \"G\")] partial class A " +
        "{ static float G(float x) => x + unknown; }",
        "CS0103");

    private static (Func<float, float> Method, Stage Stage) Compile(string method)
    {
        string holder = $"using System; using NNGen; public static class Functions {{ {method} {Others} }}\n";
        const string network = "[NeuralNetwork(Loss = Loss.Huber), Input(1), Dense(1), Activation(typeof(Functions), \"F\")] partial class A;";
        NetworkSpec spec = NetworkParser.Parse(GeneratorHost.Compile(holder + network).GetTypeByMetadataName("A")!, default)!.Spec;
        InferredNetwork inferred = global::NNGen.Generator.Layers.NetworkInference.Infer(spec, [])!;
        MethodInfo compiled = NetworkCompiler.CompilePlain(holder).GetType("Functions")!.GetMethod("F")!;
        return (compiled.CreateDelegate<Func<float, float>>(), inferred.Stages[^1]);
    }

    private static (double Value, double Slope) Evaluate(Stage stage, double x)
    {
        StageTensors tensors = StageTensors.Of(stage, "function");
        var interpreter = new Interpreter<Real>(1);
        interpreter.Set(tensors.Input, [x]);
        interpreter.Set(tensors.OutputGradient, [1]);
        interpreter.Run([.. stage.Forward(tensors), .. stage.Backward(tensors)]);
        return (interpreter[tensors.Output][0].Value, interpreter[tensors.InputGradient][0].Value);
    }
}
