using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// AdaDelta (Zeiler, 2012), in PyTorch's form: <c>v ← ρ·v + (1 − ρ)·g²</c>, <c>Δ = √(u + ε) / √(v + ε) · g</c>,
/// <c>u ← ρ·u + (1 − ρ)·Δ²</c>, <c>p ← p − lr·Δ</c>. Its steps have the parameters' unit, so that lr may stay 1.
/// </summary>
public sealed class Adadelta : Optimizer
{
    /// <summary>Means smaller than this become 0, which ε hides.</summary>
    private const float SmallestMean = 1e-30f;
    private const float SmallestEpsilon = 1e-12f;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 1 (Keras: 0.001).</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Adadelta(float learningRate = 1)
        : base(learningRate)
    {
    }

    /// <summary>The decay of both means, in [0, 1). Default: 0.9 (Keras: 0.95).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Rho
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Rho), "in [0, 1)");
    } = 0.9f;

    /// <summary>Added under both roots, in [1e-12, 1]: also decides how large the first steps are. Default: 1e-6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [1e-12, 1].</exception>
    public float Epsilon
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= SmallestEpsilon and <= 1, nameof(Epsilon), "in [1e-12, 1]");
    } = 1e-6f;

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            UpdatePass.Run<Simd512, Rule<Simd512>>(new(step.LearningRate, Rho, Epsilon), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<SimdNative, Rule<SimdNative>>(new(step.LearningRate, Rho, Epsilon), weights, gradient, state);
        }
    }

    private readonly struct Rule<TSimd>(float rate, float rho, float epsilon) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-rate);
        private readonly TSimd rho = TSimd.Create(rho);
        private readonly TSimd oneMinusRho = TSimd.Create(1 - rho);
        private readonly TSimd epsilon = TSimd.Create(epsilon);
        private readonly TSimd smallest = TSimd.Create(SmallestMean);

        public static int SlotCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd squares, ref TSimd steps, ref TSimd slot2)
        {
            squares = Mean(squares, gradient);

            // One root of the quotient instead of two: roots and quotients are all that this rule computes slowly.
            TSimd step = TSimd.Sqrt((steps + epsilon) / (squares + epsilon)) * gradient;
            steps = Mean(steps, step);
            weight = TSimd.MultiplyAdd(negativeRate, step, weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TSimd Mean(TSimd mean, TSimd value) =>
            TSimd.FlushBelow(TSimd.MultiplyAdd(rho, mean, oneMinusRho * value * value), smallest);
    }
}
