using System;
using System.Collections.Generic;

namespace NNGen.Tests.Training;

/// <summary>
/// What the generator writes, written by hand with plain loops: 5 inputs, 7 hidden units with tanh, 3 outputs with softmax, categorical
/// cross-entropy. Parameters: kernel_1 [5][7], bias_1 [7], kernel_2 [7][3], bias_2 [3].
/// </summary>
internal sealed class HandWrittenNetwork(ParameterBuffer parameters) : ITrainableNetwork<HandWrittenNetwork>
{
    public const int Inputs = 5;
    public const int Hidden = 7;
    public const int Outputs = 3;
    public const int Bias1 = Inputs * Hidden;
    public const int Kernel2 = Bias1 + Hidden;
    public const int Bias2 = Kernel2 + (Hidden * Outputs);
    public const int ParameterCount = Bias2 + Outputs;

    private const int B = 32;
    private const int HiddenAt = 0;
    private const int OutputAt = HiddenAt + (Hidden * B);
    private const int TargetAt = OutputAt + (Outputs * B);
    private const int WeightAt = TargetAt + (Outputs * B);
    private const int LossAt = WeightAt + B;
    private const int HiddenGradientAt = LossAt + B;
    private const int LogitGradientAt = HiddenGradientAt + (Hidden * B);
    private const int BlockFloats = LogitGradientAt + (Outputs * B);

    public static NetworkDescription Description { get; } = Describe(nameof(HandWrittenNetwork));

    public static TrainingPlan TrainingPlan { get; } = new()
    {
        BlockLength = BlockFloats,
        OutputOffset = OutputAt,
        TargetOffset = TargetAt,
        SampleWeightOffset = WeightAt,
        LossOffset = LossAt,
        ScratchLength = 16,
        StripWork = RunningWork(),
    };

    public ParameterBuffer Parameters { get; } = parameters;

    public static HandWrittenNetwork Create(ParameterBuffer parameters) => new(parameters);

    /// <summary>A network with random parameters.</summary>
    public static HandWrittenNetwork Create(int seed) => Create(RandomParameters(Description, seed));

    /// <summary>A network whose softmax overflows: its loss is not a number.</summary>
    public static HandWrittenNetwork CreateOverflowing()
    {
        HandWrittenNetwork network = Create(seed: 1);
        network.Parameters[Bias2] = 1000;
        return network;
    }

    public static NetworkDescription Describe(string name) => new()
    {
        Name = name,
        Inputs = [new PortDescription("input", [Inputs], ElementType.Float32)],
        Outputs = [new PortDescription("output", [Outputs], ElementType.Float32)],
        Layers =
        [
            new LayerDescription("dense_1", "Dense", ["input"], [Hidden], Activation.Tanh, Kernel2, Inputs * Hidden),
            new LayerDescription(
                "dense_2", "Dense", ["dense_1"], [Outputs], Activation.Softmax, ParameterCount - Kernel2, Hidden * Outputs),
        ],
        Tensors =
        [
            new TensorDescription("dense_1.kernel", [Inputs, Hidden], 0, [0, 1], Initializer.GlorotUniform, Inputs, Hidden),
            new TensorDescription("dense_1.bias", [Hidden], Bias1, [0], Initializer.Zeros, Inputs, Hidden),
            new TensorDescription("dense_2.kernel", [Hidden, Outputs], Kernel2, [0, 1], Initializer.GlorotUniform, Hidden, Outputs),
            new TensorDescription("dense_2.bias", [Outputs], Bias2, [0], Initializer.Zeros, Hidden, Outputs),
        ],
        Loss = Loss.CategoricalCrossEntropy,
        ArchitectureHash = "5775",
        BlockSize = B,
        BlockLength = BlockFloats,
    };

    public static ParameterBuffer RandomParameters(NetworkDescription description, int seed)
    {
        var parameters = new ParameterBuffer(description);
        var random = new Random(seed);
        foreach (ref float parameter in parameters.AsSpan()) parameter = random.NextSingle() - 0.5f;
        return parameters;
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => ForwardBatch(input[..Inputs], output[..Outputs]);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => BatchForward.Run(this, inputs, outputs);

    public static void ForwardBlock(ReadOnlySpan<float> parameters, Span<float> block, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Span<nint> rows = stackalloc nint[B];
        for (int s = 0; s < B; s++) rows[s] = s * Inputs;
        TrainForward(parameters, block, new BlockInput(inputs, rows), segment: 0);
        for (int s = 0; s < B; s++)
        {
            for (int o = 0; o < Outputs; o++) outputs[(s * Outputs) + o] = block[OutputAt + (o * B) + s];
        }
    }

    public static void TrainForward(ReadOnlySpan<float> parameters, Span<float> block, BlockInput input, int segment)
    {
        for (int s = 0; s < B; s++)
        {
            ReadOnlySpan<float> x = input.Values.Slice((int)input.Rows[s], Inputs);
            for (int h = 0; h < Hidden; h++)
            {
                float sum = parameters[Bias1 + h];
                for (int i = 0; i < Inputs; i++) sum += x[i] * parameters[(i * Hidden) + h];
                block[HiddenAt + (h * B) + s] = MathF.Tanh(sum);
            }

            float total = 0;
            for (int o = 0; o < Outputs; o++)
            {
                float sum = parameters[Bias2 + o];
                for (int h = 0; h < Hidden; h++) sum += block[HiddenAt + (h * B) + s] * parameters[Kernel2 + (h * Outputs) + o];
                block[OutputAt + (o * B) + s] = MathF.Exp(sum);
                total += MathF.Exp(sum);
            }

            for (int o = 0; o < Outputs; o++) block[OutputAt + (o * B) + s] /= total;
        }
    }

    public static void LossGradient(Span<float> block)
    {
        for (int s = 0; s < B; s++)
        {
            float loss = 0;
            for (int o = 0; o < Outputs; o++)
            {
                float y = block[OutputAt + (o * B) + s];
                float t = block[TargetAt + (o * B) + s];
                if (t != 0) loss -= t * MathF.Log(y);
                block[LogitGradientAt + (o * B) + s] = (y - t) * block[WeightAt + s];
            }

            block[LossAt + s] = loss;
        }
    }

    public static void OutputGradient(Span<float> block)
    {
        for (int s = 0; s < B; s++)
        {
            float dot = 0;
            for (int o = 0; o < Outputs; o++) dot += block[OutputAt + (o * B) + s] * block[TargetAt + (o * B) + s];
            for (int o = 0; o < Outputs; o++)
            {
                block[LogitGradientAt + (o * B) + s] = block[OutputAt + (o * B) + s] * (block[TargetAt + (o * B) + s] - dot);
            }
        }
    }

    public static void Backward(ReadOnlySpan<float> parameters, Span<float> block, int segment)
    {
        for (int s = 0; s < B; s++)
        {
            for (int h = 0; h < Hidden; h++)
            {
                float sum = 0;
                for (int o = 0; o < Outputs; o++) sum += parameters[Kernel2 + (h * Outputs) + o] * block[LogitGradientAt + (o * B) + s];
                float y = block[HiddenAt + (h * B) + s];
                block[HiddenGradientAt + (h * B) + s] = sum * (1 - (y * y));
            }
        }
    }

    public static void InputGradient(ReadOnlySpan<float> parameters, Span<float> block, Span<float> gradient, int segment)
    {
        for (int s = 0; s < B; s++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                float sum = 0;
                for (int h = 0; h < Hidden; h++) sum += parameters[(i * Hidden) + h] * block[HiddenGradientAt + (h * B) + s];
                gradient[(s * Inputs) + i] = sum;
            }
        }
    }

    /// <summary>Strips: the rows of kernel_1, bias_1, the rows of kernel_2, bias_2.</summary>
    public static void ParameterGradients(TrainingBatch batch, int firstStrip, int endStrip, Span<float> scratch, GradientSink sink)
    {
        for (int strip = firstStrip; strip < endStrip; strip++)
        {
            bool isFirstLayer = strip <= Inputs;
            int row = isFirstLayer ? strip : strip - Inputs - 1;
            int width = isFirstLayer ? Hidden : Outputs;
            int offset = isFirstLayer ? row * Hidden : Kernel2 + (row * Outputs);
            Span<float> gradient = scratch[..width];
            gradient.Clear();
            for (int s = 0; s < batch.Count; s++)
            {
                ReadOnlySpan<float> block = batch.Blocks.Slice(s / B * BlockFloats, BlockFloats);
                float x = isFirstLayer
                    ? row == Inputs ? 1 : batch.Input.Values[(int)batch.Input.Rows[s] + row]
                    : row == Hidden ? 1 : block[HiddenAt + (row * B) + (s % B)];
                int gradientAt = isFirstLayer ? HiddenGradientAt : LogitGradientAt;
                for (int o = 0; o < width; o++) gradient[o] += x * block[gradientAt + (o * B) + (s % B)];
            }

            sink.Consume(offset, gradient);
        }
    }

    private static List<long> RunningWork()
    {
        var work = new List<long> { 0 };
        for (int strip = 0; strip <= Inputs; strip++) work.Add(work[^1] + Hidden);
        for (int strip = 0; strip <= Hidden; strip++) work.Add(work[^1] + Outputs);
        return work;
    }
}
