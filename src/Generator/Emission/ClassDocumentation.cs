using System.Globalization;
using NNGen.Generator.Kernels;
using NNGen.Generator.Layers;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>Writes the layer table as the class's summary, so that hovering the class shows it.</summary>
internal static class ClassDocumentation
{
    public static void Write(CodeWriter code, NetworkPlan plan)
    {
        InferredNetwork network = plan.Network;
        code.Line("/// <summary>");
        code.Line($"/// A network of {Number(plan.ParameterCount)} parameters, {Number(MultiplyAdds(network))} multiply-adds per sample, loss {Loss(network)}.");
        code.Line("/// <list type=\"table\">");
        code.Line("/// <listheader><term>layer</term><description>output, parameters</description></listheader>");
        foreach (InferredInput input in network.Inputs)
        {
            code.Line($"/// <item><term>{input.Name}</term><description>{input.Shape}</description></item>");
        }

        foreach (InferredLayer layer in network.Layers)
        {
            string activation = layer.Spec.Member("activation", "Identity");
            string kind = activation == "Identity" ? layer.Spec.Kind : $"{layer.Spec.Kind}, {activation}";
            if (layer.IsFrozen) kind += ", frozen";
            if (!layer.HasOwnParameters) kind += $", weights of {layer.Owner}";
            code.Line($"/// <item><term>{layer.Name} ({kind})</term><description>{layer.OutputShape}, {Number(ParameterCount(layer))}</description></item>");
        }

        code.Line("/// </list>");
        code.Line("/// </summary>");
    }

    private static string Loss(InferredNetwork network) => network.Spec.Outputs.Count == 0
        ? network.Outputs[0].Loss.Name
        : string.Join(" + ", network.Outputs.Select(output => $"{CSharpLiteral.Float(output.Weight).TrimEnd('f')} · {output.Loss.Name} of {output.Name}"));

    /// <summary>The number of a layer's own parameters.</summary>
    public static int ParameterCount(InferredLayer layer) => !layer.HasOwnParameters
        ? 0
        : layer.Stages.SelectMany(stage => stage.Parameters).Sum(parameter => parameter.Shape.Aggregate(1, (length, extent) => length * extent));

    public static long MultiplyAdds(InferredLayer layer) => layer.Stages.Sum(stage => stage.MultiplyAdds);

    private static long MultiplyAdds(InferredNetwork network) => network.Layers.Sum(MultiplyAdds);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
