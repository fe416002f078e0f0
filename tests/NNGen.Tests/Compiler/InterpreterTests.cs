using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>The oracle itself, where the result can be seen by eye, and its error bounds against computations in float.</summary>
public class InterpreterTests
{
    private static readonly Axis I = new("i", 3);
    private static readonly Axis O = new("o", 2);
    private static readonly Tensor X = new("x", EquatableArray.Of(3), TensorRole.Activation);
    private static readonly Tensor Y = new("y", EquatableArray.Of(2), TensorRole.Activation);
    private static readonly Tensor W = new("w", EquatableArray.Of(3, 2), TensorRole.Parameter);
    private static readonly Tensor B = new("b", EquatableArray.Of(2), TensorRole.Parameter);

    [Fact]
    public void Contract_DenseLayer_IsTheMatrixProduct()
    {
        Interpreter<Real> interpreter = Start();
        var dense = new Contract(Y[O], X[I], W[I, O], B[O]);
        interpreter.Run([dense with { Epilogue = Expr.Input(0) * Expr.Input(1), Extras = EquatableArray.Of(B[O]) }]);
        Assert.Equal([23, 128, 50, 272], Values(interpreter[Y]));
        Assert.Equal(12, interpreter.MultiplyAdds);
    }

    [Fact]
    public void Contract_WithoutSampleInOutput_SumsOverSamples()
    {
        Interpreter<Real> interpreter = Start();
        Tensor gradient = W with { Role = TensorRole.ParameterGradient };
        interpreter.Set(Y, [1, 10, 2, 20]);
        interpreter.Run([new Contract(gradient[I, O], X[I], Y[O])]);
        Assert.Equal([9, 90, 12, 120, 15, 150], Values(interpreter[gradient]));
        Assert.Equal([1, 2, 3, 4, 5, 6], Values(interpreter[W]));
    }

    [Fact]
    public void Reduce_OverFeatures_KeepsSamplesApart()
    {
        Interpreter<Real> interpreter = Start();
        var scalar = new Tensor("s", default, TensorRole.Activation);
        interpreter.Run([new Reduce(scalar[[]], X[I], ReduceKind.Sum)]);
        Assert.Equal([6, 15], Values(interpreter[scalar]));
        interpreter.Run([new Reduce(scalar[[]], X[I], ReduceKind.Max)]);
        Assert.Equal([3, 6], Values(interpreter[scalar]));
    }

    [Fact]
    public void Map_OutsideItsOperand_ReadsZero()
    {
        Interpreter<Real> interpreter = Start();
        interpreter.Run([new Map(X[I], Expr.Input(0) + 10f, X[I - 1])]);
        Assert.Equal([10, 11, 12, 10, 14, 15], Values(interpreter[X]));
    }

    [Fact]
    public void Map_OverAPart_LeavesTheRest()
    {
        Interpreter<Real> interpreter = Start();
        interpreter.Run([new Map(X[O + 1], Expr.Input(0) * 2f, X[(AffineIndex)O])]);
        Assert.Equal([1, 2, 4, 4, 8, 10], Values(interpreter[X]));
        interpreter.Run([new Map(Y[0], 7f, X[0])]);
        Assert.Equal([7, 0, 7, 0], Values(interpreter[Y]));
    }

    [Fact]
    public void Reduce_OutsideItsOperand_SkipsTheTerm()
    {
        Interpreter<Real> interpreter = Start();
        AffineIndex element = (2 * O) + I - 1;
        interpreter.Run([new Reduce(Y[O], EquatableArray.Of(X[element]), Expr.Input(0) - 100f, ReduceKind.Max)]);
        Assert.Equal([-98, -97, -95, -94], Values(interpreter[Y]));
        interpreter.Run([new Reduce(Y[O], EquatableArray.Of(X[element]), 1f, ReduceKind.Sum)]);
        Assert.Equal([2, 2, 2, 2], Values(interpreter[Y]));
    }

    [Fact]
    public void Operation_WithConditions_DropsTerms()
    {
        Interpreter<Real> interpreter = Start();
        var sum = new Reduce(Y[O], EquatableArray.Of(X[I], Tensor.Position(10 * I)), Expr.Input(0) + Expr.Input(1), ReduceKind.Sum)
        {
            Conditions = EquatableArray.Of(new Condition((AffineIndex)I - O, 2)),
        };
        interpreter.Run([sum]);
        Assert.Equal([13, 35, 19, 41], Values(interpreter[Y]));
    }

    /// <summary>Terms that fall on one element add up, those outside are dropped, and where none falls the start remains.</summary>
    [Fact]
    public void Contract_ThatScatters_AddsTermsUp()
    {
        Interpreter<Real> interpreter = Start();
        var far = new Tensor("far", EquatableArray.Of(8), TensorRole.Activation);
        var kernel = new Axis("kernel", 3);
        var spread = new Contract(far[(2 * I) + kernel - 1], X[I], W[kernel, 0], B[1]) { Epilogue = -Expr.Input(0) };
        interpreter.Run([spread]);
        Assert.Equal([-7, -11, -10, -17, -13, -19, -4, -4], Values(interpreter[far]).Take(8));
    }

    [Fact]
    public void MultiplyAdds_OfForward_AreTheDescriptions()
    {
        NetworkCase network = NetworkCase.Dense(17, 8, 1);
        CompiledNetwork compiled = KernelCases.Compile(network);
        NetworkAlgorithm algorithm = compiled.Plan.Algorithm;
        var interpreter = new Interpreter<Real>(1);
        foreach (NetworkParameter parameter in algorithm.Parameters) interpreter.Set(parameter.Tensor, new double[parameter.Tensor.Length]);
        interpreter.Set(algorithm.Input, new double[algorithm.Input.Length]);
        interpreter.Run(algorithm.Forward);
        Assert.Equal(compiled.Create(KernelTarget.VectorT).Description.MultiplyAdds, interpreter.MultiplyAdds);
    }

    [Fact]
    public void Bounds_OfRandomComputations_HoldForFloats()
    {
        var random = new Random(1);
        for (int turn = 0; turn < 2000; turn++)
        {
            float[] values = Enumerable.Range(0, 40).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
            float sum = 0;
            for (int i = 0; i < values.Length; i += 2) sum += values[i] * values[i + 1];
            float result = MathF.Tanh(sum / values[0]) + MathF.Exp(sum) - MathF.Log(MathF.Abs(sum) + 1);
            Bounded bound = Bounded.Sum(values.Chunk(2).Select(pair => Bounded.From(pair[0]) * Bounded.From(pair[1])).ToArray());
            Bounded total = Bounded.Tanh(bound / Bounded.From(values[0])) + Bounded.Exp(bound)
                - Bounded.Log(Bounded.Abs(bound) + Bounded.From(1));
            Assert.InRange(result, total.Value - total.Error, total.Value + total.Error);
        }
    }

    /// <summary>Near a kink either branch may be the one that float takes.</summary>
    [Fact]
    public void Bounds_UncertainComparison_CoverBothBranches()
    {
        Bounded near = Bounded.SelectGreater(new(1e-7, 1e-6), Bounded.From(0), Bounded.From(5), Bounded.From(3));
        Assert.Equal(new Bounded(5, 2), near);
        Bounded far = Bounded.SelectGreater(new(1e-5, 1e-6), Bounded.From(0), Bounded.From(5), Bounded.From(3));
        Assert.Equal(new Bounded(5, 0), far);
    }

    private static Interpreter<Real> Start()
    {
        var interpreter = new Interpreter<Real>(2);
        interpreter.Set(X, [1, 2, 3, 4, 5, 6]);
        interpreter.Set(W, [1, 2, 3, 4, 5, 6]);
        interpreter.Set(B, [1, 4]);
        return interpreter;
    }

    private static IEnumerable<double> Values(Real[] numbers) => numbers.Select(number => number.Value);
}
