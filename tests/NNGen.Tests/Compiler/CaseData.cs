using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Compiler;

/// <summary>Random parameters and samples for one network, the same in every run.</summary>
internal sealed class CaseData
{
    public CaseData(InferredNetwork network, NetworkAlgorithm algorithm, int count)
    {
        Count = count;
        var random = new Random(1);
        float Symmetric(double bound) => (float)(((2 * random.NextDouble()) - 1) * bound);
        Dictionary<Tensor, float[]> parameters = algorithm.Parameters.ToDictionary(parameter => parameter.Tensor, parameter =>
        {
            // The absolute weights of a row or column sum up to about 2, so that error bounds do not grow from layer to layer; the biases
            // keep the values away from 0.
            double bound = parameter.Spec.Name == "bias" ? 0.5 : Math.Min(1, 4.0 / Math.Max(parameter.Spec.FanIn, parameter.Spec.FanOut));
            return Fill(parameter.Tensor.Length, () => Symmetric(bound));
        });
        foreach (NetworkAverage average in algorithm.Averages)
        {
            // Variances are positive, and not so small that everything behind them grows.
            float offset = average.Parameter.Spec.Name.EndsWith("variance", StringComparison.Ordinal) ? 1 : 0;
            parameters[average.Parameter.Tensor] = Fill(average.Parameter.Tensor.Length, () => offset + Symmetric(0.5));
        }

        Parameters = parameters;
        Inputs = Fill(count * algorithm.Input.Length, () => Symmetric(1));
        OutputGradients = Fill(count * algorithm.Output.Length, () => Symmetric(1));
        Weights = Fill(count, () => 1 + Symmetric(0.5));
        float[][] targets = network.Outputs.Select(output => OutputTargets(output, count, random)).ToArray();
        Targets = targets.Length == 1 ? targets[0] : Dataset.SideBySide(count, targets);
    }

    public int Count { get; }

    /// <summary>The parameters and running averages in their canonical shapes.</summary>
    public IReadOnlyDictionary<Tensor, float[]> Parameters { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public float[] OutputGradients { get; }

    public float[] Weights { get; }

    /// <summary>Row-major values, sample by sample.</summary>
    public IEnumerable<float[]> Samples(float[] values) => values.Chunk(values.Length / Count);

    /// <summary>The first samples for a training step.</summary>
    public TrainingSamples First(int count, bool seedsOutputGradient)
    {
        float[] FirstOf(float[] values) => values[..(values.Length / Count * count)];
        return new(FirstOf(Inputs), FirstOf(seedsOutputGradient ? OutputGradients : Targets), FirstOf(Weights), seedsOutputGradient);
    }

    private static float[] OutputTargets(InferredOutput output, int count, Random random)
    {
        float Symmetric(double bound) => (float)(((2 * random.NextDouble()) - 1) * bound);
        int length = output.Shape.Aggregate(1, (product, extent) => product * extent);
        int classes = output.Shape[^1];
        return output.Loss.Name switch
        {
            "CategoricalCrossEntropy" or "CategoricalFocalCrossEntropy" or "KullbackLeibler" =>
                Distributions(count * (length / classes), classes, random),
            "BinaryCrossEntropy" or "BinaryFocalCrossEntropy" or "Poisson" => Fill(count * length, () => Math.Clamp(0.5f + Symmetric(0.7), 0, 1)),
            _ => Fill(count * length, () => Symmetric(1)),
        };
    }

    /// <summary>Random numbers of a layer, which the tests choose themselves: some 0, none large.</summary>
    public static float Noise(int number, int sample, int place) => ((number + (7 * sample) + (3 * place)) % 5) / 2.5f;

    /// <summary>The same for all samples, row-major.</summary>
    public static IEnumerable<double> Noise(int number, int count, Tensor tensor) =>
        Enumerable.Range(0, count * tensor.Length).Select(i => (double)Noise(number, i / tensor.Length, i % tensor.Length));

    private static float[] Fill(int length, Func<float> next)
    {
        var values = new float[length];
        for (int i = 0; i < length; i++) values[i] = next();
        return values;
    }

    /// <summary>Rows that sum to 1: every other one has a single 1, as labels give it.</summary>
    private static float[] Distributions(int count, int length, Random random)
    {
        var rows = new float[count * length];
        for (int s = 0; s < count; s++)
        {
            Span<float> row = rows.AsSpan(s * length, length);
            int label = random.Next(length);
            row[label] = 1;
            if (s % 2 == 0) continue;
            int other = random.Next(length);
            row[label] = 0.75f;
            row[other] += 0.25f;
        }

        return rows;
    }
}
