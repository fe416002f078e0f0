using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>The formula of an optimiser, for one vector of parameters. Elements do not see each other.</summary>
internal interface IUpdateRule
{
    /// <summary>The state slots that the rule reads and writes, at most 2.</summary>
    static abstract int SlotCount { get; }

    /// <summary>Updates the weights and the state in place; slots that the rule does not have are left alone.</summary>
    void Update<TSimd>(ref TSimd weight, TSimd gradient, ref TSimd slot0, ref TSimd slot1)
        where TSimd : struct, ISimd<TSimd>;
}

/// <summary>Carries an update rule over a range of parameters: the one loop that all optimisers share.</summary>
/// <remarks>
/// The last elements go through a vector on the stack, so that the rule is not written a second time for single floats and an
/// element's bits do not depend on where a range begins or ends.
/// </remarks>
internal static class UpdatePass
{
    public static void Run<TRule>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        where TRule : struct, IUpdateRule
    {
        if (gradient.Length != weights.Length || state.Length != weights.Length)
        {
            throw new ArgumentException(
                $"{weights.Length} weights need a gradient and a state of the same length, but {gradient.Length} and {state.Length} were given.");
        }

        Span<float> slot0 = TRule.SlotCount > 0 ? state[0] : default;
        Span<float> slot1 = TRule.SlotCount > 1 ? state[1] : default;
        if (Vector512.IsHardwareAccelerated)
        {
            Run<TRule, Simd512>(rule, weights, gradient, slot0, slot1);
        }
        else
        {
            Run<TRule, SimdNative>(rule, weights, gradient, slot0, slot1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRule, TSimd>(
        TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> slot0, Span<float> slot1)
        where TRule : struct, IUpdateRule
        where TSimd : struct, ISimd<TSimd>
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        ref float s0 = ref MemoryMarshal.GetReference(slot0);
        ref float s1 = ref MemoryMarshal.GetReference(slot1);
        nuint length = (nuint)weights.Length;
        nuint width = (nuint)TSimd.Count;
        nuint i = 0;
        for (; i + width <= length; i += width) Step<TRule, TSimd>(rule, ref w, ref g, ref s0, ref s1, i);
        if (i == length) return;

        int rest = (int)i;
        Tail<TSimd> tailW = default, tailG = default, tail0 = default, tail1 = default;
        tailW.Load(weights[rest..]);
        tailG.Load(gradient[rest..]);
        if (TRule.SlotCount > 0) tail0.Load(slot0[rest..]);
        if (TRule.SlotCount > 1) tail1.Load(slot1[rest..]);
        Step<TRule, TSimd>(rule, ref tailW.First, ref tailG.First, ref tail0.First, ref tail1.First, 0);
        tailW.Store(weights[rest..]);
        if (TRule.SlotCount > 0) tail0.Store(slot0[rest..]);
        if (TRule.SlotCount > 1) tail1.Store(slot1[rest..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TRule, TSimd>(TRule rule, ref float w, ref float g, ref float s0, ref float s1, nuint i)
        where TRule : struct, IUpdateRule
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd weight = TSimd.Load(ref w, i);
        TSimd slot0 = TRule.SlotCount > 0 ? TSimd.Load(ref s0, i) : default;
        TSimd slot1 = TRule.SlotCount > 1 ? TSimd.Load(ref s1, i) : default;
        rule.Update(ref weight, TSimd.Load(ref g, i), ref slot0, ref slot1);
        weight.Store(ref w, i);
        if (TRule.SlotCount > 0) slot0.Store(ref s0, i);
        if (TRule.SlotCount > 1) slot1.Store(ref s1, i);
    }

    /// <summary>One vector on the stack; elements past the end of the range are 0.</summary>
    private struct Tail<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        private TSimd vector;

        [UnscopedRef]
        public ref float First => ref Unsafe.As<TSimd, float>(ref vector);

        public void Load(ReadOnlySpan<float> values) => values.CopyTo(MemoryMarshal.CreateSpan(ref First, TSimd.Count));

        public void Store(Span<float> values) => MemoryMarshal.CreateSpan(ref First, TSimd.Count)[..values.Length].CopyTo(values);
    }
}
