using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NNGen.Benchmarks.Functions;

/// <summary>
/// A function as a network computes it, and as .NET's vectors or tensors do: kernel against loop, over the same memory. Around an activation
/// that is a network's only layer the rows of a batch would be brought into blocks and back; behind a dense layer one of plain arithmetic is
/// part of that layer's kernel and costs less than measured here.
/// </summary>
/// <param name="Name">The member of the enum or the layer.</param>
/// <param name="Run">The network's kernel, for <see cref="Values"/> values.</param>
/// <param name="Error">The largest error of its last results, in ULP.</param>
/// <param name="OtherName">What it is compared with.</param>
/// <param name="RunOther">The same, for as many values.</param>
/// <param name="OtherError">Its error.</param>
internal sealed record FunctionWorkload(
    string Name, Action Run, Func<double> Error, string OtherName, Action RunOther, Func<double> OtherError)
{
    public const int Values = Samples * Features;

    private const int Samples = 32;
    private const int Features = 128;

    private delegate void Pass(ReadOnlySpan<float> x, Span<float> y);

    public static IEnumerable<FunctionWorkload> Activations()
    {
        yield return Activation<ReLUOnly, ReLUFormula>("ReLU");
        yield return Activation<ReLUOnly>("ReLU", ReLUFormula.Exact, "TensorPrimitives", (x, y) => TensorPrimitives.Max(x, 0f, y));
        yield return Activation<LeakyReLUOnly, LeakyReLUFormula>("LeakyReLU");
        yield return Activation<ELUOnly, ELUFormula>("ELU");
        yield return Activation<SELUOnly, SELUFormula>("SELU");
        yield return Activation<CELUOnly, CELUFormula>("CELU");
        yield return Activation<GELUOnly, GELUFormula>("GELU");
        yield return Activation<GELUTanhOnly, GELUTanhFormula>("GELUTanh");
        yield return Activation<SiLUOnly, SiLUFormula>("SiLU");
        yield return Activation<MishOnly, MishFormula>("Mish");
        yield return Activation<SoftplusOnly, SoftplusFormula>("Softplus");
        yield return Activation<SoftsignOnly, SoftsignFormula>("Softsign");
        yield return Activation<SigmoidOnly, SigmoidFormula>("Sigmoid");
        yield return Activation<SigmoidOnly>("Sigmoid", SigmoidFormula.Exact, "TensorPrimitives", TensorPrimitives.Sigmoid);
        yield return Activation<HardSigmoidOnly, HardSigmoidFormula>("HardSigmoid");
        yield return Activation<TanhOnly, TanhFormula>("Tanh");
        yield return Activation<TanhOnly>("Tanh", Math.Tanh, "TensorPrimitives", TensorPrimitives.Tanh);
        yield return Activation<HardTanhOnly, HardTanhFormula>("HardTanh");
        yield return Activation<HardSwishOnly, HardSwishFormula>("HardSwish");
        yield return Activation<ArctanOnly>("Arctan", Math.Atan, "TensorPrimitives", TensorPrimitives.Atan);
    }

    public static IEnumerable<FunctionWorkload> Losses()
    {
        yield return Loss<MeanSquaredErrorOf128, SquaredFormula>();
        yield return Loss<MeanAbsoluteErrorOf128, AbsoluteFormula>();
        yield return Loss<HuberOf128, HuberFormula>();
        yield return Loss<LogCoshOf128, LogCoshFormula>();
        yield return Loss<BinaryCrossEntropyOf128, BinaryFormula>();
        yield return Loss<BinaryFocalOf128, FocalFormula>();
        yield return Loss<PoissonOf128, PoissonFormula>();
        yield return Loss<HingeOf128, HingeFormula>();
        yield return Loss<SquaredHingeOf128, SquaredHingeFormula>();
    }

    private static FunctionWorkload Activation<TNetwork, TFormula>(string name)
        where TNetwork : class, INeuralNetwork<TNetwork>
        where TFormula : struct, IActivationFormula => Activation<TNetwork>(name, TFormula.Exact, "Vector512", Apply<TFormula>);

    private static FunctionWorkload Activation<TNetwork>(string name, Func<double, double> exact, string otherName, Pass other)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ElementwiseKernel kernel = GeneratedKernel.Of<TNetwork>();
        Memory<float> x = AlignedArray.Of(Inputs(scale: 8));
        Memory<float> y = AlignedArray.OfLength(Values);
        Memory<float> z = AlignedArray.OfLength(Values);
        double Error(Memory<float> found) => Enumerable.Range(0, Values).Max(i => Ulps(found.Span[i], exact(x.Span[i])));
        return new FunctionWorkload(
            name,
            () => kernel(ref MemoryMarshal.GetReference(y.Span), ref MemoryMarshal.GetReference(x.Span)),
            () => Error(y),
            otherName,
            () => other(x.Span, z.Span),
            () => Error(z));
    }

    private static FunctionWorkload Loss<TNetwork, TFormula>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
        where TFormula : struct, ILossFormula
    {
        TrainingPlan plan = TNetwork.TrainingPlan;
        float[] outputs = Inputs(scale: 4);
        float[] targets = outputs.Select((_, i) => i % 3 == 0 ? 1f : 0f).ToArray();
        Memory<float> block = AlignedArray.OfLength(plan.BlockLength);
        outputs.CopyTo(block[plan.OutputOffset..]);
        targets.CopyTo(block[plan.TargetOffset..]);
        block.Span.Slice(plan.SampleWeightOffset, Samples).Fill(1);
        Memory<float> y = AlignedArray.Of(outputs);
        Memory<float> t = AlignedArray.Of(targets);
        Memory<float> weights = AlignedArray.OfLength(Samples);
        Memory<float> sums = AlignedArray.OfLength(Samples);
        Memory<float> gradient = AlignedArray.OfLength(Values);
        weights.Span.Fill(1);
        double Exact(int sample) =>
            Enumerable.Range(0, Features).Sum(o => TFormula.Exact(outputs[(o * Samples) + sample], targets[(o * Samples) + sample])) / Features;
        double Error(Func<int, float> found) => Enumerable.Range(0, Samples).Max(sample => Ulps(found(sample), Exact(sample)));
        return new FunctionWorkload(
            TNetwork.Description.Loss.ToString(),
            () => TNetwork.LossGradient(block.Span),
            () => Error(sample => block.Span[plan.LossOffset + sample]),
            "Vector512",
            () => Apply<TFormula>(y.Span, t.Span, weights.Span, sums.Span, gradient.Span),
            () => Error(sample => sums.Span[sample]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TFormula>(ReadOnlySpan<float> x, Span<float> y)
        where TFormula : struct, IActivationFormula
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(y);
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)Vector512<float>.Count)
        {
            TFormula.Apply(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>
    /// [output][sample], as in a block: the value of each sample, the mean over the outputs, and the gradient of each output, times the
    /// sample's weight.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TFormula>(ReadOnlySpan<float> y, ReadOnlySpan<float> t, ReadOnlySpan<float> weights, Span<float> sums, Span<float> gradient)
        where TFormula : struct, ILossFormula
    {
        ref float outputs = ref MemoryMarshal.GetReference(y);
        ref float targets = ref MemoryMarshal.GetReference(t);
        ref float results = ref MemoryMarshal.GetReference(gradient);
        for (nuint sample = 0; sample < Samples; sample += (nuint)Vector512<float>.Count)
        {
            Vector512<float> total = Vector512<float>.Zero;
            Vector512<float> weight = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(weights), sample);
            for (nuint i = sample; i < Values; i += Samples)
            {
                (Vector512<float> value, Vector512<float> slope) = TFormula.Apply(Vector512.LoadUnsafe(ref outputs, i), Vector512.LoadUnsafe(ref targets, i));
                total += value;
                (slope * (1f / Features) * weight).StoreUnsafe(ref results, i);
            }

            (total * (1f / Features)).StoreUnsafe(ref MemoryMarshal.GetReference(sums), sample);
        }
    }

    private static float[] Inputs(float scale)
    {
        var random = new Random(1);
        return Enumerable.Range(0, Values).Select(_ => ((2 * random.NextSingle()) - 1) * scale).ToArray();
    }

    private static double Ulps(float found, double exact) =>
        Math.Abs(found - exact) / Math.ScaleB(1, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);
}
