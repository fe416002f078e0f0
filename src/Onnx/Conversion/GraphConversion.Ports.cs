using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <content>Shapes and lengths of the graph's inputs and outputs.</content>
internal sealed partial class GraphConversion
{
    private static string ShapeText(OnnxValue input) =>
        string.Join(", ", input.Shape!.Select((extent, axis) => extent >= 0 ? $"{extent}" : AxisName(input, axis)));

    private static string Suggestion(OnnxValue input) => string.Join(
        ";", Enumerable.Range(1, input.Shape!.Count - 1).Where(axis => input.Shape[axis] < 0).Select(axis => $"{AxisName(input, axis)}=…"));

    private static string AxisName(OnnxValue input, int axis) => input.Symbols[axis] is { Length: > 0 } symbol ? symbol : $"{input.Name}.{axis}";

    private (int Length, bool IsKept)[] InputLengths() => model.Graph.Inputs
        .Where(input => !constants.ContainsKey(input.Name))
        .Select(input => (LengthOf(input), values.ContainsKey(input.Name)))
        .ToArray();

    /// <summary>An output that is left out is as long as the input that it is.</summary>
    private (int Length, bool IsKept)[] OutputLengths() => model.Graph.Outputs
        .Select(output => values.TryGetValue(output.Name, out SampleValue? value) ? (value.Length, true)
            : constants.TryGetValue(output.Name, out OnnxTensor? constant) ? (constant.Length, true)
            : (LengthOf(HandedOn(output)), false))
        .ToArray();

    /// <summary>The input that an output which is left out hands on.</summary>
    private OnnxValue HandedOn(OnnxValue output) => model.Graph.Inputs.First(input =>
        input.Name == output.Name || model.Graph.Nodes.Any(node => node.Outputs[0] == output.Name && node.Input(0) == input.Name));

    private int LengthOf(OnnxValue port) => Places.Count((port.Shape ?? []).Skip(BatchAxes).Select(extent => Math.Max(1, extent)));
}
