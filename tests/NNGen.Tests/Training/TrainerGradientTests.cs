using System;
using Xunit;

namespace NNGen.Tests.Training;

public class TrainerGradientTests
{
    private const int Count = 41;

    private static readonly float[] Inputs = TrainingSamples.Inputs(Count);
    private static readonly int[] Labels = TrainingSamples.Labels(Count);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_ThenApply_EqualsStep(int threads)
    {
        HandWrittenNetwork stepped = HandWrittenNetwork.Create(seed: 1);
        HandWrittenNetwork applied = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> stepping = Trainer(stepped, threads);
        using Trainer<HandWrittenNetwork> applying = Trainer(applied, threads);
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(stepping.Step(Inputs, Labels), applying.Gradients(Inputs, Labels, gradient));
            applying.Apply(gradient);
        }

        Assert.Equal(stepped.Parameters.AsReadOnlySpan().ToArray(), applied.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Gradients_ChangeNoParameter()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> trainer = Trainer(network, threads: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        trainer.Gradients(Inputs, Labels, new float[HandWrittenNetwork.ParameterCount]);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
        Assert.Equal(0, trainer.Steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_OfInputs_EqualDifferencesOfTheLoss(int threads)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> trainer = Trainer(network, threads);
        var inputGradient = new float[Inputs.Length];
        trainer.Gradients(Inputs, Labels, new float[HandWrittenNetwork.ParameterCount], inputGradient);
        double[] p = TrainerTests.ToDouble(network.Parameters.AsReadOnlySpan());
        for (int i = 0; i < Inputs.Length; i += 13)
        {
            float[] moved = (float[])Inputs.Clone();
            moved[i] = Inputs[i] + 0.01f;
            double above = ReferenceTraining.MeanLoss(p, moved, Labels, new double[p.Length]);
            double distance = moved[i];
            moved[i] = Inputs[i] - 0.01f;
            double below = ReferenceTraining.MeanLoss(p, moved, Labels, new double[p.Length]);
            distance -= moved[i];
            Assert.Equal((above - below) / distance, inputGradient[i], 1e-6);
        }
    }

    [Fact]
    public void Backward_WithTheLossGradient_EqualsGradients()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> trainer = Trainer(network, threads: 1);
        var expected = new float[HandWrittenNetwork.ParameterCount];
        var expectedInput = new float[Inputs.Length];
        trainer.Gradients(Inputs, Labels, expected, expectedInput);

        // ∂loss/∂y of the mean cross-entropy is −1 / (count · y) at the label.
        float[] outputs = network.Predict(Inputs);
        var outputGradients = new float[outputs.Length];
        for (int s = 0; s < Count; s++)
        {
            int place = (s * HandWrittenNetwork.Outputs) + Labels[s];
            outputGradients[place] = -1 / (Count * outputs[place]);
        }

        var actual = new float[expected.Length];
        var actualInput = new float[expectedInput.Length];
        trainer.Backward(Inputs, outputGradients, actual, actualInput);
        TrainerTests.AssertClose(TrainerTests.ToDouble(expected), actual, 1e-6);
        TrainerTests.AssertClose(TrainerTests.ToDouble(expectedInput), actualInput, 1e-6);
    }

    [Fact]
    public void Backward_Samples_AreSummed()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> trainer = Trainer(network, threads: 1);
        float[] outputGradients = TrainingSamples.OneHot(Labels);
        var together = new float[HandWrittenNetwork.ParameterCount];
        trainer.Backward(Inputs, outputGradients, together);
        var sum = new double[together.Length];
        var alone = new float[together.Length];
        for (int s = 0; s < Count; s++)
        {
            ReadOnlySpan<float> input = Inputs.AsSpan(s * HandWrittenNetwork.Inputs, HandWrittenNetwork.Inputs);
            trainer.Backward(input, outputGradients.AsSpan(s * HandWrittenNetwork.Outputs, HandWrittenNetwork.Outputs), alone);
            for (int i = 0; i < sum.Length; i++) sum[i] += alone[i];
        }

        TrainerTests.AssertClose(sum, together, 1e-5);
    }

    private static Trainer<HandWrittenNetwork> Trainer(HandWrittenNetwork network, int threads) =>
        new(network, new Adam(0.01f), new TrainerOptions { BatchCapacity = 64, Threads = threads });
}
