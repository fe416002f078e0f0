using System.Collections.Generic;

namespace NNGen.Tests.Emitted;

/// <summary>The five sizes of a method by which RyuJIT decides whether to optimise it at all.</summary>
/// <param name="Name">The type and the method.</param>
/// <param name="CodeBytes">The length of the IL.</param>
/// <param name="Instructions">The IL instructions.</param>
/// <param name="Locals">The local variables.</param>
/// <param name="BasicBlocks">The runs of instructions without a branch into or out of their middle.</param>
/// <param name="LocalReferences">The instructions that read, write or take the address of a local or an argument.</param>
internal sealed record MethodSize(string Name, int CodeBytes, int Instructions, int Locals, int BasicBlocks, int LocalReferences)
{
    // DEFAULT_MIN_OPTS_* in RyuJIT's compiler.h: a method beyond one of them is compiled without optimisation, silently, and a kernel is
    // then many times slower.
    private const int MostCodeBytes = 60_000;
    private const int MostInstructions = 20_000;
    private const int MostLocals = 2_000;
    private const int MostBasicBlocks = 2_000;
    private const int MostLocalReferences = 8_000;

    /// <summary>The names of the sizes that are beyond RyuJIT's limits.</summary>
    public IEnumerable<string> Excesses()
    {
        if (CodeBytes > MostCodeBytes) yield return nameof(CodeBytes);
        if (Instructions > MostInstructions) yield return nameof(Instructions);
        if (Locals > MostLocals) yield return nameof(Locals);
        if (BasicBlocks > MostBasicBlocks) yield return nameof(BasicBlocks);
        if (LocalReferences > MostLocalReferences) yield return nameof(LocalReferences);
    }
}
