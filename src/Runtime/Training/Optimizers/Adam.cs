using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// Adam (Kingma and Ba, 2015), in the paper's and PyTorch's form, ε after the bias correction:
/// <c>m ← β₁·m + (1 − β₁)·g</c>, <c>v ← β₂·v + (1 − β₂)·g²</c>, <c>p ← p − lr · (m / c₁) / (√(v / c₂) + ε)</c> with <c>cᵢ = 1 − βᵢᵗ</c>.
/// </summary>
/// <remarks>
/// Computed in one pass as <c>p ← p − (lr·√c₂ / c₁) · m / (√v + ε·√c₂)</c>, which is the same algebra. Keras' ε of 1e-7 stands before the
/// correction and is not the same number. Moments smaller than 1e-30 become 0: those of a dead unit would decay into denormals, which
/// make the pass 2 to 4 times slower.
/// </remarks>
public sealed class Adam : Optimizer
{
    private const float SmallestMoment = 1e-30f;

    /// <summary>
    /// A v below <see cref="SmallestMoment"/> counts as 0, so √v may be wrong by 1e-15: ε has to hide that.
    /// </summary>
    private const float SmallestEpsilon = 1e-12f;

    private const int FirstProduct = 0;
    private const int SecondProduct = 1;
    private const int StepSize = 2;
    private const int ScaledEpsilon = 3;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public Adam(float learningRate = 1e-3f)
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

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override int StepValueCount => 4;

    /// <inheritdoc/>
    public override void BeginStep(long number, float learningRate, Span<double> values)
    {
        values[FirstProduct] = (number == 1 ? 1 : values[FirstProduct]) * Beta1;
        values[SecondProduct] = (number == 1 ? 1 : values[SecondProduct]) * Beta2;
        double root = Math.Sqrt(1 - values[SecondProduct]);
        values[StepSize] = learningRate * root / (1 - values[FirstProduct]);
        values[ScaledEpsilon] = Epsilon * root;
    }

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float stepSize = (float)step.Values[StepSize];
        float epsilon = (float)step.Values[ScaledEpsilon];
        if (Vector512.IsHardwareAccelerated)
        {
            UpdatePass.Run<Simd512, Rule<Simd512>>(new(Beta1, Beta2, stepSize, epsilon), weights, gradient, state);
        }
        else
        {
            UpdatePass.Run<SimdNative, Rule<SimdNative>>(new(Beta1, Beta2, stepSize, epsilon), weights, gradient, state);
        }
    }

    private readonly struct Rule<TSimd>(float beta1, float beta2, float stepSize, float epsilon) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd oneMinusBeta1 = TSimd.Create(1 - beta1);
        private readonly TSimd beta2 = TSimd.Create(beta2);
        private readonly TSimd oneMinusBeta2 = TSimd.Create(1 - beta2);
        private readonly TSimd negativeStepSize = TSimd.Create(-stepSize);
        private readonly TSimd epsilon = TSimd.Create(epsilon);
        private readonly TSimd smallest = TSimd.Create(SmallestMoment);

        public static int SlotCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd weight, TSimd gradient, ref TSimd first, ref TSimd second)
        {
            TSimd m = TSimd.MultiplyAdd(oneMinusBeta1, gradient - first, first);
            TSimd v = TSimd.MultiplyAdd(beta2, second, oneMinusBeta2 * gradient * gradient);
            first = TSimd.FlushBelow(m, smallest);
            second = TSimd.FlushBelow(v, smallest);
            TSimd direction = first / (TSimd.Sqrt(second) + epsilon);
            weight = TSimd.MultiplyAdd(negativeStepSize, direction, weight);
        }
    }
}
