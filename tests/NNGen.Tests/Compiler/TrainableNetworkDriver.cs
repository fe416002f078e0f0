using System;
using System.Collections.Generic;
using System.Linq;

namespace NNGen.Tests.Compiler;

/// <summary>What a training step reads: rows of inputs and targets, and a weight for each sample.</summary>
/// <param name="Inputs">Row-major [count, InputLength].</param>
/// <param name="Targets">Row-major [count, OutputLength]: targets of the loss, or ∂output.</param>
/// <param name="Weights">By how much each sample's loss counts.</param>
/// <param name="SeedsOutputGradient">Whether the targets are ∂output.</param>
internal sealed record TrainingSamples(float[] Inputs, float[] Targets, float[] Weights, bool SeedsOutputGradient)
{
    public int Count => Weights.Length;
}

/// <summary>What a training step leaves, all row-major by sample.</summary>
internal sealed record TrainingResult(float[] Outputs, float[] Losses, float[] InputGradients, float[] ParameterGradient);

/// <summary>Runs the parts of a training step in memory that starts as NaN and has guards behind it.</summary>
internal sealed class TrainableNetworkDriver<TNetwork>(TNetwork network, Action selectTarget)
    : NetworkDriver<TNetwork>(network, selectTarget)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private const int GuardLength = 64;
    private const float Guard = -1.2345e30f;

    private static readonly TrainingPlan Plan = TNetwork.TrainingPlan;
    private static readonly int BlockSize = TNetwork.Description.BlockSize;

    public override TrainingResult Train(TrainingSamples samples, int stripsPerCall = int.MaxValue)
    {
        SelectTarget();
        int blockCount = (samples.Count + BlockSize - 1) / BlockSize;
        int inputLength = TNetwork.Description.InputLength;
        AlignedMemory blocks = Guarded(blockCount * Plan.BlockLength);
        AlignedMemory inputGradients = Guarded(blockCount * BlockSize * inputLength);
        nint[] rows = ReversedRows(samples, blockCount * BlockSize, inputLength, out float[] values);
        var result = new TrainingResult(
            new float[samples.Count * TNetwork.Description.OutputLength],
            new float[samples.Count],
            new float[samples.Count * inputLength],
            new float[TNetwork.Description.ParameterCount]);
        IReadOnlyList<BatchSum>[] sums = [.. Plan.ForwardSums, .. Plan.BackwardSums, .. Plan.InputGradientSums];
        for (int phase = 0; phase <= sums.Length; phase++)
        {
            for (int index = 0; index < blockCount; index++)
            {
                Span<float> block = blocks.Span.Slice(index * Plan.BlockLength, Plan.BlockLength);
                var input = new BlockInput(values, rows.AsSpan(index * BlockSize, BlockSize));
                Span<float> inputGradient = inputGradients.Span.Slice(index * BlockSize * inputLength, BlockSize * inputLength);
                RunBlock(samples, index, phase, block, input, inputGradient, result);
            }

            if (phase < sums.Length) Sum(sums[phase], blocks.Span[..(blockCount * Plan.BlockLength)], samples.Count);
        }

        RequireGuard(blocks);
        RequireGuard(inputGradients);
        inputGradients.Span[..result.InputGradients.Length].CopyTo(result.InputGradients);
        var batch = new TrainingBatch(blocks.Span[..(blockCount * Plan.BlockLength)], new BlockInput(values, rows), samples.Count);
        CollectGradients(batch, stripsPerCall, result.ParameterGradient);
        return result;
    }

    private void RunBlock(
        TrainingSamples samples,
        int index,
        int phase,
        Span<float> block,
        BlockInput input,
        Span<float> inputGradient,
        TrainingResult result)
    {
        ReadOnlySpan<float> parameters = Parameters.Everything;
        int first = index * BlockSize;
        int backward = phase - Plan.ForwardSums.Count;
        int inputs = backward - Plan.BackwardSums.Count;
        if (phase == 0) FillTargets(samples, first, block);
        if (backward <= 0) TNetwork.TrainForward(parameters, block, input, phase);
        if (backward == 0) Seed(samples, first, block, result);
        if (backward >= 0 && inputs <= 0) TNetwork.Backward(parameters, block, backward);
        if (inputs >= 0) TNetwork.InputGradient(parameters, block, inputGradient, inputs);
        bool isLast = inputs == Plan.InputGradientSums.Count;
        if (isLast && !samples.SeedsOutputGradient) CopyLanes(block, Plan.LossOffset, result.Losses, first, 1);
    }

    private static void Seed(TrainingSamples samples, int first, Span<float> block, TrainingResult result)
    {
        CopyLanes(block, Plan.OutputOffset, result.Outputs, first, TNetwork.Description.OutputLength);
        if (samples.SeedsOutputGradient) TNetwork.OutputGradient(block);
        else TNetwork.LossGradient(block);
    }

    private static void Sum(IReadOnlyList<BatchSum> sums, Span<float> blocks, int count)
    {
        foreach (BatchSum sum in sums)
        {
            for (int feature = 0; feature < sum.Length; feature++)
            {
                double total = 0;
                for (int s = 0; s < count; s++)
                {
                    total += blocks[(s / BlockSize * Plan.BlockLength) + sum.Source + (feature * BlockSize) + (s % BlockSize)];
                }

                if (sum.Divisor > 0) total /= (double)count * sum.Divisor;
                for (int start = 0; start < blocks.Length; start += Plan.BlockLength) blocks[start + sum.Target + feature] = (float)total;
            }
        }
    }

    /// <summary>As the trainer does it: what fills up the last block repeats a sample and counts nothing.</summary>
    private static void FillTargets(TrainingSamples samples, int first, Span<float> block)
    {
        int outputLength = TNetwork.Description.OutputLength;
        for (int s = 0; s < BlockSize; s++)
        {
            bool isValid = first + s < samples.Count;
            int sample = Math.Min(first + s, samples.Count - 1);
            block[Plan.SampleWeightOffset + s] = isValid ? samples.Weights[sample] : 0;
            for (int number = 0; number < Plan.Noises.Count; number++)
            {
                SampleNoise noise = Plan.Noises[number];
                for (int i = 0; i < noise.Length; i++) block[noise.Offset + (i * BlockSize) + s] = CaseData.Noise(number, first + s, i);
            }

            if (Plan.SampleShareOffset >= 0) block[Plan.SampleShareOffset + s] = isValid ? 1f / samples.Count : 0;
            for (int o = 0; o < outputLength; o++)
            {
                float target = samples.Targets[(sample * outputLength) + o];
                block[Plan.TargetOffset + (o * BlockSize) + s] = isValid || !samples.SeedsOutputGradient ? target : 0;
            }
        }
    }

    private static bool IsTrained(TensorDescription tensor) =>
        TNetwork.Description.Layers.Single(layer => tensor.Name.StartsWith(layer.Name + ".", StringComparison.Ordinal)).IsTrainable;

    private static void CollectGradients(TrainingBatch batch, int stripsPerCall, float[] gradient)
    {
        var sink = new StoringSink(gradient);
        for (int strip = 0; strip < Plan.StripCount;)
        {
            AlignedMemory scratch = Guarded(Plan.ScratchLength);
            int end = stripsPerCall < Plan.StripCount - strip ? strip + stripsPerCall : Plan.StripCount;
            TNetwork.ParameterGradients(batch, strip, end, scratch.Span[..Plan.ScratchLength], sink);
            RequireGuard(scratch);
            strip = end;
        }

        sink.RequireEveryParameterOnce();
    }

    /// <summary>The inputs from the last sample to the first, so that a kernel that ignores where the rows lie is found out.</summary>
    private static nint[] ReversedRows(TrainingSamples samples, int rowCount, int length, out float[] values)
    {
        values = new float[samples.Inputs.Length];
        var rows = new nint[rowCount];
        for (int s = 0; s < rowCount; s++)
        {
            int sample = Math.Min(s, samples.Count - 1);
            int row = (samples.Count - 1 - sample) * length;
            rows[s] = row;
            samples.Inputs.AsSpan(sample * length, length).CopyTo(values.AsSpan(row));
        }

        return rows;
    }

    private static void CopyLanes(ReadOnlySpan<float> block, int offset, float[] target, int first, int length)
    {
        for (int s = 0; s < BlockSize && (first + s) * length < target.Length; s++)
        {
            for (int o = 0; o < length; o++) target[((first + s) * length) + o] = block[offset + (o * BlockSize) + s];
        }
    }

    private static AlignedMemory Guarded(int length)
    {
        var memory = new AlignedMemory(length + GuardLength);
        memory.Span[..length].Fill(float.NaN);
        memory.Span[length..].Fill(Guard);
        return memory;
    }

    private static void RequireGuard(AlignedMemory memory)
    {
        ReadOnlySpan<float> guard = memory.Span[^GuardLength..];
        if (guard.IndexOfAnyExcept(Guard) < 0) return;
        throw new InvalidOperationException($"{TNetwork.Description.Name} wrote behind the end of its memory.");
    }

    private sealed class StoringSink(float[] gradient) : GradientSink
    {
        private readonly int[] counts = new int[gradient.Length];

        public override void Consume(int offset, Span<float> piece)
        {
            piece.CopyTo(gradient.AsSpan(offset));
            for (int i = 0; i < piece.Length; i++) counts[offset + i]++;
        }

        public void RequireEveryParameterOnce()
        {
            foreach (TensorDescription tensor in TNetwork.Description.Tensors.Where(tensor => !tensor.IsStatistic))
            {
                int expected = IsTrained(tensor) ? 1 : 0;
                int wrong = counts.AsSpan(tensor.Offset, tensor.Length).IndexOfAnyExcept(expected);
                if (wrong < 0) continue;
                throw new InvalidOperationException($"The gradient of {tensor} came not {expected} times at parameter {tensor.Offset + wrong}.");
            }
        }
    }
}
