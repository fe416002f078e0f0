using NNGen.Generator.Kernels;
using NNGen.Generator.Parsing;
using NNGen.Generator.Planning;
using NNGen.Generator.Weights;

namespace NNGen.Generator.Emission;

/// <summary>Writes the network whose weights lie in the assembly: small ones as data of the generated code, others as a resource.</summary>
internal static class PretrainedWriter
{
    private const int ValuesPerLine = 8;

    /// <summary>The property, in the user's class.</summary>
    public static void WriteMembers(CodeWriter code, NetworkPlan plan, ModelManifest? manifest)
    {
        NetworkSpec spec = plan.Network.Spec;
        string load = DataOf(plan, manifest) is null
            ? $"FromResource<{spec.Name}>({CSharpLiteral.Text(manifest?.Resource ?? spec.Weights!)})"
            : $"FromData<{spec.Name}>(global::{NetworkWriter.KernelNamespace(spec)}.PretrainedData.Values)";
        code.Line(
            $"private static readonly global::System.Lazy<{spec.Name}> pretrained = new(() => global::NNGen.PretrainedWeights.{load});");
        code.Line();
        code.Line($"/// <summary>The network with the weights of {Escape(spec.Weights!)}: one for the whole program, made at the first use.</summary>");
        code.Line($"/// <remarks>SHA-256 of the file: {manifest?.Hash ?? "unknown"}.</remarks>");
        code.Line($"public static {spec.Name} Pretrained => pretrained.Value;");
        code.Line();
    }

    /// <summary>The data, in the network's namespace.</summary>
    public static void WriteData(CodeWriter code, NetworkPlan plan, ModelManifest? manifest)
    {
        if (DataOf(plan, manifest) is not { } values) return;
        code.Line();
        using (code.Block($"namespace {NetworkWriter.KernelNamespace(plan.Network.Spec)}"))
        using (code.Block("file static class PretrainedData"))
        {
            code.Line("/// <summary>Every tensor behind the other, in the order of the description.</summary>");
            code.Line("public static global::System.ReadOnlySpan<float> Values => new float[]");
            code.Line("{");
            for (int start = 0; start < values.Length; start += ValuesPerLine)
            {
                IEnumerable<string> line = values.Skip(start).Take(ValuesPerLine).Select(CSharpLiteral.Float);
                code.Line($"    {string.Join(", ", line)},");
            }

            code.Line("};");
        }
    }

    /// <summary>The values in the network's order, where the manifest has them and they fit.</summary>
    private static float[]? DataOf(NetworkPlan plan, ModelManifest? manifest)
    {
        if (manifest?.ReadData() is not { } stored) return null;
        var starts = new Dictionary<string, int>();
        int end = 0;
        foreach (ModelTensor tensor in manifest.Tensors)
        {
            starts[tensor.Name] = end;
            end += tensor.Shape.Aggregate(1, (length, extent) => unchecked(length * extent));
        }

        bool fits = end == stored.Length && end == plan.Parameters.Sum(place => place.Parameter.Tensor.Length) && plan.Parameters.All(
            place => starts.ContainsKey(place.Parameter.Tensor.Name));
        return fits ? plan.Parameters.SelectMany(place => stored.Skip(starts[place.Parameter.Tensor.Name]).Take(place.Parameter.Tensor.Length)).ToArray() : null;
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\n", " ");
}
