using System.Globalization;
using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>A layer whose shapes are known.</summary>
internal sealed record InferredLayer(
    string Name, LayerSpec Spec, IReadOnlyList<string> Sources, IReadOnlyList<Stage> Stages, EquatableArray<int> OutputShape)
{
    /// <summary>Whether the declaration says that the layer's parameters are not trained.</summary>
    public bool IsFrozen { get; init; } = !Spec.Boolean("Trainable", true);

    /// <summary>The layer whose parameters these are: this one, unless it shares those of another.</summary>
    public string Owner { get; init; } = Name;

    public bool HasOwnParameters => Owner == Name;

    public bool HasTrainedParameters => !IsFrozen && Stages.Any(stage => stage.Parameters.Count > 0);
}

/// <summary>A network without mistakes: its layers in order, and its loss.</summary>
internal sealed record InferredNetwork(
    NetworkSpec Spec,
    IReadOnlyList<InferredInput> Inputs,
    IReadOnlyList<InferredLayer> Layers,
    IReadOnlyList<InferredOutput> Outputs)
{
    public IReadOnlyList<Stage> Stages => Layers.SelectMany(layer => layer.Stages).ToArray();

    public bool IsTrainable => Spec.IsTrainable && Layers.Any(layer => layer.HasTrainedParameters);
}

/// <summary>Infers names, shapes and the loss of a declared network, and finds its mistakes.</summary>
internal static class NetworkInference
{
    /// <summary>The network, or null if it has mistakes; all of them are added to <paramref name="problems"/>.</summary>
    public static InferredNetwork? Infer(NetworkSpec spec, List<Problem> problems)
    {
        // An attribute that does not compile, or layers in no order: whatever else could be said would be a guess.
        if (spec.Problems.Any(problem => problem.Rule is Rule.CompilerError or Rule.SplitDeclaration or Rule.ModelBesideLayers)) return null;
        IReadOnlyList<InferredInput>? inputs = InferInputs(spec, problems);
        NameChecks.Check(spec.Layers, problems);
        var graph = new LayerGraph(spec.Layers, problems);
        List<InferredLayer> layers = InferLayers(spec, graph, inputs, problems);
        IReadOnlyList<int> outputs = graph.Outputs(spec);
        graph.ReportUnused(outputs);
        Problem[] errors = spec.Problems.Concat(problems).Where(IsError).ToArray();
        if (inputs is null || errors.Any(problem => problem.LayerIndex is >= Problem.Network or <= Problem.FirstOutput)) return null;
        IReadOnlyList<InferredOutput>? losses = OutputInference.Infer(spec, outputs.Select(index => layers.Single(layer => layer.Name == spec.Layers[index].Name)).ToArray(), problems);
        return losses is null || errors.Length > 0 ? null : new InferredNetwork(spec, inputs, layers, losses);
    }

    /// <summary>A warning-free remark (the loss was chosen) does not stop the compilation of the network.</summary>
    public static bool IsError(Problem problem) => problem.Rule != Rule.LossDefaulted;

    /// <summary>dense_1 becomes Dense1: how a layer is called in generated code.</summary>
    public static string Identifier(string name)
    {
        IEnumerable<string> words = name.Split(['_', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }

    /// <summary>Checks names and edges where shapes are unknown, as on the class of a block.</summary>
    public static void CheckStructure(IReadOnlyList<LayerSpec> layers, List<Problem> problems)
    {
        NameChecks.Check(layers, problems);
        var graph = new LayerGraph(layers, problems);
        for (int index = 0; index < layers.Count; index++)
        {
            LayerSpec layer = layers[index];
            if (layer.Kind != "Input")
            {
                graph.SourcesOf(index);
                if (!layer.IsBroken && Catalogue.Find(layer.Kind) is null) ReportUnknown(index, layer, problems);
            }

            graph.Define(index, null);
        }

        graph.ReportUnused([layers.Count - 1]);
        SharedWeights.CheckNames(layers, problems);
    }

    /// <summary>The inputs, or null if they are missing or wrong.</summary>
    private static IReadOnlyList<InferredInput>? InferInputs(NetworkSpec spec, List<Problem> problems)
    {
        int before = problems.Count;
        if (spec.Layers.All(layer => layer.Kind != "Input")) problems.Add(new Problem(Rule.MissingInput, Problem.Network, null, Texts(spec.PlainName)));
        else if (spec.Layers.All(layer => layer.Kind == "Input")) problems.Add(new Problem(Rule.NoLayers, Problem.Network, null, Texts(spec.PlainName)));
        var inputs = new List<InferredInput>();
        bool isBehindLayers = false;
        for (int index = 0; index < spec.Layers.Count; index++)
        {
            LayerSpec layer = spec.Layers[index];
            if (layer.Kind != "Input")
            {
                isBehindLayers = true;
                continue;
            }

            if (isBehindLayers) problems.Add(new Problem(Rule.MisplacedInput, index, null, Texts(spec.PlainName)));
            else if (CheckInput(layer.Integers("shape"), index, problems)) inputs.Add(new InferredInput(layer.Name, layer.Integers("shape")));
        }

        return problems.Count > before ? null : inputs;
    }

    private static bool CheckInput(EquatableArray<int> shape, int index, List<Problem> problems)
    {
        int before = problems.Count;
        if (shape.Count is < 1 or > Limits.Axes)
        {
            EquatableArray<string> texts = Texts("The number of axes of Input.shape", shape.Count, Limits.Axes);
            problems.Add(new Problem(Rule.SizeOutOfRange, index, "shape", texts));
        }

        for (int axis = 0; axis < shape.Count; axis++)
        {
            string argument = $"shape[{axis.ToString(CultureInfo.InvariantCulture)}]";
            if (shape[axis] is >= 1 and <= Limits.Axis) continue;
            problems.Add(new Problem(Rule.SizeOutOfRange, index, argument, Texts($"Input.{argument}", shape[axis], Limits.Axis)));
        }

        if (problems.Count > before) return false;
        double length = shape.Aggregate(1.0, (product, extent) => product * extent);
        if (length <= Limits.Elements) return true;
        EquatableArray<string> found = Texts("The number of elements of Input.shape", length, Limits.Elements);
        problems.Add(new Problem(Rule.SizeOutOfRange, index, "shape", found));
        return false;
    }

    private static List<InferredLayer> InferLayers(
        NetworkSpec spec, LayerGraph graph, IReadOnlyList<InferredInput>? inputs, List<Problem> problems)
    {
        var layers = new List<InferredLayer>();
        long elements = inputs is null ? 0 : inputs.Sum(input => LengthOf(input.Shape));
        long parameters = 0;
        for (int index = 0; index < spec.Layers.Count; index++)
        {
            LayerSpec layer = spec.Layers[index];
            if (layer.Kind == "Input")
            {
                graph.Define(index, inputs?.FirstOrDefault(input => input.Name == layer.Name)?.Shape);
                continue;
            }

            IReadOnlyList<string> sources = graph.SourcesOf(index);
            IReadOnlyList<Stage> stages = InferLayer(index, layer, sources.Select(graph.ShapeOf).ToArray(), layers, problems);

            // Behind a layer with a mistake nothing is known: stages were inferred only to find mistakes in arguments.
            bool isKnown = stages.Count > 0 && sources.All(source => graph.ShapeOf(source) is not null);
            EquatableArray<int>? shape = isKnown ? stages[stages.Count - 1].OutputShape : null;
            graph.Define(index, shape);
            if (shape is null) continue;
            elements += stages.Max(stage => LengthOf(stage.OutputShape));
            InferredLayer inferred = SharedWeights.Resolve(index, new InferredLayer(layer.Name, layer, sources, stages, shape.Value), spec.Layers, layers, problems);
            if (inferred.HasOwnParameters) parameters += stages.SelectMany(stage => stage.Parameters).Sum(parameter => LengthOf(parameter.Shape));
            if (!FitsInMemory(index, parameters, elements, spec.IsTrainable ? Limits.Elements : Limits.ElementsInUse, problems)) graph.Define(index, null);
            else layers.Add(inferred);
        }

        return layers;
    }

    private static IReadOnlyList<Stage> InferLayer(
        int index,
        LayerSpec layer,
        IReadOnlyList<EquatableArray<int>?> shapes,
        IReadOnlyList<InferredLayer> before,
        List<Problem> problems)
    {
        if (layer.IsBroken) return [];
        if (Catalogue.Find(layer.Kind) is { } kind) return kind.Infer(new LayerInference(index, layer, shapes, before, problems));
        ReportUnknown(index, layer, problems);
        return [];
    }

    private static void ReportUnknown(int index, LayerSpec layer, List<Problem> problems) =>
        problems.Add(new Problem(Rule.UnknownLayer, index, null, Texts(layer.Kind.Replace("global::", string.Empty))));

    private static bool FitsInMemory(int index, long parameters, long elements, int largest, List<Problem> problems)
    {
        if (parameters > Limits.Parameters)
        {
            problems.Add(new Problem(Rule.NetworkTooLarge, index, null, Texts(parameters, "parameters", Limits.Parameters)));
        }
        else if (elements > largest)
        {
            problems.Add(new Problem(Rule.NetworkTooLarge, index, null, Texts(elements, "values per sample", largest)));
        }

        return parameters <= Limits.Parameters && elements <= largest;
    }

    /// <summary>The number of elements, or a number above all limits where it would not fit.</summary>
    private static long LengthOf(EquatableArray<int> shape) => shape.Aggregate(1L, (length, extent) => Math.Min(length * extent, 1L << 40));

    private static EquatableArray<string> Texts(params object[] values) => LayerInference.Texts(values);
}
