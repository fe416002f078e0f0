using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Compiler;

/// <summary>What one network should compute from its case's first samples, with the error that float32 may make.</summary>
internal sealed class Oracle
{
    private readonly NetworkAlgorithm algorithm;
    private readonly CaseData data;
    private readonly int count;
    private readonly Interpreter<Bounded> inUse;
    private readonly Interpreter<Bounded> withLoss;
    private readonly Interpreter<Bounded> withOutputGradient;

    public Oracle(NetworkAlgorithm algorithm, CaseData data, int count)
    {
        this.algorithm = algorithm;
        this.data = data;
        this.count = count;
        withLoss = Train(algorithm.LossGradient, data.Targets);
        withOutputGradient = Train(algorithm.OutputGradient, data.OutputGradients);
        inUse = Start();
        inUse.Run(algorithm.Forward);
    }

    /// <summary>The outputs of the network in use.</summary>
    public Bounded[] Outputs => inUse[algorithm.Output];

    /// <summary>The outputs of a training step.</summary>
    public Bounded[] TrainingOutputs => withLoss[algorithm.TrainingOutput];

    public Bounded[] Losses => withLoss[algorithm.LossValue];

    /// <summary>The same for fewer samples; another one only where the samples of a batch have something in common.</summary>
    public Oracle For(int samples) => algorithm.Averages.Count == 0 || samples == count ? this : new Oracle(algorithm, data, samples);

    public Bounded[] InputGradients(bool seedsOutputGradient) => Interpreter(seedsOutputGradient)[algorithm.InputGradientTensor!];

    /// <summary>The gradient of every parameter tensor in its canonical shape, over the first samples.</summary>
    public IReadOnlyDictionary<Tensor, Bounded[]> ParameterGradients(bool seedsOutputGradient, int samples)
    {
        Interpreter<Bounded> source = Interpreter(seedsOutputGradient);
        var batch = new Interpreter<Bounded>(samples);
        IEnumerable<Access> inputs = algorithm.ParameterGradients.SelectMany(operation => operation.Inputs);
        foreach (Tensor tensor in inputs.Select(input => input.Tensor).Distinct())
        {
            batch[tensor] = tensor.IsPerSample ? source[tensor][..(samples * tensor.Length)] : source[tensor];
        }

        batch.Run(algorithm.ParameterGradients);
        return algorithm.ParameterGradients
            .Select(operation => operation.Output.Tensor)
            .Distinct()
            .ToDictionary(gradient => gradient with { Role = TensorRole.Parameter }, gradient => batch[gradient]);
    }

    private Interpreter<Bounded> Interpreter(bool seedsOutputGradient) => seedsOutputGradient ? withOutputGradient : withLoss;

    private Interpreter<Bounded> Train(IReadOnlyList<Operation> seed, float[] targets)
    {
        Interpreter<Bounded> interpreter = Start();
        SetSamples(interpreter, algorithm.Target, targets);
        SetSamples(interpreter, algorithm.SampleWeight, data.Weights);
        interpreter.Set(NetworkAlgorithm.SampleShare, Enumerable.Repeat((double)(1f / count), count));
        for (int number = 0; number < algorithm.Noises.Count; number++)
        {
            Tensor noise = algorithm.Noises[number].Tensor;
            interpreter.Set(noise, CaseData.Noise(number, count, noise));
        }

        interpreter.Run([.. algorithm.TrainingForward, .. seed, .. algorithm.Backward, .. algorithm.InputGradient]);
        return interpreter;
    }

    private Interpreter<Bounded> Start()
    {
        var interpreter = new Interpreter<Bounded>(count);
        foreach ((Tensor tensor, float[] values) in data.Parameters) interpreter.Set(tensor, values.Select(value => (double)value));
        SetSamples(interpreter, algorithm.Input, data.Inputs);
        return interpreter;
    }

    private void SetSamples(Interpreter<Bounded> interpreter, Tensor tensor, float[] values) =>
        interpreter.Set(tensor, values.Take(values.Length / data.Count * count).Select(value => (double)value));
}
