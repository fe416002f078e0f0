using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// The family of Adam: rules that divide a mean of the gradients by the root of a mean of their squares,
/// <c>m ← β₁·m + (1 − β₁)·g</c>, <c>v ← β₂·v + (1 − β₂)·g²</c>, each mean corrected for its start at 0.
/// </summary>
/// <remarks>
/// Computed in one pass as <c>p ← d·p − (a·g + b·m) / (√v + ε·√c₂)</c> with <c>c₂ = 1 − β₂ᵗ</c>: the member of the family decides the decay
/// d and the weights a of the newest gradient and b of the mean. Moments smaller than 1e-30 become 0: those of a dead unit would decay
/// into denormals, which make the pass 2 to 4 times slower.
/// </remarks>
public abstract class AdaptiveMoments : Optimizer
{
    private const float SmallestMoment = 1e-30f;

    /// <summary>
    /// A v below <see cref="SmallestMoment"/> counts as 0, so √v may be wrong by 1e-15: ε has to hide that.
    /// </summary>
    private const float SmallestEpsilon = 1e-12f;

    private const int FirstProduct = 0;
    private const int SecondProduct = 1;
    private const int ScaledEpsilon = 2;
    private const int MomentStep = 3;
    private const int GradientStep = 4;
    private const int Decay = 5;

    private protected AdaptiveMoments(float learningRate)
        : base(learningRate)
    {
    }

    /// <summary>The decay of the mean of the gradients, in [0, 1). Default: 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta1
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Beta1), "in [0, 1)");
    } = 0.9f;

    /// <summary>The decay of the mean of the squared gradients, in [0, 1). Default: 0.999.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta2
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(Beta2), "in [0, 1)");
    } = 0.999f;

    /// <summary>Added to the root of the corrected second moment, in [1e-12, 1]. Default: 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [1e-12, 1].</exception>
    public float Epsilon
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= SmallestEpsilon and <= 1, nameof(Epsilon), "in [1e-12, 1]");
    } = 1e-8f;

    /// <summary>
    /// Whether to divide by the largest v so far instead of the current one (AMSGrad; Reddi, Kale and Kumar, 2018), so that no parameter's
    /// steps grow again. Needs a third float for each parameter. Default: no.
    /// </summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    public override int StateCount => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    public override int StepValueCount => 6;

    /// <inheritdoc/>
    public sealed override void BeginStep(long number, float learningRate, Span<double> values)
    {
        double first = MomentDecay(number);
        values[FirstProduct] = (number == 1 ? 1 : values[FirstProduct]) * first;
        values[SecondProduct] = (number == 1 ? 1 : values[SecondProduct]) * Beta2;
        double root = Math.Sqrt(1 - values[SecondProduct]);
        (double moment, double gradient) = Shares(number, values[FirstProduct]);
        values[MomentStep] = learningRate * root * moment;
        values[GradientStep] = learningRate * root * gradient;
        values[ScaledEpsilon] = Epsilon * root;
        values[Decay] = DecayFactor(learningRate);
    }

    /// <inheritdoc/>
    public sealed override void Update(
        in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        if (Vector512.IsHardwareAccelerated) Update<Simd512>(step.Values, weights, gradient, state);
        else Update<SimdNative>(step.Values, weights, gradient, state);
    }

    /// <summary>
    /// The factor of the first moment's product in a step: β₁, unless the member of the family has a schedule of its own.
    /// </summary>
    private protected virtual double MomentDecay(long number) => Beta1;

    /// <summary>By what the mean of the gradients and the newest gradient are multiplied.</summary>
    /// <param name="number">The number of the step, from 1.</param>
    /// <param name="product">The product of all first decays so far.</param>
    private protected virtual (double Moment, double Gradient) Shares(long number, double product) => (1 / (1 - product), 0);

    /// <summary>By what the parameters are multiplied before they move.</summary>
    private protected virtual double DecayFactor(float learningRate) => 1;

    private void Update<TSimd>(
        ReadOnlySpan<double> values, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        where TSimd : struct, ISimd<TSimd>
    {
        var rule = new MomentRule<TSimd>(
            Beta1, Beta2, (float)values[MomentStep], (float)values[GradientStep], (float)values[ScaledEpsilon], (float)values[Decay]);
        if (AmsGrad) UpdatePass.Run<TSimd, AmsGradRule<TSimd>>(new(rule), weights, gradient, state);
        else UpdatePass.Run<TSimd, MomentRule<TSimd>>(rule, weights, gradient, state);
    }

    private readonly struct MomentRule<TSimd>(
        float beta1, float beta2, float momentStep, float gradientStep, float epsilon, float decay) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd oneMinusBeta1 = TSimd.Create(1 - beta1);
        private readonly TSimd beta2 = TSimd.Create(beta2);
        private readonly TSimd oneMinusBeta2 = TSimd.Create(1 - beta2);
        private readonly TSimd negativeMomentStep = TSimd.Create(-momentStep);
        private readonly TSimd negativeGradientStep = TSimd.Create(-gradientStep);
        private readonly TSimd epsilon = TSimd.Create(epsilon);
        private readonly TSimd decay = TSimd.Create(decay);
        private readonly TSimd smallest = TSimd.Create(SmallestMoment);

        public static int SlotCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd first, ref TSimd second, ref TSimd slot2)
        {
            Mean(gradient, ref first, ref second);
            Move(ref weight, gradient, first, second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Mean(TSimd gradient, ref TSimd first, ref TSimd second)
        {
            TSimd m = TSimd.MultiplyAdd(oneMinusBeta1, gradient - first, first);
            TSimd v = TSimd.MultiplyAdd(beta2, second, oneMinusBeta2 * gradient * gradient);
            first = TSimd.FlushBelow(m, smallest);
            second = TSimd.FlushBelow(v, smallest);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Move(ref TSimd weight, TSimd gradient, TSimd first, TSimd second)
        {
            TSimd direction = TSimd.MultiplyAdd(negativeGradientStep, gradient, negativeMomentStep * first);
            weight = TSimd.MultiplyAdd(decay, weight, direction / (TSimd.Sqrt(second) + epsilon));
        }
    }

    private readonly struct AmsGradRule<TSimd>(MomentRule<TSimd> rule) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly MomentRule<TSimd> rule = rule;

        public static int SlotCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd first, ref TSimd second, ref TSimd largest)
        {
            rule.Mean(gradient, ref first, ref second);
            largest = TSimd.Max(largest, second);
            rule.Move(ref weight, gradient, first, largest);
        }
    }
}
