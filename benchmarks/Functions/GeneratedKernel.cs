using System.Reflection;
using System.Runtime.Intrinsics;

namespace NNGen.Benchmarks.Functions;

/// <summary>A kernel over the memory of a block, [feature][sample].</summary>
internal delegate void ElementwiseKernel(ref float results, ref float values);

/// <summary>Finds the kernel of a network's only layer. Kernels are local to the generated file, so that only reflection sees them.</summary>
internal static class GeneratedKernel
{
    public static ElementwiseKernel Of<TNetwork>()
    {
        string width = Vector512.IsHardwareAccelerated ? "__Kernels512" : "__KernelsVector";
        string space = $"NNGen.Generated.{typeof(TNetwork).FullName!.Replace('.', '_')}";
        Type kernels = typeof(TNetwork).Assembly.GetTypes().Single(type => type.Namespace == space && type.Name.EndsWith(width, StringComparison.Ordinal));
        MethodInfo kernel = kernels.GetMethods(BindingFlags.Public | BindingFlags.Static).Single(method => method.Name.StartsWith("Compute", StringComparison.Ordinal));
        return kernel.CreateDelegate<ElementwiseKernel>();
    }
}
