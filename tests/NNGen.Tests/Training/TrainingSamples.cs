using System;

namespace NNGen.Tests.Training;

/// <summary>Inputs and labels for the hand-written network.</summary>
internal static class TrainingSamples
{
    public static float[] Inputs(int count, int seed = 1)
    {
        var random = new Random(seed);
        var inputs = new float[count * HandWrittenNetwork.Inputs];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = (random.NextSingle() * 2) - 1;
        return inputs;
    }

    public static int[] Labels(int count, int seed = 2)
    {
        var random = new Random(seed);
        var labels = new int[count];
        for (int i = 0; i < count; i++) labels[i] = random.Next(HandWrittenNetwork.Outputs);
        return labels;
    }

    /// <summary>The labels as one-hot rows.</summary>
    public static float[] OneHot(int[] labels)
    {
        var targets = new float[labels.Length * HandWrittenNetwork.Outputs];
        for (int s = 0; s < labels.Length; s++) targets[(s * HandWrittenNetwork.Outputs) + labels[s]] = 1;
        return targets;
    }

    /// <summary>Three clouds of points around three corners: a linear classifier can tell them apart.</summary>
    public static Dataset Separable(int count, int seed = 3)
    {
        float[] inputs = Inputs(count, seed);
        int[] labels = Labels(count, seed);
        for (int s = 0; s < count; s++)
        {
            for (int i = 0; i < HandWrittenNetwork.Inputs; i++) inputs[(s * HandWrittenNetwork.Inputs) + i] *= 0.3f;
            inputs[(s * HandWrittenNetwork.Inputs) + labels[s]] += 1;
        }

        return Dataset.FromLabels(inputs, HandWrittenNetwork.Inputs, labels, HandWrittenNetwork.Outputs);
    }

    public static Dataset Random(int count, int seed = 4) =>
        Dataset.FromLabels(Inputs(count, seed), HandWrittenNetwork.Inputs, Labels(count, seed), HandWrittenNetwork.Outputs);

    /// <summary>The numbers from 0 on.</summary>
    public static int[] Indices(int count)
    {
        var indices = new int[count];
        for (int i = 0; i < count; i++) indices[i] = i;
        return indices;
    }
}
