using System;
using Xunit;

namespace NNGen.Tests.Training;

public class NetworkInferenceTests
{
    [Fact]
    public void Predict_SpanAndDataset_EqualForwardBatch()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Random(40);
        var expected = new float[40 * HandWrittenNetwork.Outputs];
        network.ForwardBatch(data.Inputs, expected);
        Assert.Equal(expected, network.Predict(data));
        Assert.Equal(expected, network.Predict(data.Inputs));
    }

    [Fact]
    public void PredictClasses_PlacesOfTheGreatestOutputs()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Random(40);
        float[] outputs = network.Predict(data);
        int[] classes = network.PredictClasses(data);
        for (int s = 0; s < 40; s++)
        {
            for (int o = 0; o < HandWrittenNetwork.Outputs; o++)
            {
                Assert.True(outputs[(s * HandWrittenNetwork.Outputs) + classes[s]] >= outputs[(s * HandWrittenNetwork.Outputs) + o]);
            }
        }
    }

    [Fact]
    public void Predict_WrongLengths_Throw()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Assert.Throws<ArgumentException>(() => network.Predict(new float[6]));
        Assert.Throws<ArgumentException>(() => network.PredictClasses(new float[6]));
        Assert.Throws<ArgumentException>(() => network.Predict(Dataset.FromInputs(new float[4], 4)));
        Assert.Throws<ArgumentException>(() => network.PredictClasses(Dataset.FromInputs(new float[4], 4)));
    }

    [Fact]
    public void Clone_SharesNothing()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        HandWrittenNetwork copy = network.Clone();
        Assert.Equal(network.Parameters.AsReadOnlySpan().ToArray(), copy.Parameters.AsReadOnlySpan().ToArray());
        copy.Parameters[0] += 1;
        Assert.NotEqual(network.Parameters[0], copy.Parameters[0]);
    }
}
