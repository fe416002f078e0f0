using NNGen.Generator.Kernels;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Emission;

/// <summary>Opens the namespace, the containing types and the network's class as partial declarations.</summary>
internal static class ContainerWriter
{
    public static IDisposable Open(CodeWriter code, NetworkSpec spec, Action writeDocumentation, string baseInterface)
    {
        var blocks = new Stack<IDisposable>();
        if (spec.Namespace.Length > 0) blocks.Push(code.Block($"namespace {spec.Namespace}"));
        foreach (ContainingType container in spec.Containers) blocks.Push(code.Block($"partial {container.Keyword} {container.Declaration}"));
        writeDocumentation();
        code.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"NNGen\", \"0.1.0\")]");
        blocks.Push(code.Block($"partial class {spec.Name} : {baseInterface}"));
        return new OpenBlocks(blocks);
    }

    private sealed class OpenBlocks(Stack<IDisposable> blocks) : IDisposable
    {
        public void Dispose()
        {
            while (blocks.Count > 0) blocks.Pop().Dispose();
        }
    }
}
