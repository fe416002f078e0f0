using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>Outputs far from 0: the kernels' losses and gradients stay finite, and are what the same algebra gives in double.</summary>
public sealed class LossExtremesTests
{
    private const double Tolerance = 2e-6;

    private static readonly NetworkCase[] Networks =
    [
        Of("Sigmoid", "BinaryCrossEntropy"), Of("Identity", "BinaryCrossEntropy, FromLogits = true"),
        Of("Sigmoid", "BinaryFocalCrossEntropy"), Of("Identity", "BinaryFocalCrossEntropy, FromLogits = true"),
        Of("Softmax", "CategoricalCrossEntropy"), Of("LogSoftmax", "CategoricalCrossEntropy"),
        Of("Identity", "CategoricalCrossEntropy, FromLogits = true"), Of("Softmax", "CategoricalFocalCrossEntropy"),
        Of("Softmax", "KullbackLeibler"), Of("Identity", "LogCosh"), Of("Identity", "Huber"), Of("Identity", "CosineSimilarity"),
        Of("BinaryStep", "Perceptron"),
    ];

    /// <summary>Confident and right, confident and wrong, undecided between two, and nothing at all.</summary>
    private static readonly float[] Logits = [100, -100, -90, -1e4f, 1e4f, 0, 1e4f, 1e4f, -1e4f, 30, -30, 1e-6f, 0, 0, 0, 1e-20f, 88, -88];

    private static readonly float[] Targets = [1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0];

    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, CompiledNetwork>> Compiled = new(() => NetworkCompiler.Compile(Networks));

    public static TheoryData<string, KernelTarget> All => KernelCases.OnEveryTarget(Networks);

    [Theory]
    [MemberData(nameof(All))]
    public void Loss_OfExtremeLogits_IsFiniteAndExact(string name, KernelTarget target)
    {
        CompiledNetwork network = Compiled.Value.Single(pair => pair.Key.Name == name).Value;
        NetworkDriver driver = network.Create(target);
        float[] weights = Enumerable.Repeat(1f, Logits.Length / 3).ToArray();
        Interpreter<Real> exact = Interpret(network.Plan.Algorithm, weights.Length);
        foreach (NetworkParameter parameter in network.Plan.Algorithm.Parameters)
        {
            driver.Parameters[parameter.Tensor.Name].CopyFrom(Identity(parameter).Select(value => (float)value).ToArray());
        }

        TrainingResult result = driver.Train(new TrainingSamples(Logits, Targets, weights, SeedsOutputGradient: false));
        RequireClose(exact[network.Plan.Algorithm.LossValue], result.Losses);
        RequireClose(exact[network.Plan.Algorithm.InputGradientTensor!], result.InputGradients);
    }

    private static NetworkCase Of(string activation, string loss) => new($"Input(3), Dense(3, Activation.{activation})", loss);

    private static Interpreter<Real> Interpret(NetworkAlgorithm algorithm, int count)
    {
        var interpreter = new Interpreter<Real>(count);
        foreach (NetworkParameter parameter in algorithm.Parameters) interpreter.Set(parameter.Tensor, Identity(parameter));
        interpreter.Set(algorithm.Input, Logits.Select(value => (double)value));
        interpreter.Set(algorithm.Target, Targets.Select(value => (double)value));
        interpreter.Set(algorithm.SampleWeight, Enumerable.Repeat(1.0, count));
        interpreter.Run([.. algorithm.TrainingForward, .. algorithm.LossGradient, .. algorithm.Backward, .. algorithm.InputGradient]);
        return interpreter;
    }

    /// <summary>The dense layer passes its input on.</summary>
    private static double[] Identity(NetworkParameter parameter) =>
        Enumerable.Range(0, parameter.Tensor.Length).Select(i => parameter.Spec.Name == "kernel" && i % 4 == 0 ? 1.0 : 0).ToArray();

    private static void RequireClose(Real[] expected, float[] found) => Assert.All(
        expected.Zip(found), pair => Assert.Equal(pair.First.Value, pair.Second, Tolerance * (1 + Math.Abs(pair.First.Value))));
}
