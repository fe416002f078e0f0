using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer, 2011), in PyTorch's form: <c>s ← s + g²</c>, <c>p ← p − lrₜ · g / (√s + ε)</c> with
/// <c>lrₜ = lr / (1 + (t − 1)·decay)</c>. Parameters that rarely have a gradient keep large steps.
/// </summary>
public sealed class Adagrad : Optimizer
{
    /// <summary>Sums smaller than this become 0; √s may then be wrong by 1e-15, which ε has to hide.</summary>
    private const float SmallestSum = 1e-30f;
    private const float SmallestEpsilon = 1e-12f;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.01 (Keras: 0.001).</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Adagrad(float learningRate = 0.01f)
        : base(learningRate)
    {
    }

    /// <summary>How the learning rate falls with the steps: a finite number of at least 0. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float LearningRateDecay
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(LearningRateDecay));
    }

    /// <summary>What the sum of squares starts with: a finite number of at least 0. Default: 0 (Keras: 0.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float InitialAccumulator
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(InitialAccumulator));
    }

    /// <summary>Added to the root, in [1e-12, 1]. Default: 1e-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [1e-12, 1].</exception>
    public float Epsilon
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= SmallestEpsilon and <= 1, nameof(Epsilon), "in [1e-12, 1]");
    } = 1e-10f;

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float rate = (float)(step.LearningRate / (1 + ((step.Number - 1) * (double)LearningRateDecay)));
        if (Vector512.IsHardwareAccelerated)
        {
            UpdatePass.Run<Simd512, Rule<Simd512>>(new(rate, InitialAccumulator, Epsilon), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<SimdNative, Rule<SimdNative>>(new(rate, InitialAccumulator, Epsilon), weights, gradient, state);
        }
    }

    /// <summary>The slot has the sum without its start, so that it is 0 at first like every slot.</summary>
    private readonly struct Rule<TSimd>(float rate, float start, float epsilon) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-rate);
        private readonly TSimd start = TSimd.Create(start);
        private readonly TSimd epsilon = TSimd.Create(epsilon);
        private readonly TSimd smallest = TSimd.Create(SmallestSum);

        public static int SlotCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd sum, ref TSimd slot1, ref TSimd slot2)
        {
            sum = TSimd.FlushBelow(TSimd.MultiplyAdd(gradient, gradient, sum), smallest);
            weight = TSimd.MultiplyAdd(negativeRate, gradient / (TSimd.Sqrt(start + sum) + epsilon), weight);
        }
    }
}
