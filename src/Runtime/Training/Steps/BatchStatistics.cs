using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// What the samples of a batch have in common: sums over all of them, which the segments of a step are separated by, and their running
/// averages. Every sum is taken in the order of the samples and in double, so that neither threads nor blocks change a bit of it.
/// </summary>
internal sealed class BatchStatistics
{
    private const int Lanes = 16;

    private readonly int blockLength;
    private readonly int blockSize;
    private readonly RunningAverage[] averages;
    private readonly RunningAverage[] trained;
    private readonly IReadOnlySet<string> frozen;

    /// <summary>Prepares the sums of one network.</summary>
    /// <param name="plan">The network's plan.</param>
    /// <param name="blockSize">The samples of a block.</param>
    /// <param name="frozen">The layers whose running averages take the place of the batch's values; null for all of them.</param>
    public BatchStatistics(TrainingPlan plan, int blockSize, IReadOnlySet<string>? frozen)
    {
        this.blockSize = blockSize;
        BatchSum[] sums = [.. plan.ForwardSums.Concat(plan.BackwardSums).Concat(plan.InputGradientSums).SelectMany(group => group)];
        this.frozen = frozen ?? sums.Select(sum => sum.Layer).ToHashSet();
        blockLength = plan.BlockLength;
        averages = [.. plan.Averages];
        trained = [.. averages.Where(average => !sums.Any(sum => sum.Target == average.Value && this.frozen.Contains(sum.Layer)))];
    }

    /// <summary>Computes some sums over the batch and gives them to all blocks.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="blocks">The blocks of the batch.</param>
    /// <param name="count">The samples of the batch.</param>
    /// <param name="parameters">The parameters with the running statistics.</param>
    public void Run(IReadOnlyList<BatchSum> sums, Span<float> blocks, int count, ReadOnlySpan<float> parameters)
    {
        for (int index = 0; index < sums.Count; index++)
        {
            BatchSum sum = sums[index];
            Span<float> result = blocks.Slice(sum.Target, sum.Length);
            if (frozen.Contains(sum.Layer)) Remember(sum, parameters, result);
            else Sum(sum, blocks, count, result);
            for (int start = blockLength; start < blocks.Length; start += blockLength) result.CopyTo(blocks[(start + sum.Target)..]);
        }
    }

    /// <summary>
    /// The forward pass of a training step over one block by itself; to be called where all layers count as frozen, so that running
    /// averages take the place of what a batch would have in common.
    /// </summary>
    public void RunForward<TNetwork>(TNetwork network, Span<float> block, BlockInput input, int count)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        IReadOnlyList<IReadOnlyList<BatchSum>> groups = TNetwork.TrainingPlan.ForwardSums;
        ReadOnlySpan<float> parameters = network.Parameters.Everything;
        NoiseSource.Clear(TNetwork.TrainingPlan.Noises, block, blockSize);
        for (int segment = 0; segment <= groups.Count; segment++)
        {
            TNetwork.TrainForward(parameters, block, input, segment);
            if (segment < groups.Count) Run(groups[segment], block, count, parameters);
        }
    }

    /// <summary>Moves the running averages towards the values of the last batch.</summary>
    public void Average(ReadOnlySpan<float> block, Span<float> parameters)
    {
        foreach (RunningAverage average in trained)
        {
            Span<float> old = parameters.Slice(average.Statistic, average.Length);
            ReadOnlySpan<float> values = block.Slice(average.Value, average.Length);
            double momentum = average.Momentum;
            for (int i = 0; i < old.Length; i++) old[i] = (float)((momentum * old[i]) + ((1 - momentum) * values[i]));
        }
    }

    private void Remember(BatchSum sum, ReadOnlySpan<float> parameters, Span<float> result)
    {
        result.Clear();
        foreach (RunningAverage average in averages)
        {
            if (average.Value == sum.Target) parameters.Slice(average.Statistic, average.Length).CopyTo(result);
        }
    }

    private void Sum(BatchSum sum, ReadOnlySpan<float> blocks, int count, Span<float> result)
    {
        double divisor = sum.Divisor == 0 ? 1 : (double)count * sum.Divisor;
        for (int feature = 0; feature < result.Length; feature++)
        {
            result[feature] = (float)(Sum(blocks[(sum.Source + (feature * blockSize))..], count) / divisor);
        }
    }

    /// <summary>Sample s goes into lane s mod 16, and the 16 lanes are closed by one tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Sum(ReadOnlySpan<float> values, int count)
    {
        Vector256<double> a = default, b = default, c = default, d = default;
        ref float block = ref MemoryMarshal.GetReference(values);
        for (int left = count; left > 0; left -= blockSize)
        {
            for (int sample = 0; sample < Math.Min(left, blockSize); sample += Lanes)
            {
                ref float lane = ref Unsafe.Add(ref block, sample);
                a += Load(ref lane, left - sample);
                b += Load(ref Unsafe.Add(ref lane, 4), left - sample - 4);
                c += Load(ref Unsafe.Add(ref lane, 8), left - sample - 8);
                d += Load(ref Unsafe.Add(ref lane, 12), left - sample - 12);
            }

            if (left > blockSize) block = ref Unsafe.Add(ref block, blockLength);
        }

        Vector256<double> four = (a + c) + (b + d);
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    /// <summary>Four floats, of which only the first <paramref name="valid"/> count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref float values, int valid)
    {
        Vector128<float> four = Vector128.LoadUnsafe(ref values);
        if (valid < 4) four = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(valid)).AsSingle(), four, default);
        return Vector256.WidenLower(four.ToVector256());
    }
}
