using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>A layer whose shapes are known.</summary>
internal sealed record InferredLayer(string Name, LayerSpec Spec, IReadOnlyList<Stage> Stages, EquatableArray<int> OutputShape);

/// <summary>A network without mistakes: its layers in order, and its loss.</summary>
internal sealed record InferredNetwork(
    NetworkSpec Spec,
    string InputName,
    EquatableArray<int> InputShape,
    IReadOnlyList<InferredLayer> Layers,
    LossKind Loss)
{
    public IReadOnlyList<Stage> Stages => Layers.SelectMany(layer => layer.Stages).ToArray();

    public bool IsTrainable => Spec.IsTrainable && Stages.Any(stage => stage.Parameters.Count > 0);
}

/// <summary>Infers names, shapes and the loss of a declared network, and finds its mistakes.</summary>
internal static class NetworkInference
{
    /// <summary>The network, or null if it has mistakes; all of them are added to <paramref name="problems"/>.</summary>
    public static InferredNetwork? Infer(NetworkSpec spec, List<Problem> problems)
    {
        if (spec.Problems.Any(IsError)) return null;
        InferInput(spec, problems);
        InferNames(spec, problems);
        if (problems.Any(IsError)) return null;

        EquatableArray<int> shape = spec.Layers[0].Integers("shape");
        var layers = new List<InferredLayer>();
        long parameters = 0;
        for (int index = 1; index < spec.Layers.Count; index++)
        {
            LayerSpec layer = spec.Layers[index];
            IReadOnlyList<Stage> stages = Catalogue.Find(layer.Kind)!.Infer(new LayerInference(index, layer, shape, problems));
            if (stages.Count == 0) return null;
            shape = stages[stages.Count - 1].OutputShape;
            parameters += stages.SelectMany(stage => stage.Parameters).Sum(parameter => parameter.Shape.Aggregate(1L, (length, extent) => length * extent));
            if (parameters > Limits.Parameters)
            {
                problems.Add(new Problem(Rule.NetworkTooLarge, index, null, Texts(parameters, Limits.Parameters)));
                return null;
            }

            layers.Add(new InferredLayer(NameOf(spec, index), layer, stages, shape));
        }

        LossKind? loss = InferLoss(spec, layers, problems);
        return loss is null ? null : new InferredNetwork(spec, NameOf(spec, 0), spec.Layers[0].Integers("shape"), layers, loss);
    }

    /// <summary>A warning-free remark (the loss was chosen) does not stop the compilation of the network.</summary>
    public static bool IsError(Problem problem) => problem.Rule != Rule.LossDefaulted;

    /// <summary>The layer's own name, or its kind and its position, as in <c>dense_1</c>; the input is <c>input</c>.</summary>
    private static string NameOf(NetworkSpec spec, int index)
    {
        LayerSpec layer = spec.Layers[index];
        if (layer.Name is not null) return layer.Name;
        if (layer.Kind == "Input") return "input";
        return $"{layer.Kind.ToLowerInvariant()}_{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static void InferInput(NetworkSpec spec, List<Problem> problems)
    {
        int first = spec.Layers.ToList().FindIndex(layer => layer.Kind == "Input");
        if (first < 0)
        {
            problems.Add(new Problem(Rule.MissingInput, -1, null, Texts(spec.Name)));
            return;
        }

        for (int index = 0; index < spec.Layers.Count; index++)
        {
            if (spec.Layers[index].Kind == "Input" && index != 0) problems.Add(new Problem(Rule.MisplacedInput, index, null, Texts(spec.Name)));
        }

        if (spec.Layers.Count(layer => layer.Kind != "Input") == 0) problems.Add(new Problem(Rule.NoLayers, -1, null, Texts(spec.Name)));
        EquatableArray<int> shape = spec.Layers[first].Integers("shape");
        long length = 1;
        foreach (int extent in shape)
        {
            length = extent is < 1 or > Limits.Axis ? -1 : length * extent;
            if (length is >= 1 and <= Limits.Elements) continue;
            problems.Add(new Problem(Rule.SizeOutOfRange, first, "shape", Texts("Input", "shape", extent, Limits.Axis)));
            return;
        }

        if (shape.Count == 0) problems.Add(new Problem(Rule.SizeOutOfRange, first, "shape", Texts("Input", "shape", "an empty shape", Limits.Axis)));
    }

    private static void InferNames(NetworkSpec spec, List<Problem> problems)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < spec.Layers.Count; index++)
        {
            string name = NameOf(spec, index);
            bool isValid = name.Length is > 0 and <= 64 && char.IsLetter(name[0]) && name.All(c => c == '_' || (c < 128 && char.IsLetterOrDigit(c)));
            if (!isValid) problems.Add(new Problem(Rule.InvalidLayerName, index, "Name", Texts(name)));
            else if (names.ContainsKey(Identifier(name))) problems.Add(new Problem(Rule.DuplicateLayerName, index, "Name", Texts(name)));
            else names.Add(Identifier(name), index);
        }
    }

    /// <summary>dense_1 becomes Dense1: how a layer is called in generated code.</summary>
    public static string Identifier(string name)
    {
        IEnumerable<string> words = name.Split(['_', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }

    private static LossKind? InferLoss(NetworkSpec spec, List<InferredLayer> layers, List<Problem> problems)
    {
        Stage last = layers[layers.Count - 1].Stages.Last();
        LossKind? fused = LossKind.All.FirstOrDefault(loss => loss.Fuses(last));
        if (spec.Loss == "Auto")
        {
            if (fused is not null) return fused;
            bool isLinear = last is DenseStage;
            if (!isLinear && spec.IsTrainable) problems.Add(new Problem(Rule.LossDefaulted, -1, "Loss", Texts(spec.Name)));
            return LossKind.Find("MeanSquaredError");
        }

        LossKind chosen = LossKind.Find(spec.Loss);
        if (chosen.FusedActivation is null || chosen == fused) return chosen;
        problems.Add(new Problem(Rule.LossNeedsActivation, -1, "Loss", Texts(chosen.Name, chosen.FusedActivation)));
        return null;
    }

    private static EquatableArray<string> Texts(params object[] values) => values.Select(value => value.ToString()).ToEquatableArray();
}
