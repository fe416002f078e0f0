using System;
using System.Linq;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>What the entry points promise beside the right numbers.</summary>
public class ForwardTests
{
    private const float Guard = -1.25e30f;

    public static TheoryData<string, KernelTarget> All => KernelCases.OnEveryTarget(KernelCases.All);

    public static TheoryData<string, KernelTarget> Layers =>
        KernelCases.OnEveryTarget([.. KernelCases.VectorLayers, .. KernelCases.Activations]);

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_OutputOverlapsInput_SameAsApart(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        NetworkDriver driver = KernelCases.Create(network, target);
        (int inputs, int outputs) = (driver.Description.InputLength, driver.Description.OutputLength);
        ReadOnlySpan<float> sample = KernelCases.Data(network).Inputs.AsSpan(0, inputs);
        float[] expected = driver.Forward(sample);
        foreach (int shift in new[] { 0, 1, -1, inputs - 1, 1 - outputs, 16, -16 })
        {
            var memory = new float[inputs + (2 * (inputs + outputs + 16))];
            int start = inputs + outputs + 16;
            sample.CopyTo(memory.AsSpan(start));
            driver.Forward(memory.AsSpan(start, inputs), memory.AsSpan(start + shift, outputs));
            Assert.Equal(expected, memory.AsSpan(start + shift, outputs).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_LongerOutputAndOwnWorkspace_SameAndNothingElseWritten(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        NetworkDriver driver = KernelCases.Create(network, target);
        float[] sample = KernelCases.Data(network).Inputs[..driver.Description.InputLength];
        float[] input = [.. sample];
        float[] output = Enumerable.Repeat(Guard, driver.Description.OutputLength + 33).ToArray();
        driver.Forward(input, output, new Workspace());
        Assert.Equal(driver.Forward(sample), output[..driver.Description.OutputLength]);
        Assert.All(output[driver.Description.OutputLength..], value => Assert.Equal(Guard, value));
        Assert.Equal(sample, input);
    }

    /// <summary>
    /// A NaN shows that something before is wrong: no layer may make a number of it, and no other sample may get it. Only a threshold does:
    /// a NaN is not above it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_NaNInput_ReachesTheOutput(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        if (network.Layers.Contains("BinaryStep") || network.Layers.Contains("ThresholdedReLU")) return;
        CaseData data = KernelCases.Data(network);
        NetworkDriver driver = KernelCases.Create(network, target);
        int inputLength = driver.Description.InputLength;
        const int Poisoned = 3;
        float[] inputs = [.. data.Inputs];
        inputs[(Poisoned * inputLength) + (inputLength / 2)] = float.NaN;
        Assert.All(driver.Forward(inputs.AsSpan(Poisoned * inputLength, inputLength)), value => Assert.Equal(float.NaN, value));
        float[][] expected = data.Samples(driver.ForwardBatch(data.Inputs)).ToArray();
        float[][] outputs = data.Samples(driver.ForwardBatch(inputs)).ToArray();
        Assert.All(outputs[Poisoned], value => Assert.Equal(float.NaN, value));
        for (int s = 0; s < data.Count; s++)
        {
            if (s != Poisoned) Assert.Equal(expected[s], outputs[s]);
        }
    }

    /// <summary>Wherever in a window it stands: the maximum of a processor's own instruction would be a number.</summary>
    [Theory]
    [InlineData(KernelTarget.Vector512)]
    [InlineData(KernelTarget.VectorT)]
    public void MaxPool2D_ANaNAmongNumbers_ReachesTheOutput(KernelTarget target)
    {
        NetworkCase network = NetworkCase.Around(Catalogue.Find("MaxPool2D")!).First();
        CaseData data = KernelCases.Data(network);
        NetworkDriver driver = KernelCases.Create(network, target);
        for (int element = 0; element < driver.Description.InputLength; element++)
        {
            float[] input = data.Samples(data.Inputs).First().ToArray();
            input[element] = float.NaN;
            Assert.All(driver.Forward(input), value => Assert.Equal(float.NaN, value));
            Assert.All(driver.ForwardBatch(input), value => Assert.Equal(float.NaN, value));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ForwardBatch_ChangedParameters_UsesThem(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        CaseData data = KernelCases.Data(network);
        NetworkDriver driver = KernelCases.Create(network, target);
        float[] sample = data.Inputs[..driver.Description.InputLength];
        if (driver.Parameters.Length == 0) return;
        float[] before = driver.Forward(sample);
        foreach (ref float parameter in driver.Parameters.AsSpan()) parameter = 0;
        float[] zero = driver.Forward(sample);
        Assert.Equal(driver.ForwardBatch(sample), zero);
        bool isCutOff = Array.TrueForAll(before, value => value == 0);
        if (driver.Description.OutputLength > 1 && !isCutOff) Assert.NotEqual(before, zero);
    }
}
