using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// The formula of an optimiser, for one vector of parameters. Elements do not see each other. A rule keeps its settings as vectors, so that
/// the loop does not spread them again for every vector (an eighth of Adam's time in L1).
/// </summary>
internal interface IUpdateRule<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>The state slots that the rule reads and writes, at most 3.</summary>
    static abstract int SlotCount { get; }

    /// <summary>Updates the weights and the state in place; slots that the rule does not have are left alone.</summary>
    void Update(ref TSimd weight, TSimd gradient, ref TSimd slot0, ref TSimd slot1, ref TSimd slot2);
}

/// <summary>Carries an update rule over a range of parameters: the one loop that all optimisers share.</summary>
/// <remarks>
/// The last elements go through a vector on the stack, so that the rule is not written a second time for single floats and an
/// element's bits do not depend on where a range begins or ends.
/// </remarks>
internal static class UpdatePass
{
    public static void Run<TSimd, TRule>(in TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        where TSimd : struct, ISimd<TSimd>
        where TRule : struct, IUpdateRule<TSimd>
    {
        if (gradient.Length != weights.Length || state.Length != weights.Length)
        {
            throw new ArgumentException(
                $"{weights.Length} weights need a gradient and a state of the same length, but {gradient.Length} and {state.Length} " +
                "were given.");
        }

        Span<float> slot0 = TRule.SlotCount > 0 ? state[0] : default;
        Span<float> slot1 = TRule.SlotCount > 1 ? state[1] : default;
        Span<float> slot2 = TRule.SlotCount > 2 ? state[2] : default;
        int whole = weights.Length - (weights.Length % TSimd.Count);
        RunWhole<TSimd, TRule>(
            rule,
            ref MemoryMarshal.GetReference(weights),
            ref MemoryMarshal.GetReference(gradient),
            ref MemoryMarshal.GetReference(slot0),
            ref MemoryMarshal.GetReference(slot1),
            ref MemoryMarshal.GetReference(slot2),
            (nuint)whole);
        if (whole == weights.Length) return;
        RunTail<TSimd, TRule>(
            rule, weights[whole..], gradient[whole..], Rest(slot0, whole), Rest(slot1, whole), Rest(slot2, whole));
    }

    // Never inlined: in a larger method the compiler would run out of its budget of locals and call every vector operation instead,
    // 60 times slower.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunWhole<TSimd, TRule>(
        in TRule rule, ref float w, ref float g, ref float s0, ref float s1, ref float s2, nuint length)
        where TSimd : struct, ISimd<TSimd>
        where TRule : struct, IUpdateRule<TSimd>
    {
        TRule local = rule;
        for (nuint i = 0; i < length; i += (nuint)TSimd.Count) Step<TSimd, TRule>(local, ref w, ref g, ref s0, ref s1, ref s2, i);
    }

    private static Span<float> Rest(Span<float> slot, int start) => slot.IsEmpty ? slot : slot[start..];

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunTail<TSimd, TRule>(
        in TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> slot0, Span<float> slot1, Span<float> slot2)
        where TSimd : struct, ISimd<TSimd>
        where TRule : struct, IUpdateRule<TSimd>
    {
        Tail<TSimd> w = default, g = default, s0 = default, s1 = default, s2 = default;
        w.Load(weights);
        g.Load(gradient);
        s0.Load(slot0);
        s1.Load(slot1);
        s2.Load(slot2);
        Step<TSimd, TRule>(rule, ref w.First, ref g.First, ref s0.First, ref s1.First, ref s2.First, 0);
        w.Store(weights);
        s0.Store(slot0);
        s1.Store(slot1);
        s2.Store(slot2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TSimd, TRule>(
        in TRule rule, ref float w, ref float g, ref float s0, ref float s1, ref float s2, nuint i)
        where TSimd : struct, ISimd<TSimd>
        where TRule : struct, IUpdateRule<TSimd>
    {
        TSimd weight = TSimd.Load(ref w, i);
        TSimd slot0 = TRule.SlotCount > 0 ? TSimd.Load(ref s0, i) : default;
        TSimd slot1 = TRule.SlotCount > 1 ? TSimd.Load(ref s1, i) : default;
        TSimd slot2 = TRule.SlotCount > 2 ? TSimd.Load(ref s2, i) : default;
        rule.Update(ref weight, TSimd.Load(ref g, i), ref slot0, ref slot1, ref slot2);
        weight.Store(ref w, i);
        if (TRule.SlotCount > 0) slot0.Store(ref s0, i);
        if (TRule.SlotCount > 1) slot1.Store(ref s1, i);
        if (TRule.SlotCount > 2) slot2.Store(ref s2, i);
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
