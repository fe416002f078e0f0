using System;
using System.Threading;
using Xunit;

namespace NNGen.Tests.Emitted;

public sealed class ConcurrentForwardTests
{
    private const int Threads = 4;
    private const int Count = 50;
    private const int Repetitions = 5;

    [Theory]
    [MemberData(nameof(EmittedCase.All), MemberType = typeof(EmittedCase))]
    public void Forward_FromSeveralThreads_GivesTheBitsOfOne(EmittedCase network)
    {
        float[] alone = network.ForwardOneByOne(Count)();
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            // A fresh network: its first calls also race to pack the parameters.
            Assert.All(OnAllThreads(network.ForwardOneByOne(Count)), outputs => AssertSameBits(alone, outputs));
        }
    }

    private static float[][] OnAllThreads(Func<float[]> forward)
    {
        var outputs = new float[Threads][];
        var threads = new Thread[Threads];
        using var start = new Barrier(Threads);
        for (int t = 0; t < Threads; t++)
        {
            int place = t;
            threads[t] = new Thread(() =>
            {
                start.SignalAndWait();
                outputs[place] = forward();
            });
            threads[t].Start();
        }

        foreach (Thread thread in threads) thread.Join();
        return outputs;
    }

    private static void AssertSameBits(float[] expected, float[] actual) =>
        Assert.Equal(Array.ConvertAll(expected, BitConverter.SingleToInt32Bits), Array.ConvertAll(actual, BitConverter.SingleToInt32Bits));
}
