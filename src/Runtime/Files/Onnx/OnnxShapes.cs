using System.Linq;

namespace NNGen;

/// <summary>Layers that move elements.</summary>
internal static class OnnxShapes
{
    private static readonly string[] Sides = ["Top", "Bottom", "Left", "Right"];

    /// <summary>The inputs of a layer that combines them: the axes that one lacks in front stand behind the batch.</summary>
    public static string[] Aligned(OnnxLayer layer)
    {
        int rank = layer.Inputs.Max(input => input.Shape.Count);
        return [.. layer.Inputs.Select(input => input.Shape.Count == rank
            ? input.Name
            : layer.Graph.Node("Reshape", [input.Name, layer.Graph.Integers([0, .. Enumerable.Repeat(1, rank - input.Shape.Count), .. input.Shape])]))];
    }

    public static string UpSampling(OnnxLayer layer)
    {
        int factor = layer.Integer("factor", 2);
        string place = layer.Text("Interpolation", "Nearest") switch
        {
            "Nearest" => "asymmetric",
            "Bilinear" => "half_pixel",
            _ => "align_corners",
        };
        bool isNearest = place == "asymmetric";
        string scales = layer.Graph.Constant([1, 1, factor, factor], 4);
        string resized = layer.Graph.Node(
            "Resize",
            [layer.ChannelsFirst(layer.Input), string.Empty, scales],
            ("coordinate_transformation_mode", place),
            ("mode", isNearest ? "nearest" : "linear"),
            ("nearest_mode", "floor"));
        return layer.ChannelsLast(resized);
    }

    public static string ZeroPadding(OnnxLayer layer)
    {
        int[] margins = Margins(layer);
        return layer.Graph.Node("Pad", [layer.Input, layer.Graph.Integers(0, margins[0], margins[2], 0, 0, margins[1], margins[3], 0)]);
    }

    public static string Cropping(OnnxLayer layer)
    {
        int[] margins = Margins(layer);
        string starts = layer.Graph.Integers(margins[0], margins[2]);
        string ends = layer.Graph.Integers(layer.InputShape[0] - margins[1], layer.InputShape[1] - margins[3]);
        return layer.Graph.Node("Slice", [layer.Input, starts, ends, layer.Graph.Integers(1, 2)]);
    }

    private static int[] Margins(OnnxLayer layer)
    {
        int margin = layer.Integer("margin", 1);
        return [.. Sides.Select(side => layer.Integer(side, margin))];
    }
}
