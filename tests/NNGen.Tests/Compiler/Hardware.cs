using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NNGen.Tests.Compiler;

/// <summary>What the machine that runs the tests can do.</summary>
internal static class Hardware
{
    /// <summary>Whether there are fused multiply-adds: only then are results the same, to the bit, on every width.</summary>
    public static bool HasMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;
}
