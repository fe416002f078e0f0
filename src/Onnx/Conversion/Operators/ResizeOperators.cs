using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Other sizes along some axes. Every rule of the operator is one matrix for each axis, except that pixels repeated alike along rows and
/// columns are UpSampling2D.
/// </summary>
internal static class ResizeOperators
{
    public static void Resize(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        bool isOld = graph.Opset < 11 || node.Operator == "Upsample";
        var rules = new ResizeRules(node, isOld);
        int rank = value.FileShape.Length + graph.BatchAxes;
        int[] axes = node.Integers("axes")?.Select(axis => Shapes.Axis(axis, rank)).ToArray() ?? [.. Enumerable.Range(0, rank)];
        int[] extents = axes.Select(axis => axis < graph.BatchAxes ? 1 : value.FileShape[axis - graph.BatchAxes]).ToArray();
        (float[] scales, int[] sizes) = Sizes(graph, node, extents, isOld);
        float[] roi = rules.NeedsRoi ? graph.RequireConstant(node, 1, "region").Singles : new float[2 * axes.Length];
        var weights = new Dictionary<int, float[,]>();
        for (int k = 0; k < axes.Length; k++)
        {
            (float Start, float End) part = (roi[k], roi[k + axes.Length]);
            bool isSame = sizes[k] == extents[k] && scales[k] == 1 && (!rules.NeedsRoi || part == (0, 1));
            if (isSame) continue;
            if (axes[k] < graph.BatchAxes) throw new OnnxException("it resizes the batch");
            AxisOperators.Bounded((long)extents[k] * sizes[k], $"a matrix of {extents[k]} × {sizes[k]} along axis {axes[k]}");
            weights[axes[k] - graph.BatchAxes] = rules.Weights(extents[k], sizes[k], scales[k], part);
        }

        SampleValue result = Apply(graph, value, weights);
        graph.Set(node, rules.Outside == 0 ? result : AffineOperators.Apply(graph, result, null, Filling(graph, result.FileShape, weights, rules.Outside)));
    }

    /// <summary>A number where an axis lies outside the source: there its matrix has no weights.</summary>
    private static OnnxTensor Filling(GraphConversion graph, int[] shape, Dictionary<int, float[,]> weights, float number)
    {
        int[] strides = Places.Strides(shape);
        bool IsOutside(int place) => weights.Any(axis =>
            Enumerable.Range(0, axis.Value.GetLength(0)).All(from => axis.Value[from, place / strides[axis.Key] % shape[axis.Key]] == 0));
        float[] elements = [.. Enumerable.Range(0, AxisOperators.Bounded(Places.Count(shape), "a filling")).Select(place => IsOutside(place) ? number : 0)];
        return new OnnxTensor(string.Empty, OnnxType.Float32, [.. Enumerable.Repeat(1, graph.BatchAxes), .. shape], elements);
    }

    private static SampleValue Apply(GraphConversion graph, SampleValue value, Dictionary<int, float[,]> weights)
    {
        bool isPicture = value.FileShape.Length == 3 && weights.Count == 2 && weights.ContainsKey(1) && weights.ContainsKey(2);
        if (isPicture && Repetition(weights[1]) is { } factor && Repetition(weights[2]) == factor)
        {
            SampleValue picture = graph.ChannelsLast(value);
            string layer = graph.Declare("UpSampling2D", picture, [DeclaredArgument.Of("factor", factor)]);
            return SampleValue.ChannelsLast(layer, [picture.Shape[0] * factor, picture.Shape[1] * factor, picture.Shape[2]]);
        }

        foreach (KeyValuePair<int, float[,]> axis in weights)
        {
            value = AxisOperators.Map(graph, value, axis.Key, axis.Value.GetLength(1), (from, to) => axis.Value[from, to]);
        }

        return value;
    }

    /// <summary>How often every element is repeated, where that is all that a matrix does.</summary>
    private static int? Repetition(float[,] weights)
    {
        (int from, int to) = (weights.GetLength(0), weights.GetLength(1));
        if (to % from != 0 || to == from) return null;
        int factor = to / from;
        for (int row = 0; row < from; row++)
        {
            for (int column = 0; column < to; column++)
            {
                if (weights[row, column] != (column / factor == row ? 1 : 0)) return null;
            }
        }

        return factor;
    }

    private static (float[] Scales, int[] Sizes) Sizes(GraphConversion graph, OnnxNode node, int[] extents, bool isOld)
    {
        OnnxTensor? given = graph.Constant(node, isOld ? 1 : 2);
        IReadOnlyList<float>? scales = given is { Length: > 0 } ? given.Singles : node.Attributes.TryGetValue("scales", out OnnxAttribute? attribute) ? attribute.Singles : null;
        if (scales is { Count: > 0 })
        {
            Require(scales.Count, extents.Length, "scales");
            return (scales.ToArray(), extents.Select((extent, k) => (int)Math.Floor((double)scales[k] * extent)).ToArray());
        }

        // The batch stands as −1 where its size was computed.
        long[] sizes = graph.RequireConstant(node, 3, "list of sizes").Integers.Select(size => size == Shapes.Batch ? 1 : size).ToArray();
        Require(sizes.Length, extents.Length, "sizes");
        float[] ratios = sizes.Select((size, k) => size / (float)extents[k]).ToArray();
        string policy = node.Text("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch") return (ratios, sizes.Select(size => checked((int)size)).ToArray());
        float ratio = policy == "not_larger" ? ratios.Min() : ratios.Max();
        return (extents.Select(_ => ratio).ToArray(), extents.Select(extent => (int)((ratio * extent) + 0.5f)).ToArray());
    }

    private static void Require(int found, int expected, string what)
    {
        if (found != expected) throw new OnnxException($"it has {found} {what} for {expected} axes");
    }
}

/// <summary>How an element of the result is made of those of the source along one axis, as the operator's definition has it.</summary>
internal sealed class ResizeRules(OnnxNode node, bool isOld)
{
    private readonly string place = node.Text("coordinate_transformation_mode", isOld ? "asymmetric" : "half_pixel");
    private readonly string mode = node.Text("mode", "nearest");
    private readonly string nearest = node.Text("nearest_mode", isOld ? "floor" : "round_prefer_floor");
    private readonly float cubic = node.Single("cubic_coeff_a", -0.75f);
    private readonly bool excludesOutside = node.Integer("exclude_outside", 0) != 0;
    private readonly bool isSmooth = node.Integer("antialias", 0) != 0;

    /// <summary>What stands outside the source, where a part of it is resized that reaches beyond.</summary>
    public float Outside => NeedsRoi ? node.Single("extrapolation_value", 0) : 0;

    /// <summary>Whether a part of the source is resized, which an input names.</summary>
    public bool NeedsRoi => place == "tf_crop_and_resize";

    /// <summary>The matrix [from, to].</summary>
    public float[,] Weights(int from, int to, float scale, (float Start, float End) roi)
    {
        var weights = new float[from, to];
        for (int column = 0; column < to; column++)
        {
            double at = Place(column, from, to, scale, roi);
            if (NeedsRoi && (at < 0 || at > from - 1)) continue;

            bool isWhole = at == Math.Floor(at);
            double[] parts = Parts(isWhole ? 1 : at - Math.Floor(at), isWhole, scale);
            int first = (int)Math.Ceiling(at) - (parts.Length / 2);
            bool IsInside(int k) => first + k >= 0 && first + k < from;
            if (excludesOutside) parts = parts.Select((part, k) => IsInside(k) ? part : 0).ToArray();
            double sum = excludesOutside ? parts.Sum() : 1;
            for (int k = 0; k < parts.Length; k++) weights[Math.Min(Math.Max(first + k, 0), from - 1), column] += (float)(parts[k] / sum);
        }

        return weights;
    }

    private double Place(int column, int from, int to, float scale, (float Start, float End) roi)
    {
        double width = (double)scale * from;
        double half = ((column + 0.5) / scale) - 0.5;
        return place switch
        {
            "half_pixel" => half,
            "half_pixel_symmetric" => (from / 2.0 * (1 - (to / width))) + half,
            "pytorch_half_pixel" => width == 1 ? -0.5 : half,
            "align_corners" => width == 1 ? 0 : column * (from - 1) / (width - 1),
            "asymmetric" => column / (double)scale,
            "tf_crop_and_resize" when width == 1 => (roi.End - roi.Start) * (from - 1) / 2.0,
            "tf_crop_and_resize" => (column * (double)(roi.End - roi.Start) * (from - 1) / (width - 1)) + ((double)roi.Start * (from - 1)),
            _ => throw new OnnxException($"its coordinates are '{place}', which is not known"),
        };
    }

    /// <summary>The shares of an even number of neighbours, the place between the two in the middle.</summary>
    private double[] Parts(double ratio, bool isWhole, float scale) => mode switch
    {
        "nearest" => IsLeft(ratio, isWhole) ? [1, 0] : [0, 1],
        "linear" or "bilinear" => isSmooth ? Footprint(1, ratio, scale, x => Math.Max(0, 1 - x)) : [1 - ratio, ratio],
        "cubic" => isSmooth ? Footprint(2, ratio, scale, Cubic) : [Cubic(1 + ratio), Cubic(ratio), Cubic(1 - ratio), Cubic(2 - ratio)],
        _ => throw new OnnxException($"its mode is '{mode}'; nearest, linear and cubic are supported"),
    };

    private bool IsLeft(double ratio, bool isWhole) => !isWhole && nearest switch
    {
        "round_prefer_floor" => ratio <= 0.5,
        "round_prefer_ceil" => ratio < 0.5,
        "floor" => true,
        "ceil" => false,
        _ => throw new OnnxException($"it rounds by '{nearest}', which is not known"),
    };

    private double Cubic(double x)
    {
        if (x <= 1) return ((((cubic + 2) * x) - (cubic + 3)) * x * x) + 1;
        return x < 2 ? ((((cubic * x) - (5 * cubic)) * x + (8 * cubic)) * x) - (4 * cubic) : 0;
    }

    /// <summary>A filter that becomes wider where the result is smaller than the source.</summary>
    private static double[] Footprint(int radius, double ratio, float scale, Func<double, double> filter)
    {
        double narrow = Math.Min(scale, 1);
        int start = (int)Math.Floor(-radius / narrow) + 1;
        double[] parts = Enumerable.Range(start, 2 - (2 * start)).Select(k => filter(Math.Abs((k - ratio) * narrow))).ToArray();
        double sum = parts.Sum();
        return parts.Select(part => part / sum).ToArray();
    }
}
