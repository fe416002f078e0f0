using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>A network with several inputs and outputs, from the declaration to the file.</summary>
public sealed class PortTests
{
    private const int Count = 70;

    [Fact]
    public void Description_ListsThePortsInOrder()
    {
        NetworkDescription description = ActorCritic.Description;
        Assert.Equal(["observation [3, 4] Float32", "state [3] Float32"], description.Inputs.Select(port => port.ToString()));
        Assert.Equal(["policy [5] Float32", "value [1] Float32"], description.Outputs.Select(port => port.ToString()));
        Assert.Equal([Loss.CategoricalCrossEntropy, Loss.MeanSquaredError], description.Outputs.Select(port => port.Loss!.Value));
        Assert.Equal([0.5f, 1], description.Outputs.Select(port => port.Weight));
        Assert.Equal((15, 6), (ActorCritic.InputLength, ActorCritic.OutputLength));
        Assert.Contains("loss 0.5 · CategoricalCrossEntropy", description.Summary());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(Count)]
    public void ForwardBatch_ByPorts_GivesTheBitsOfTheRows(int count)
    {
        var network = new ActorCritic(seed: 2);
        (float[] observations, float[] states) = Inputs(count);
        float[] rows = network.Predict(Dataset.SideBySide(count, observations, states));
        float[] policies = new float[5 * count], values = new float[count];
        network.ForwardBatch(observations, states, policies, values);
        Assert.Equal(rows, Dataset.SideBySide(count, policies, values));
    }

    [Fact]
    public void Forward_ByPorts_GivesTheBitsOfTheRow()
    {
        var network = new ActorCritic(seed: 2);
        (float[] observation, float[] state) = Inputs(1);
        float[] row = new float[6], policy = new float[5], value = new float[1];
        network.Forward([.. observation, .. state], row);
        network.Forward(observation, state, policy, value);
        Assert.Equal(row, policy.Concat(value).ToArray());
    }

    [Fact]
    public void Forward_ByPorts_AllocatesNothing()
    {
        var network = new ActorCritic(seed: 2);
        (float[] observations, float[] states) = Inputs(Count);
        float[] policies = new float[5 * Count], values = new float[Count];
        Assert.Equal(0, Least(() => network.Forward(observations.AsSpan(0, 12), states.AsSpan(0, 3), policies.AsSpan(0, 5), values.AsSpan(0, 1))));
        Assert.Equal(0, Least(() => network.ForwardBatch(observations, states, policies, values)));
        var trainer = new Trainer<ActorCritic>(network, new Adam(), new TrainerOptions { BatchCapacity = Count });
        Dataset data = Data();
        Assert.Equal(0, Least(() => trainer.Step(data.Inputs, data.Targets)));

        static long Least(Action action) => Enumerable.Range(0, 3).Min(_ => Allocations.After(action));
    }

    [Fact]
    public void Forward_PortOfAnotherLength_NamesThePort()
    {
        var network = new ActorCritic(seed: 2);
        Assert.Contains("port state of ActorCritic has 3 floats, but the span has 4", Thrown(() => network.Forward(new float[12], new float[4], new float[5], new float[1])));
        Assert.Contains("port value", Thrown(() => network.ForwardBatch(new float[24], new float[6], new float[10], new float[1])));
        Assert.Contains("port observation", Thrown(() => network.ForwardBatch(new float[25], new float[6], new float[10], new float[2])));

        static string Thrown(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    [Fact]
    public void Evaluate_TotalLoss_IsTheWeightedSum()
    {
        Evaluation evaluation = new ActorCritic(seed: 2).Evaluate(Data());
        Assert.Equal(2, evaluation.OutputLosses.Count);
        Assert.Equal(evaluation.Loss, (0.5 * evaluation.OutputLosses[0]) + evaluation.OutputLosses[1], 5);
        Assert.InRange(evaluation.OutputLosses[0], 1, 3);
        Assert.Equal([new Emitted.Controller(seed: 1).Evaluate(Simple()).Loss], new Emitted.Controller(seed: 1).Evaluate(Simple()).OutputLosses);

        static Dataset Simple() => Dataset.FromTargets(new float[4], 4, new float[3], 3);
    }

    [Fact]
    public void Evaluate_SeveralOutputs_CountsWhatEachDecides()
    {
        var network = new ActorCritic(seed: 2);
        Evaluation evaluation = network.Evaluate(Data());
        float[] outputs = network.Predict(Data());
        ReadOnlySpan<float> targets = Data().Targets;
        int right = 0;
        for (int s = 0; s < Count; s++)
        {
            int greatest = Enumerable.Range(6 * s, 5).MaxBy(place => outputs[place]);
            right += targets[greatest] == 1 ? 1 : 0;
        }

        Assert.Null(evaluation.Accuracy);
        Assert.Equal([right / (double)Count, null], evaluation.OutputAccuracies);
    }

    [Fact]
    public void Output_WithParametersOfItsLoss_IsTrainedByThem()
    {
        PortDescription tags = Tagged.Description.Outputs[0];
        Assert.True(tags.FromLogits);
        Assert.Equal(0, tags.DecisionThreshold);
        PortDescription size = Tagged.Description.Outputs[1];
        Assert.False(size.FromLogits);
        Assert.Equal(0.5f, size.DecisionThreshold);

        // Logits of −1 and 2 for targets of 0 and 1; an error of 3 with δ = 2.
        var network = new Tagged(seed: 1);
        network.Parameters.AsSpan().Clear();
        network.Parameters["tags.bias"].CopyFrom([-1, 2]);
        network.Parameters["size.bias"].CopyFrom([3]);
        Evaluation evaluation = network.Evaluate(Dataset.FromTargets([0], 1, [0, 1, 0], 3));
        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(1 + Math.Exp(-2))) / 2, evaluation.OutputLosses[0], 1e-6);
        Assert.Equal(2 * (3 - 1), evaluation.OutputLosses[1], 1e-6);
        Assert.Equal([1, null], evaluation.OutputAccuracies);
    }

    [Fact]
    public void GradientCheck_OfSeveralOutputs_FindsNoMistake() =>
        Assert.InRange(GradientCheck.Run(new ActorCritic(seed: 2), Data()).LargestError, 0, 0.02);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_BothOutputs_AreLearnt(int threads)
    {
        var network = new ActorCritic(seed: 2);
        Evaluation before = network.Evaluate(Data());
        network.Fit(Data(), new FitOptions { Epochs = 60, Optimizer = new Adam(0.01f), Threads = threads });
        Evaluation after = network.Evaluate(Data());
        Assert.All(Enumerable.Range(0, 2), output => Assert.True(after.OutputLosses[output] < 0.5 * before.OutputLosses[output], $"{before} {after}"));
        var copy = new ActorCritic(seed: 5);
        string file = Path.GetTempFileName();
        network.Save(file);
        copy.Load(file);
        File.Delete(file);
        Assert.Equal(network.Predict(Data()), copy.Predict(Data()));
    }

    [Fact]
    public void Fit_WithLabels_IsRefused()
    {
        var network = new ActorCritic(seed: 2);
        Dataset labels = Dataset.FromLabels(new float[15], 15, [0], 5);
        Assert.Contains("2 outputs", Assert.Throws<ArgumentException>(() => network.Fit(labels)).Message);
        Assert.Contains("2 outputs", Assert.Throws<ArgumentException>(() => network.PredictClasses(new float[15])).Message);
    }

    [Fact]
    public void SideBySide_OfArraysThatDoNotFit_IsRefused()
    {
        Assert.Equal([1, 2, 5, 3, 4, 6], Dataset.SideBySide(2, [1, 2, 3, 4], [5, 6]));
        Assert.Throws<ArgumentException>(() => Dataset.SideBySide(2, [1, 2, 3], [5, 6]));
        Assert.Throws<ArgumentException>(() => Dataset.SideBySide(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.SideBySide(0, [1f]));
    }

    private static (float[] Observations, float[] States) Inputs(int count)
    {
        var random = new Random(3);
        float[] Fill(int length) => Enumerable.Range(0, count * length).Select(_ => (2 * random.NextSingle()) - 1).ToArray();
        return (Fill(12), Fill(3));
    }

    /// <summary>The class is the place of the largest of the first numbers of the observation; the value is the sum of the state.</summary>
    private static Dataset Data()
    {
        (float[] observations, float[] states) = Inputs(Count);
        var policies = new float[5 * Count];
        var values = new float[Count];
        for (int s = 0; s < Count; s++)
        {
            int best = Enumerable.Range(0, 5).MaxBy(place => observations[(12 * s) + place]);
            policies[(5 * s) + best] = 1;
            values[s] = states[3 * s] + states[(3 * s) + 1] + states[(3 * s) + 2];
        }

        return Dataset.FromTargets(Dataset.SideBySide(Count, observations, states), 15, Dataset.SideBySide(Count, policies, values), 6);
    }
}

[NeuralNetwork, Input(3, 4, Name = "observation"), Input(3, Name = "state")]
[Flatten(From = "observation"), Dense(16, Activation.Tanh, Name = "seen"), Concat("seen", "state"), Dense(24, Activation.Tanh, Name = "body")]
[Dense(5, Activation.Softmax, Name = "policy"), Dense(1, From = "body", Name = "value")]
[Output("policy", Weight = 0.5f), Output("value")]
internal sealed partial class ActorCritic;

[NeuralNetwork(Loss = Loss.Huber), Input(1), Dense(2, Name = "tags"), Dense(1, From = "input", Name = "size")]
[Output("tags", Loss = Loss.BinaryCrossEntropy, FromLogits = true), Output("size", HuberDelta = 2f)]
internal sealed partial class Tagged;
