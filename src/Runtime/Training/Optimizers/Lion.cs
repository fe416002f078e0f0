using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// Lion (Chen et al., 2023): <c>p ← (1 − lr·λ)·p − lr · sign(β₁·m + (1 − β₁)·g)</c>, <c>m ← β₂·m + (1 − β₂)·g</c>. Every step has the same
/// size, so its learning rates are 3 to 10 times smaller than Adam's, and its decays as much larger.
/// </summary>
public sealed class Lion : Optimizer
{
    /// <summary>Momenta smaller than this become 0, before they decay into denormals, which processors compute with slowly.</summary>
    private const float SmallestMomentum = 1e-30f;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.0001 (Keras: 0.001).</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Lion(float learningRate = 1e-4f)
        : base(learningRate)
    {
    }

    /// <summary>The share of the momentum in the sign, in [0, 1). Default: 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta1
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Beta1), "in [0, 1)");
    } = 0.9f;

    /// <summary>The decay of the momentum, in [0, 1). Default: 0.99.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta2
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Beta2), "in [0, 1)");
    } = 0.99f;

    /// <summary>
    /// The decoupled decay λ of all parameters: a finite number of at least 0. <see cref="Regularization.DecoupledDecay"/> spares biases.
    /// Default: 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float WeightDecay
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float rate = step.LearningRate;
        float decay = (float)(1 - ((double)rate * WeightDecay));
        if (Vector512.IsHardwareAccelerated)
        {
            UpdatePass.Run<Simd512, Rule<Simd512>>(new(rate, Beta1, Beta2, decay), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<SimdNative, Rule<SimdNative>>(new(rate, Beta1, Beta2, decay), weights, gradient, state);
        }
    }

    private readonly struct Rule<TSimd>(float rate, float beta1, float beta2, float decay) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-rate);
        private readonly TSimd oneMinusBeta1 = TSimd.Create(1 - beta1);
        private readonly TSimd oneMinusBeta2 = TSimd.Create(1 - beta2);
        private readonly TSimd decay = TSimd.Create(decay);
        private readonly TSimd smallest = TSimd.Create(SmallestMomentum);

        public static int SlotCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd momentum, ref TSimd slot1, ref TSimd slot2)
        {
            TSimd change = gradient - momentum;
            TSimd direction = TSimd.Sign(TSimd.MultiplyAdd(oneMinusBeta1, change, momentum));
            weight = TSimd.MultiplyAdd(negativeRate, direction, decay * weight);
            momentum = TSimd.FlushBelow(TSimd.MultiplyAdd(oneMinusBeta2, change, momentum), smallest);
        }
    }
}
