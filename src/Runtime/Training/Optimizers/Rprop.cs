using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// Resilient backpropagation (Riedmiller and Braun, 1993), in PyTorch's form: each parameter has a step size of its own, which grows by η⁺
/// while its gradient keeps its sign and shrinks by η⁻ when it changes; then the parameter rests for one step. Only signs count.
/// </summary>
/// <remarks>
/// Made for full batches: the noise of small ones turns signs around. The learning rate is the size of the first steps; a schedule's factor
/// counts in the first step only.
/// </remarks>
public sealed class Rprop : Optimizer
{
    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The size of the first steps. Default: 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Rprop(float learningRate = 0.01f)
        : base(learningRate)
    {
    }

    /// <summary>By what a step size shrinks, η⁻, in (0, 1). Default: 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in (0, 1).</exception>
    public float Decrease
    {
        get;
        init => field = OptimizerSetting.Require(value, value is > 0 and < 1, nameof(Decrease), "in (0, 1)");
    } = 0.5f;

    /// <summary>By what a step size grows, η⁺: a finite number of at least 1. Default: 1.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or not finite.</exception>
    public float Increase
    {
        get;
        init => field = OptimizerSetting.Require(
            value, value is >= 1 and < float.PositiveInfinity, nameof(Increase), "a finite number of at least 1");
    } = 1.2f;

    /// <summary>The smallest step size: a finite number of at least 1e-30. Default: 1e-6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1e-30 or not finite.</exception>
    public float SmallestStep
    {
        get;
        init => field = OptimizerSetting.Require(
            value, value is >= 1e-30f and < float.PositiveInfinity, nameof(SmallestStep), "a finite number of at least 1e-30");
    } = 1e-6f;

    /// <summary>The largest step size: a finite number above 0. Default: 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float LargestStep
    {
        get;
        init => field = OptimizerSetting.Require(
            value, value is > 0 and < float.PositiveInfinity, nameof(LargestStep), "a finite number above 0");
    } = 50;

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float first = step.Number == 1 ? step.LearningRate : 0;
        if (Vector512.IsHardwareAccelerated)
        {
            UpdatePass.Run<Simd512, Rule<Simd512>>(
                new(first, Decrease, Increase, SmallestStep, LargestStep), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<SimdNative, Rule<SimdNative>>(
                new(first, Decrease, Increase, SmallestStep, LargestStep), weights, gradient, state);
        }
    }

    /// <summary>
    /// The factor of a step size is 1 where the product s of both signs is 0, else η⁺ or η⁻: 1 + max(s, 0)·(η⁺ − 1) + min(s, 0)·(1 − η⁻).
    /// The first slot keeps the sign only.
    /// </summary>
    private readonly struct Rule<TSimd>(float first, float decrease, float increase, float smallest, float largest)
        : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd first = TSimd.Create(first);
        private readonly TSimd shrinkage = TSimd.Create(1 - decrease);
        private readonly TSimd growth = TSimd.Create(increase - 1);
        private readonly TSimd smallest = TSimd.Create(smallest);
        private readonly TSimd largest = TSimd.Create(largest);
        private readonly TSimd zero = TSimd.Create(0);
        private readonly TSimd one = TSimd.Create(1);

        public static int SlotCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd previous, ref TSimd size, ref TSimd slot2)
        {
            TSimd sign = TSimd.Sign(gradient);
            TSimd kept = sign * previous;
            TSimd turned = TSimd.Min(kept, zero);
            TSimd factor = TSimd.MultiplyAdd(shrinkage, turned, TSimd.MultiplyAdd(growth, TSimd.Max(kept, zero), one));

            // Before the first step every size is 0.
            size = TSimd.Max(TSimd.Min(TSimd.Max(size, first) * factor, largest), smallest);
            previous = (one + turned) * sign;
            weight = weight - (previous * size);
        }
    }
}
