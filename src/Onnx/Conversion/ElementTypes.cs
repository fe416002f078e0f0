using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// The element types of a graph's values. A network computes with 32-bit floats, so of all others there must be no more asked than floats
/// can: integers up to 16,777,216 and booleans, as 0 and 1, are moved, compared and cast; wider real numbers are rounded.
/// </summary>
internal static class ElementTypes
{
    private static readonly HashSet<string> Moving =
    [
        "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Concat", "Slice", "Split", "Gather", "GatherElements", "GatherND",
        "Tile", "Expand", "Cast", "CastLike", "Where", "DepthToSpace", "SpaceToDepth", "Pad", "Max", "Min", "ReduceMax", "ReduceMin", "ArgMax", "ArgMin",
        "ArrayFeatureExtractor", "ZipMap",
    ];

    private static readonly HashSet<string> Logic =
        ["Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not", "IsNaN", "IsInf"];

    public static bool IsReal(OnnxType type) => type is OnnxType.Float32 or OnnxType.Float64 or OnnxType.Float16 or OnnxType.BFloat16;

    public static bool IsNumber(OnnxType type) => type is not (OnnxType.Undefined or OnnxType.String or OnnxType.BFloat16) && Enum.IsDefined(typeof(OnnxType), type);

    /// <summary>Whether floats do what the operator does to integers and booleans.</summary>
    public static bool AllowsIntegers(OnnxNode node) => Moving.Contains(node.Operator) || Logic.Contains(node.Operator);

    /// <summary>The type of a node's outputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="typeOf">The types of its inputs.</param>
    public static OnnxType Of(OnnxNode node, Func<string, OnnxType> typeOf) => node.Operator switch
    {
        "Cast" => (OnnxType)node.Integer("to", (long)OnnxType.Float32),
        "CastLike" => typeOf(node.Inputs[1]),
        "ArgMax" or "ArgMin" => OnnxType.Int64,
        "Where" => typeOf(node.Inputs[1]),
        "Gather" => typeOf(node.Inputs[0]),
        _ when Logic.Contains(node.Operator) => OnnxType.Boolean,
        _ => node.Inputs.Count > 0 ? typeOf(node.Inputs[0]) : OnnxType.Float32,
    };
}
