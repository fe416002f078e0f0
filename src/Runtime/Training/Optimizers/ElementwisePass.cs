using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// Small changes of gradients and parameters, each one pass over a range by the loop of the optimisers, with the same bits at every width.
/// </summary>
internal static class ElementwisePass
{
    /// <summary><c>g ← g + l1·sign(w) + 2·l2·w</c>.</summary>
    public static void AddPenalty(Span<float> gradient, ReadOnlySpan<float> weights, float l1, float l2)
    {
        if (Vector512.IsHardwareAccelerated) Run<Simd512, PenaltyRule<Simd512>>(new(l1, l2), gradient, weights);
        else Run<SimdNative, PenaltyRule<SimdNative>>(new(l1, l2), gradient, weights);
    }

    /// <summary><c>g ← min(max(g, −limit), limit)</c>.</summary>
    public static void Clip(Span<float> gradient, float limit)
    {
        if (Vector512.IsHardwareAccelerated) Run<Simd512, ClipRule<Simd512>>(new(limit), gradient, gradient);
        else Run<SimdNative, ClipRule<SimdNative>>(new(limit), gradient, gradient);
    }

    /// <summary><c>x ← factor·x</c>.</summary>
    public static void Scale(Span<float> values, float factor)
    {
        if (Vector512.IsHardwareAccelerated) Run<Simd512, ScaleRule<Simd512>>(new(factor), values, values);
        else Run<SimdNative, ScaleRule<SimdNative>>(new(factor), values, values);
    }

    /// <summary><c>x ← x + factor·y</c>.</summary>
    public static void AddScaled(Span<float> values, ReadOnlySpan<float> others, float factor)
    {
        if (Vector512.IsHardwareAccelerated) Run<Simd512, AddRule<Simd512>>(new(factor), values, others);
        else Run<SimdNative, AddRule<SimdNative>>(new(factor), values, others);
    }

    /// <summary><c>x ← x + amount·(y − x)</c>.</summary>
    public static void MoveTowards(Span<float> values, ReadOnlySpan<float> targets, float amount)
    {
        if (Vector512.IsHardwareAccelerated) Run<Simd512, TowardsRule<Simd512>>(new(amount), values, targets);
        else Run<SimdNative, TowardsRule<SimdNative>>(new(amount), values, targets);
    }

    private static void Run<TSimd, TRule>(in TRule rule, Span<float> values, ReadOnlySpan<float> others)
        where TSimd : struct, ISimd<TSimd>
        where TRule : struct, IUpdateRule<TSimd> =>
        UpdatePass.Run<TSimd, TRule>(rule, values, others, new OptimizerState(default, 0, 0, values.Length));

    private readonly struct PenaltyRule<TSimd>(float l1, float l2) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd l1 = TSimd.Create(l1);
        private readonly TSimd twoL2 = TSimd.Create(2 * l2);

        public static int SlotCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd gradient, TSimd weight, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2) =>
            gradient = TSimd.MultiplyAdd(twoL2, weight, TSimd.MultiplyAdd(l1, TSimd.Sign(weight), gradient));
    }

    private readonly struct ClipRule<TSimd>(float limit) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd low = TSimd.Create(-limit);
        private readonly TSimd high = TSimd.Create(limit);

        public static int SlotCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd value, TSimd same, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2) =>
            value = TSimd.Min(TSimd.Max(value, low), high);
    }

    private readonly struct ScaleRule<TSimd>(float factor) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd factor = TSimd.Create(factor);

        public static int SlotCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd value, TSimd same, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2) => value = value * factor;
    }

    private readonly struct AddRule<TSimd>(float factor) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd factor = TSimd.Create(factor);

        public static int SlotCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd value, TSimd other, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2) =>
            value = TSimd.MultiplyAdd(factor, other, value);
    }

    private readonly struct TowardsRule<TSimd>(float amount) : IUpdateRule<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private readonly TSimd amount = TSimd.Create(amount);

        public static int SlotCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref TSimd value, TSimd target, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2) =>
            value = TSimd.MultiplyAdd(amount, target - value, value);
    }
}
