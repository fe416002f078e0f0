using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// Stochastic gradient descent, with momentum where asked for, in PyTorch's form (<c>torch.optim.SGD</c> without dampening):
/// <c>v ← momentum · v + g</c>, <c>p ← p − lr · v</c>, where v starts at 0. Nesterov's variant subtracts <c>lr · (g + momentum · v)</c>.
/// </summary>
/// <remarks>Keras keeps <c>lr · v</c> instead of v: the same path while the learning rate stays the same.</remarks>
public sealed class Sgd : Optimizer
{
    /// <summary>Velocities smaller than this become 0, before they decay into denormals, which processors compute with slowly.</summary>
    private const float SmallestVelocity = 1e-30f;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Sgd(float learningRate = 0.01f)
        : base(learningRate)
    {
    }

    /// <summary>The part of the velocity that survives a step, in [0, 1). Default: 0, no momentum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Momentum
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Momentum), "in [0, 1)");
    }

    /// <summary>
    /// Whether the gradient is looked at where the momentum will carry the parameters. No effect without momentum. Default: no.
    /// </summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override int StateCount => Momentum == 0 ? 0 : 1;

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Update<Simd512>(step.LearningRate, weights, gradient, state);
        }
        else
        {
            Update<SimdNative>(step.LearningRate, weights, gradient, state);
        }
    }

    private void Update<TSimd>(float learningRate, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        where TSimd : struct, ISimd<TSimd>
    {
        if (Momentum == 0)
        {
            UpdatePass.Run<TSimd, PlainRule<TSimd>>(new(learningRate), weights, gradient, state);
        }
        else if (Nesterov)
        {
            UpdatePass.Run<TSimd, NesterovRule<TSimd>>(new(learningRate, Momentum), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<TSimd, MomentumRule<TSimd>>(new(learningRate, Momentum), weights, gradient, state);
        }
    }

    private readonly struct PlainRule<TSimd>(float learningRate) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-learningRate);

        public static int SlotCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2) =>
            weight = TSimd.MultiplyAdd(negativeRate, gradient, weight);
    }

    private readonly struct MomentumRule<TSimd>(float learningRate, float momentum) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-learningRate);
        private readonly TSimd momentum = TSimd.Create(momentum);
        private readonly TSimd smallest = TSimd.Create(SmallestVelocity);

        public static int SlotCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd velocity, ref TSimd slot1, ref TSimd slot2)
        {
            velocity = TSimd.FlushBelow(TSimd.MultiplyAdd(momentum, velocity, gradient), smallest);
            weight = TSimd.MultiplyAdd(negativeRate, velocity, weight);
        }
    }

    private readonly struct NesterovRule<TSimd>(float learningRate, float momentum) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd negativeRate = TSimd.Create(-learningRate);
        private readonly TSimd momentum = TSimd.Create(momentum);
        private readonly TSimd smallest = TSimd.Create(SmallestVelocity);

        public static int SlotCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd velocity, ref TSimd slot1, ref TSimd slot2)
        {
            velocity = TSimd.FlushBelow(TSimd.MultiplyAdd(momentum, velocity, gradient), smallest);
            TSimd ahead = TSimd.MultiplyAdd(momentum, velocity, gradient);
            weight = TSimd.MultiplyAdd(negativeRate, ahead, weight);
        }
    }
}
