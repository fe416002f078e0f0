using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The gradients that an algorithm's own operations give, against central differences of its loss; both in double, by the interpreter. The
/// loss is the weighted sum of all samples' losses, or Σ ∂output·output where the caller's own gradient seeds the backward pass.
/// </summary>
/// <param name="algorithm">Gives the forward pass and the names.</param>
/// <param name="data">Parameters and samples.</param>
/// <param name="seedsOutputGradient">Whether ∂output seeds the backward pass.</param>
internal sealed class AlgorithmGradients(NetworkAlgorithm algorithm, CaseData data, bool seedsOutputGradient)
{
    // The differences are off by about h² (third derivatives) and 1e-16 / h (rounding): 1e-10.
    private const double Step = 1e-5;

    /// <summary>Everything after the forward pass, in order. A test of the check puts a wrong operation in.</summary>
    public IReadOnlyList<Operation> Backward { get; init; } =
    [
        .. seedsOutputGradient ? algorithm.OutputGradient : algorithm.LossGradient,
        .. algorithm.Backward, .. algorithm.InputGradient, .. algorithm.ParameterGradients,
    ];

    /// <summary>
    /// The largest relative error of the gradient of a parameter tensor or of the input: ‖analytic − differences‖ / (‖analytic‖ +
    /// ‖differences‖).
    /// </summary>
    public double LargestError()
    {
        Interpreter<Real> interpreter = Forward(null, 0, 0);
        interpreter.Run(Backward);
        IEnumerable<(Tensor Tensor, Tensor Gradient)> pairs = algorithm.Parameters
            .Where(parameter => !parameter.IsFrozen)
            .Select(parameter => (parameter.Tensor, parameter.Tensor with { Role = TensorRole.ParameterGradient }))
            .Append((algorithm.Input, algorithm.InputGradientTensor!));
        return pairs.Max(pair => Error(interpreter[pair.Gradient].Select(value => value.Value).ToArray(), Differences(pair.Tensor)));
    }

    private static double Error(double[] analytic, double[] differences)
    {
        static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
        double size = Norm(differences);
        if (size < 1e-3) throw new InvalidOperationException("The gradient vanishes: this case checks nothing.");
        return Norm(analytic.Zip(differences, (a, b) => a - b)) / (Norm(analytic) + size);
    }

    private double[] Differences(Tensor tensor)
    {
        int length = tensor.Length * (tensor.IsPerSample ? data.Count : 1);
        var differences = new double[length];
        for (int i = 0; i < length; i++) differences[i] = (Loss(tensor, i, Step) - Loss(tensor, i, -Step)) / (2 * Step);
        return differences;
    }

    private double Loss(Tensor moved, int index, double amount)
    {
        Interpreter<Real> interpreter = Forward(moved, index, amount);
        if (seedsOutputGradient) return interpreter[algorithm.TrainingOutput].Zip(data.OutputGradients, (y, gradient) => y.Value * gradient).Sum();
        interpreter.Run(algorithm.LossGradient);
        return interpreter[algorithm.LossValue].Zip(data.Weights, (loss, weight) => loss.Value * weight).Sum();
    }

    /// <summary>The forward pass with one number moved a little.</summary>
    private Interpreter<Real> Forward(Tensor? moved, int index, double amount)
    {
        var interpreter = new Interpreter<Real>(data.Count);
        foreach ((Tensor tensor, float[] values) in data.Parameters) Set(tensor, values);
        Set(algorithm.Input, data.Inputs);
        Set(algorithm.Target, seedsOutputGradient ? data.OutputGradients : data.Targets);
        Set(algorithm.SampleWeight, data.Weights);
        Set(NetworkAlgorithm.SampleShare, Enumerable.Repeat(1f / data.Count, data.Count).ToArray());
        for (int number = 0; number < algorithm.Noises.Count; number++)
        {
            Tensor noise = algorithm.Noises[number].Tensor;
            interpreter.Set(noise, CaseData.Noise(number, data.Count, noise));
        }

        interpreter.Run(algorithm.TrainingForward);
        return interpreter;

        void Set(Tensor tensor, float[] values) =>
            interpreter.Set(tensor, values.Select((value, i) => value + (tensor == moved && i == index ? amount : 0)));
    }
}
