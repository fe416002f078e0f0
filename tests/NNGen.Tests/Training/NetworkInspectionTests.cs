using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Tests.Emitted;
using Xunit;

namespace NNGen.Tests.Training;

public sealed class NetworkInspectionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    public void LayerOutputs_OfDenseLayers_AreThoseOfTheFormula(int count)
    {
        var network = new Controller(seed: 1);
        Dataset data = Random(count, Controller.InputLength);
        IReadOnlyList<LayerOutput> outputs = network.LayerOutputs(data);
        Assert.Equal(["dense_1", "dense_2", "dense_3"], outputs.Select(output => output.Layer));
        for (int sample = 0; sample < count; sample++)
        {
            double[] values = [.. data.Input(sample).ToArray().Select(value => (double)value)];
            foreach (LayerOutput output in outputs)
            {
                values = Dense(network.Parameters, output.Layer, values, output.Layer == "dense_3" ? value => value : Math.Tanh);
                Assert.Equal(values.Length, output.Length);
                for (int unit = 0; unit < values.Length; unit++)
                {
                    Assert.Equal(values[unit], output.Values[(sample * values.Length) + unit], 1e-5);
                }
            }
        }
    }

    /// <summary>The first activation moved behind the pooling; what the convolution gives is no output of a layer.</summary>
    [Fact]
    public void LayerOutputs_OfConvolutions_AreThoseOfTheFirstLayersAlone()
    {
        var whole = new LeNet5(seed: 2);
        var front = new LeNet5Front();
        front.Parameters.CopyMatching(whole.Parameters);
        Dataset data = Random(5, LeNet5.InputLength);
        IReadOnlyList<LayerOutput> outputs = whole.LayerOutputs(data);
        Assert.Equal(12 * 12 * 6, LeNet5Front.OutputLength);
        Assert.DoesNotContain(outputs, output => output.Layer == "conv2d_1");
        AssertClose(front.Predict(data), outputs.Single(output => output.Layer == "maxpool2d_2").Values);
        AssertClose(whole.Predict(data), outputs[^1].Values);
    }

    [Fact]
    public void LayerOutputs_OfOtherData_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new Controller().LayerOutputs(Random(3, Controller.InputLength + 1)));

    private static double[] Dense(ParameterBuffer parameters, string layer, double[] input, Func<double, double> activation)
    {
        ParameterView kernel = parameters[$"{layer}.kernel"], bias = parameters[$"{layer}.bias"];
        return [.. Enumerable.Range(0, bias.Length).Select(
            unit => activation(bias[unit] + input.Select((value, feature) => value * kernel[feature, unit]).Sum()))];
    }

    private static Dataset Random(int count, int length)
    {
        var random = new CounterRandom(seed: 5);
        var inputs = new float[count * length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = (2 * random.NextSingle()) - 1;
        return Dataset.FromInputs(inputs, length);
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4f);
    }
}

/// <summary>The beginning of <see cref="LeNet5"/>.</summary>
[NeuralNetwork, Input(28, 28, 1), Conv2D(6, 5, Activation.ReLU), MaxPool2D(2)]
internal sealed partial class LeNet5Front;
