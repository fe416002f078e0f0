using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>What the importer is told beside the model.</summary>
public sealed record ConversionOptions
{
    /// <summary>
    /// The extents of axes that the model leaves open, by the axis's name (<c>height</c>), or by input and axis (<c>image.2</c>, the batch
    /// being axis 0).
    /// </summary>
    public IReadOnlyDictionary<string, int> Dimensions { get; init; } = new Dictionary<string, int>();

    /// <summary>The outputs that are wanted, in the order of the model; empty for all.</summary>
    public IReadOnlyCollection<string> Outputs { get; init; } = [];

    /// <summary>Reads options as a project writes them.</summary>
    /// <param name="dimensions">As in <c>height=64;width=64</c>; separated by semicolons or commas. Null or empty for none.</param>
    /// <param name="outputs">Names of outputs, separated likewise.</param>
    /// <returns>The options.</returns>
    /// <exception cref="OnnxException">A dimension is not a name, <c>=</c> and a number above 0.</exception>
    public static ConversionOptions Parse(string? dimensions, string? outputs)
    {
        string[] Parts(string? text) => (text ?? string.Empty).Split([';', ','], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()).Where(part => part.Length > 0).ToArray();
        var extents = new Dictionary<string, int>();
        foreach (string part in Parts(dimensions))
        {
            string[] sides = part.Split(['='], 2);
            bool isExtent = sides.Length == 2 && int.TryParse(sides[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int extent) && extent > 0;
            if (!isExtent) throw new OnnxException($"Expected dimensions as in 'height=64;width=64', found '{part}'.");
            extents[sides[0].Trim()] = int.Parse(sides[1], System.Globalization.CultureInfo.InvariantCulture);
        }

        return new ConversionOptions { Dimensions = extents, Outputs = Parts(outputs) };
    }

    /// <summary>The model with its open axes fixed, and of its nodes those that lead to an output that is wanted.</summary>
    internal OnnxModel Apply(OnnxModel model)
    {
        OnnxGraph graph = new GeluPattern(model.Graph).Rewrite();
        RequireKnown("dimension", Dimensions.Keys, graph.Inputs.SelectMany(NamesOf));
        RequireKnown("output", Outputs, graph.Outputs.Select(output => output.Name));
        OnnxValue[] outputs = graph.Outputs.Where(output => Outputs.Count == 0 || Outputs.Contains(output.Name)).ToArray();
        var needed = new HashSet<string>(outputs.Select(output => output.Name));
        var nodes = new List<OnnxNode>();
        foreach (OnnxNode node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(needed.Contains)) continue;
            needed.UnionWith(node.Inputs);
            nodes.Add(node);
        }

        nodes.Reverse();
        // A self-test is of all outputs.
        IReadOnlyDictionary<string, string> metadata = outputs.Length == graph.Outputs.Count ? model.Metadata : new Dictionary<string, string>();
        return model with { Metadata = metadata, Graph = graph with { Nodes = nodes, Inputs = graph.Inputs.Select(Fixed).ToArray(), Outputs = outputs } };
    }

    /// <summary>The names of an input's open axes: that of the model, and input and place.</summary>
    private static IEnumerable<string> NamesOf(OnnxValue input) => Enumerable.Range(0, input.Shape?.Count ?? 0)
        .Where(axis => input.Shape![axis] == Shapes.Batch)
        .SelectMany(axis => new[] { input.Symbols[axis], PlaceOf(input, axis) })
        .Where(name => name.Length > 0);

    private static string PlaceOf(OnnxValue input, int axis) => $"{input.Name}.{axis}";

    private static void RequireKnown(string what, IEnumerable<string> named, IEnumerable<string> known)
    {
        string[] all = known.Distinct().ToArray();
        foreach (string name in named.Where(name => !all.Contains(name)))
        {
            throw new OnnxException($"There is no {(what == "dimension" ? "open " : string.Empty)}{what} '{name}'; the model has {(all.Length == 0 ? "none" : string.Join(", ", all))}.");
        }
    }

    private OnnxValue Fixed(OnnxValue input)
    {
        int Extent(int axis) => input.Shape![axis] != Shapes.Batch ? input.Shape[axis]
            : Dimensions.TryGetValue(PlaceOf(input, axis), out int own) || Dimensions.TryGetValue(input.Symbols[axis], out own) ? own : Shapes.Batch;
        return input.Shape is null ? input : input with { Shape = Enumerable.Range(0, input.Shape.Count).Select(Extent).ToArray() };
    }
}
