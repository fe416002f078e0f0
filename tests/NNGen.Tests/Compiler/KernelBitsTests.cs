using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>What may change no bit of a result: companions in a batch, their number, how strips are shared out, the target.</summary>
public class KernelBitsTests
{
    public static TheoryData<string, KernelTarget> All => KernelCases.OnEveryTarget(KernelCases.All);

    public static TheoryData<string, KernelTarget> Trainable => KernelCases.OnEveryTarget(KernelCases.Trainable);

    public static TheoryData<string> Names => new(KernelCases.All.Select(network => network.Name));

    [Theory]
    [MemberData(nameof(All))]
    public void ForwardBatch_OtherCompanions_SameBits(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        CaseData data = KernelCases.Data(network);
        NetworkDriver driver = KernelCases.Create(network, target);
        float[] outputs = driver.ForwardBatch(data.Inputs);
        foreach (int count in new[] { 1, 5, 31, 32, 33, 64 })
        {
            float[] some = driver.ForwardBatch(data.Inputs.AsSpan(0, count * driver.Description.InputLength));
            AssertSameBits(outputs.AsSpan(0, some.Length), some);
        }

        float[] backwards = driver.ForwardBatch(data.Samples(data.Inputs).Reverse().SelectMany(input => input).ToArray());
        AssertSameBits(outputs, data.Samples(backwards).Reverse().SelectMany(output => output).ToArray());
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void ParameterGradients_StripByStrip_SameBits(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        TrainingSamples samples = KernelCases.Data(network).First(33, seedsOutputGradient: false);
        NetworkDriver driver = KernelCases.Create(network, target);
        float[] together = driver.Train(samples).ParameterGradient;
        AssertSameBits(together, driver.Train(samples, stripsPerCall: 1).ParameterGradient);
        AssertSameBits(together, driver.Train(samples, stripsPerCall: 3).ParameterGradient);
    }

    /// <summary>The width of the hardware's vectors decides about speed alone, where there are fused multiply-adds.</summary>
    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Targets_SameSamples_SameBits(string name)
    {
        Skip.IfNot(Hardware.HasMultiplyAdd, "This hardware has no fused multiply-add.");
        NetworkCase network = KernelCases.Find(name);
        CaseData data = KernelCases.Data(network);
        NetworkDriver wide = KernelCases.Create(network, KernelTarget.Vector512);
        NetworkDriver narrow = KernelCases.Create(network, KernelTarget.VectorT);
        float[] sample = data.Samples(data.Inputs).First();
        AssertSameBits(wide.Forward(sample), narrow.Forward(sample));
        AssertSameBits(wide.ForwardBatch(data.Inputs), narrow.ForwardBatch(data.Inputs));
        if (KernelCases.Constant.Contains(network)) return;
        TrainingResult first = wide.Train(data.First(data.Count, seedsOutputGradient: false));
        TrainingResult second = narrow.Train(data.First(data.Count, seedsOutputGradient: false));
        AssertSameBits(first.Outputs, second.Outputs);
        AssertSameBits(first.Losses, second.Losses);
        AssertSameBits(first.InputGradients, second.InputGradients);
        AssertSameBits(first.ParameterGradient, second.ParameterGradient);
    }

    private static void AssertSameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.Equal(Bits(expected), Bits(actual));

    private static uint[] Bits(ReadOnlySpan<float> values) => values.ToArray().Select(BitConverter.SingleToUInt32Bits).ToArray();
}
