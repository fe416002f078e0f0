using System.IO;
using System.Text;

namespace NNGen.Onnx.Conversion;

/// <summary>What became of one node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Problem">Why it cannot be declared; null where it can.</param>
public sealed record NodeReport(string Node, string Operator, string? Problem);

/// <summary>A graph as layers, as far as it can be declared.</summary>
/// <param name="Layers">The layers, the input first.</param>
/// <param name="Nodes">Every node that was looked at, in the graph's order.</param>
/// <param name="Opset">The version of the standard operators.</param>
public sealed record ConvertedNetwork(IReadOnlyList<DeclaredLayer> Layers, IReadOnlyList<NodeReport> Nodes, long Opset)
{
    private const string ErrorFunction = "MathF.Erf(";

    /// <summary>The layers whose outputs are those of the network, where there are several.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The files beside the model that hold some of its constants, relative to its folder.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The self-test that the model brings along; null where it has none.</summary>
    public ModelSelfTest? SelfTest { get; init; }

    /// <summary>The nodes that have no layer.</summary>
    public IEnumerable<NodeReport> Unsupported => Nodes.Where(node => node.Problem is not null);

    /// <summary>Writes the parameters as a safetensors file, each under the name that the declared class gives it.</summary>
    /// <param name="stream">Receives the file.</param>
    public void WriteWeights(Stream stream) => WeightsFile.Write(stream, Layers, SelfTest);

    /// <summary>The annotated class.</summary>
    /// <param name="namespaceName">Its namespace; empty for the global one.</param>
    /// <param name="className">Its name.</param>
    /// <param name="weights">The file of its weights, if they are to be put into the assembly.</param>
    /// <returns>A C# file.</returns>
    /// <exception cref="OnnxException">A function has no name in C#.</exception>
    public string ToSource(string namespaceName, string className, string? weights = null)
    {
        var source = new StringBuilder("using NNGen;\n\n");
        if (namespaceName.Length > 0) source.Append("namespace ").Append(namespaceName).Append(";\n\n");
        source.Append("[NeuralNetwork(Loss = Loss.MeanSquaredError, Trainable = false)]\n");
        if (Layers.Any(layer => layer.Function?.Contains(ErrorFunction) == true))
        {
            throw new OnnxException("The model needs the error function (Erf), which C# does not have: list it as NNGenModel and name it by [OnnxModel].");
        }

        DeclaredLayer[] functions = Layers.Where(layer => layer.Function is not null).ToArray();
        foreach (DeclaredLayer layer in Layers) source.Append('[').Append(Attribute(layer, className)).Append("]\n");
        foreach (string output in Outputs) source.Append("[Output(\"").Append(output).Append("\")]\n");
        if (weights is not null) source.Append("[Weights(\"").Append(weights).Append("\")]\n");
        source.Append("public sealed partial class ").Append(className).Append(";\n");
        if (functions.Length == 0) return source.ToString();
        source.Append("\ninternal static class ").Append(className).Append("Functions\n{\n");
        foreach (DeclaredLayer layer in functions)
        {
            source.Append("    public static float ").Append(MethodOf(layer)).Append("(float x) => ").Append(layer.Function!.Replace("MathF.", "System.MathF.")).Append(";\n");
        }

        return source.Append("}\n").ToString();
    }

    /// <summary>A function of every element is a method of a class beside the network.</summary>
    private static string Attribute(DeclaredLayer layer, string className)
    {
        if (layer.Function is null) return layer.ToString();
        string rest = (layer with { Function = null }).ToString().Substring(layer.Kind.Length).Trim('(', ')');
        string method = $"typeof({className}Functions), \"{MethodOf(layer)}\"";
        return $"{layer.Kind}({(rest.Length == 0 ? method : $"{method}, {rest}")})";
    }

    private static string MethodOf(DeclaredLayer layer) => "Function" + layer.Name.Substring(layer.Name.LastIndexOf('_') + 1);
}
