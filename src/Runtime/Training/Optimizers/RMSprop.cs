using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// RMSprop (Hinton, 2012), in PyTorch's form: <c>v ← α·v + (1 − α)·g²</c>, <c>p ← p − lr · g / (√v + ε)</c>. Centred, the root is that of
/// the variance <c>v − a²</c> with <c>a ← α·a + (1 − α)·g</c>; with momentum, <c>b ← momentum·b + g / (√v + ε)</c>, <c>p ← p − lr·b</c>.
/// </summary>
public sealed class RMSprop : Optimizer
{
    /// <summary>Means smaller than this become 0; √v may then be wrong by 1e-15, which ε has to hide.</summary>
    private const float SmallestMean = 1e-30f;
    private const float SmallestEpsilon = 1e-12f;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.01 (Keras: 0.001).</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public RMSprop(float learningRate = 0.01f)
        : base(learningRate)
    {
    }

    /// <summary>The decay of the means, in [0, 1). Default: 0.99 (Keras: 0.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Alpha
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Alpha), "in [0, 1)");
    } = 0.99f;

    /// <summary>The part of the velocity that survives a step, in [0, 1). Default: 0, no momentum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Momentum
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Momentum), "in [0, 1)");
    }

    /// <summary>Whether to divide by the root of the variance instead of that of the mean square. Default: no.</summary>
    public bool Centered { get; init; }

    /// <summary>Added to the root, in [1e-12, 1]. Default: 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [1e-12, 1].</exception>
    public float Epsilon
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= SmallestEpsilon and <= 1, nameof(Epsilon), "in [1e-12, 1]");
    } = 1e-8f;

    /// <inheritdoc/>
    public override int StateCount => 1 + (Momentum == 0 ? 0 : 1) + (Centered ? 1 : 0);

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        if (Vector512.IsHardwareAccelerated) Update<Simd512>(step.LearningRate, weights, gradient, state);
        else Update<SimdNative>(step.LearningRate, weights, gradient, state);
    }

    private void Update<TSimd>(float learningRate, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        where TSimd : struct, ISimd<TSimd>
    {
        var mean = new MeanSquare<TSimd>(Alpha, Epsilon);
        var move = new Movement<TSimd>(learningRate, Momentum);
        if (Centered && Momentum > 0)
        {
            UpdatePass.Run<TSimd, CenteredMomentumRule<TSimd>>(new(mean, move), weights, gradient, state);
        }
        else if (Centered)
        {
            UpdatePass.Run<TSimd, CenteredRule<TSimd>>(new(mean, move), weights, gradient, state);
        }
        else if (Momentum > 0)
        {
            UpdatePass.Run<TSimd, MomentumRule<TSimd>>(new(mean, move), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<TSimd, PlainRule<TSimd>>(new(mean, move), weights, gradient, state);
        }
    }

    /// <summary>The gradient, divided by the root of the means.</summary>
    private readonly struct MeanSquare<TSimd>(float alpha, float epsilon)
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd alpha = TSimd.Create(alpha);
        private readonly TSimd oneMinusAlpha = TSimd.Create(1 - alpha);
        private readonly TSimd epsilon = TSimd.Create(epsilon);
        private readonly TSimd smallest = TSimd.Create(SmallestMean);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TSimd Scale(TSimd gradient, ref TSimd square)
        {
            Renew(gradient, ref square);
            return gradient / (TSimd.Sqrt(square) + epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TSimd Scale(TSimd gradient, ref TSimd square, ref TSimd mean)
        {
            Renew(gradient, ref square);
            mean = TSimd.FlushBelow(TSimd.MultiplyAdd(oneMinusAlpha, gradient - mean, mean), smallest);

            // Rounding may leave a variance a little below 0.
            TSimd variance = TSimd.Max(square - (mean * mean), TSimd.Create(0));
            return gradient / (TSimd.Sqrt(variance) + epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Renew(TSimd gradient, ref TSimd square) =>
            square = TSimd.FlushBelow(TSimd.MultiplyAdd(alpha, square, oneMinusAlpha * gradient * gradient), smallest);
    }

    /// <summary>The step along the scaled gradient, or along its velocity.</summary>
    private readonly struct Movement<TSimd>(float rate, float momentum)
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-rate);
        private readonly TSimd momentum = TSimd.Create(momentum);
        private readonly TSimd smallest = TSimd.Create(SmallestMean);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Move(ref TSimd weight, TSimd scaled) => weight = TSimd.MultiplyAdd(negativeRate, scaled, weight);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Move(ref TSimd weight, TSimd scaled, ref TSimd velocity)
        {
            velocity = TSimd.FlushBelow(TSimd.MultiplyAdd(momentum, velocity, scaled), smallest);
            weight = TSimd.MultiplyAdd(negativeRate, velocity, weight);
        }
    }

    private readonly struct PlainRule<TSimd>(MeanSquare<TSimd> mean, Movement<TSimd> movement) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly MeanSquare<TSimd> mean = mean;
        private readonly Movement<TSimd> movement = movement;

        public static int SlotCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd square, ref TSimd slot1, ref TSimd slot2) =>
            movement.Move(ref weight, mean.Scale(gradient, ref square));
    }

    private readonly struct MomentumRule<TSimd>(MeanSquare<TSimd> mean, Movement<TSimd> movement) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly MeanSquare<TSimd> mean = mean;
        private readonly Movement<TSimd> movement = movement;

        public static int SlotCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd square, ref TSimd velocity, ref TSimd slot2) =>
            movement.Move(ref weight, mean.Scale(gradient, ref square), ref velocity);
    }

    private readonly struct CenteredRule<TSimd>(MeanSquare<TSimd> mean, Movement<TSimd> movement) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly MeanSquare<TSimd> mean = mean;
        private readonly Movement<TSimd> movement = movement;

        public static int SlotCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd square, ref TSimd average, ref TSimd slot2) =>
            movement.Move(ref weight, mean.Scale(gradient, ref square, ref average));
    }

    private readonly struct CenteredMomentumRule<TSimd>(MeanSquare<TSimd> mean, Movement<TSimd> movement) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly MeanSquare<TSimd> mean = mean;
        private readonly Movement<TSimd> movement = movement;

        public static int SlotCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd square, ref TSimd average, ref TSimd velocity) =>
            movement.Move(ref weight, mean.Scale(gradient, ref square, ref average), ref velocity);
    }
}
