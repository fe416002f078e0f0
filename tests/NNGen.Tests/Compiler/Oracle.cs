using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Compiler;

/// <summary>What one network should compute from its case's data, with the error that float32 may make.</summary>
internal sealed class Oracle
{
    private readonly NetworkAlgorithm algorithm;
    private readonly CaseData data;
    private readonly Interpreter<Bounded> withLoss;
    private readonly Interpreter<Bounded> withOutputGradient;

    public Oracle(NetworkAlgorithm algorithm, CaseData data)
    {
        this.algorithm = algorithm;
        this.data = data;
        withLoss = Run(algorithm.LossGradient, data.Targets);
        withOutputGradient = Run(algorithm.OutputGradient, data.OutputGradients);
    }

    public Bounded[] Outputs => withLoss[algorithm.Output];

    public Bounded[] Losses => withLoss[algorithm.LossValue];

    public Bounded[] InputGradients(bool seedsOutputGradient) => Interpreter(seedsOutputGradient)[algorithm.InputGradientTensor!];

    /// <summary>The gradient of every parameter tensor in its canonical shape, over the first samples.</summary>
    public IReadOnlyDictionary<Tensor, Bounded[]> ParameterGradients(bool seedsOutputGradient, int count)
    {
        Interpreter<Bounded> source = Interpreter(seedsOutputGradient);
        var batch = new Interpreter<Bounded>(count);
        IEnumerable<Access> inputs = algorithm.ParameterGradients.SelectMany(operation => operation.Inputs);
        foreach (Tensor tensor in inputs.Select(input => input.Tensor).Distinct())
        {
            batch[tensor] = source[tensor][..(count * tensor.Length)];
        }

        batch.Run(algorithm.ParameterGradients);
        return algorithm.ParameterGradients
            .Select(operation => operation.Output.Tensor)
            .ToDictionary(gradient => gradient with { Role = TensorRole.Parameter }, gradient => batch[gradient]);
    }

    private Interpreter<Bounded> Interpreter(bool seedsOutputGradient) => seedsOutputGradient ? withOutputGradient : withLoss;

    private Interpreter<Bounded> Run(IReadOnlyList<Operation> seed, float[] targets)
    {
        var interpreter = new Interpreter<Bounded>(data.Count);
        foreach ((Tensor tensor, float[] values) in data.Parameters) interpreter.Set(tensor, values.Select(value => (double)value));
        interpreter.Set(algorithm.Input, data.Inputs.Select(value => (double)value));
        interpreter.Set(algorithm.Target, targets.Select(value => (double)value));
        interpreter.Set(algorithm.SampleWeight, data.Weights.Select(value => (double)value));
        interpreter.Run([.. algorithm.TrainingForward, .. seed, .. algorithm.Backward, .. algorithm.InputGradient]);
        return interpreter;
    }
}
