using System.Text;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Emission;

/// <summary>
/// Identifies an architecture by 64 bits of FNV-1a over its layers' kinds, names, shapes and settings. How parameters start and which loss
/// trains them is no part of it:
/// weights stay loadable when those change.
/// </summary>
internal static class ArchitectureHash
{
    public static string Of(InferredNetwork network)
    {
        var text = new StringBuilder();
        foreach (InferredInput input in network.Inputs) text.Append(input.Name).Append(input.Shape).Append('\n');
        foreach (InferredLayer layer in network.Layers)
        {
            text.Append(layer.Name).Append(' ').Append(layer.Spec.Kind).Append(' ').Append(layer.OutputShape);
            foreach (Stage stage in layer.Stages) text.Append(' ').Append(Describe(stage));
            if (!layer.HasOwnParameters) text.Append(" = ").Append(layer.Owner);
            text.Append('\n');
        }

        // The last layer's output goes without saying.
        if (network.Spec.Outputs.Count > 0) text.Append(string.Join(" ", network.Outputs.Select(output => output.Layer))).Append('\n');
        ulong hash = 14695981039346656037;
        foreach (byte item in Encoding.UTF8.GetBytes(text.ToString())) hash = unchecked((hash ^ item) * 1099511628211);
        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Describe(Stage stage) => stage switch
    {
        Layers.Activations.ElementwiseStage elementwise => elementwise.Function.Format(["x"]),
        _ => stage.GetType().Name + string.Concat(stage.Parameters.Concat(stage.Averages.Select(average => average.Spec)).Select(parameter => $" {parameter.Name}{parameter.Shape}")),
    };
}
