using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace NNGen.Tests.Golden;

/// <summary>
/// Batch normalisation gives what PyTorch's gives over whole batches: outputs and gradients in training, running statistics, and outputs in
/// use. The numbers come from <c>batch_normalization.py</c> in this folder.
/// </summary>
public sealed class BatchNormalizationGoldenTests
{
    // Single precision here, and double there.
    private const double Tolerance = 2e-6;
    private const int Count = 37;

    private static readonly JsonElement Golden = Read();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Backward_OfABatch_GivesPyTorchsGradients(int batch)
    {
        JsonElement golden = Golden.GetProperty("batches")[batch];
        using var trainer = new Trainer<NormalizedImages>(Create(), new Sgd(), new TrainerOptions { BatchCapacity = Count });
        float[] parameters = new float[NormalizedImages.ParameterCount], inputs = new float[Count * NormalizedImages.InputLength];
        trainer.Backward(Numbers(golden, "input"), Numbers(golden, "output_gradient"), parameters, inputs);
        RequireClose(golden, "input_gradient", inputs);
        RequireClose(golden, "gamma_gradient", parameters[..4]);
        RequireClose(golden, "beta_gradient", parameters[4..]);
    }

    /// <summary>The loss against PyTorch's outputs vanishes, and against any others it does not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Output_OfATrainingStep_IsPyTorchs(int batch)
    {
        JsonElement golden = Golden.GetProperty("batches")[batch];
        float[] expected = Numbers(golden, "output");
        using var trainer = new Trainer<NormalizedImages>(Create(), new Sgd(), new TrainerOptions { BatchCapacity = Count });
        float[] parameters = new float[NormalizedImages.ParameterCount];
        float[] inputs = Numbers(golden, "input");
        Assert.InRange(trainer.Gradients(inputs, expected, parameters), 0, 1e-11);
        float[] other = [.. expected.Select((value, i) => i == 100 ? value + 1 : value)];
        Assert.Equal(1.0 / expected.Length, trainer.Gradients(inputs, other, parameters), 1e-6);
    }

    [Fact]
    public void Steps_OverTwoBatches_MoveTheRunningStatisticsAsPyTorchDoes()
    {
        NormalizedImages network = Create();
        using var trainer = new Trainer<NormalizedImages>(network, new Sgd(1e-30f), new TrainerOptions { BatchCapacity = Count });
        foreach (JsonElement golden in Golden.GetProperty("batches").EnumerateArray())
        {
            float[] inputs = Numbers(golden, "input");
            trainer.Step(inputs, new float[inputs.Length]);
            RequireClose(golden, "moving_mean", network.Parameters["norm.moving_mean"].ToArray());
            RequireClose(golden, "moving_variance", network.Parameters["norm.moving_variance"].ToArray());
        }

        JsonElement used = Golden.GetProperty("in_use");
        RequireClose(used, "output", network.Predict(Numbers(used, "input")));
        float[] first = new float[NormalizedImages.OutputLength];
        network.Forward(Numbers(used, "input").AsSpan(0, first.Length), first);
        RequireClose(Numbers(used, "output")[..first.Length], "output", first);
    }

    private static NormalizedImages Create()
    {
        var network = new NormalizedImages(seed: 1);
        network.Parameters["norm.gamma"].CopyFrom(Numbers(Golden, "gamma"));
        network.Parameters["norm.beta"].CopyFrom(Numbers(Golden, "beta"));
        return network;
    }

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "batch_normalization.json")));
        return document.RootElement.Clone();
    }

    private static float[] Numbers(JsonElement golden, string name) =>
        golden.GetProperty(name).EnumerateArray().Select(number => number.GetSingle()).ToArray();

    private static void RequireClose(JsonElement golden, string name, float[] found) => RequireClose(Numbers(golden, name), name, found);

    private static void RequireClose(float[] expected, string name, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        double size = Math.Max(1, expected.Max(Math.Abs));
        for (int index = 0; index < expected.Length; index++)
        {
            bool isClose = Math.Abs(found[index] - expected[index]) <= Tolerance * size;
            Assert.True(isClose, $"{name}[{index}] is {found[index]:G9}, but PyTorch gives {expected[index]:G9}.");
        }
    }
}

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(3, 2, 4), BatchNormalization(0.75f, 1e-3f, Name = "norm")]
internal sealed partial class NormalizedImages;
