using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>Who feeds whom: resolves the names of layers, remembers their shapes, and finds what nobody reads.</summary>
internal sealed class LayerGraph(IReadOnlyList<LayerSpec> layers, ICollection<Problem> problems)
{
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly EquatableArray<int>?[] shapes = new EquatableArray<int>?[layers.Count];
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private bool isComplete = true;

    /// <summary>Makes a layer known to those behind it. The shape is null if it has a mistake.</summary>
    public void Define(int index, EquatableArray<int>? shape)
    {
        shapes[index] = shape;
        indices[layers[index].Name] = index;
        foreach (BlockName block in layers[index].Blocks) indices[block.Name] = index;

        // Behind a misplaced input everything starts anew, and what does not stand there reads nothing.
        bool isMisplaced = layers[index].Kind == "Input" && index > 0 && layers[index - 1].Kind != "Input";
        if (layers[index].IsBroken || isMisplaced) isComplete = false;
    }

    public EquatableArray<int>? ShapeOf(string name) => indices.TryGetValue(name, out int index) ? shapes[index] : null;

    /// <summary>
    /// The names of the layers that feed a layer: the one before it, unless <c>From</c> names another. A layer that combines several values
    /// names one more, or all of them.
    /// </summary>
    public IReadOnlyList<string> SourcesOf(int index)
    {
        LayerSpec layer = layers[index];
        EquatableArray<string> names = layer.Texts("layers");
        for (int number = 0; number < names.Count; number++) Check(index, $"layers[{LayerInference.Text(number)}]", names[number]);
        string? from = layer.Member("From", string.Empty) is { Length: > 0 } given ? given : null;
        if (from is not null) Check(index, "From", from);
        if (from is not null && names.Count > 1) ReportIgnored(index, from, $"a layer that combines '{names[0]}' and '{names[1]}'", "name it with them");
        if (layer.Member("pool", string.Empty) is { Length: > 0 } pool) Check(index, "pool", pool);
        string first = from ?? (index > 0 ? layers[index - 1].Name : string.Empty);
        string[] sources = names.Count switch
        {
            0 => [first],
            1 => [first, names[0]],
            _ => names.ToArray(),
        };
        sources = sources.Select(NameOfLayer).ToArray();
        used.UnionWith(sources);
        return sources;
    }

    /// <summary>The layers whose outputs are those of the network: the last one, unless the declaration names others.</summary>
    public IReadOnlyList<int> Outputs(NetworkSpec spec)
    {
        if (spec.Outputs.Count == 0) return [layers.Count - 1];
        var outputs = new List<int>();
        for (int number = 0; number < spec.Outputs.Count; number++)
        {
            OutputSpec output = spec.Outputs[number];
            bool isKnown = indices.TryGetValue(output.Layer, out int index);
            if (!isKnown || layers[index].Kind == "Input")
            {
                isComplete = false;
                IEnumerable<string> known = indices.Where(pair => pair.Key.IndexOf('.') < 0 && layers[pair.Value].Kind != "Input").Select(pair => pair.Key);
                Report(Rule.UnknownOutput, "layer", output.Layer, string.Join(", ", known));
            }
            else if (outputs.Contains(index))
            {
                Report(Rule.DuplicateOutput, "layer", output.Layer);
            }
            else
            {
                outputs.Add(index);
            }

            bool isWeight = output.Weight > 0 && !float.IsInfinity(output.Weight);
            if (!isWeight) Report(Rule.NumberNotPositive, "Weight", "Output.Weight", output.Weight);
            void Report(Rule rule, string argument, params object[] texts) =>
                problems.Add(new Problem(rule, Problem.Output(number), argument, LayerInference.Texts(texts)));
        }

        return outputs;
    }

    /// <summary>Reports layers whose output leads nowhere.</summary>
    public void ReportUnused(IReadOnlyList<int> outputs)
    {
        if (!isComplete) return;
        foreach (int index in indices.Values.Distinct().OrderBy(index => index))
        {
            LayerSpec layer = layers[index];
            string name = layer.Blocks.Count > 0 ? layer.Blocks[layer.Blocks.Count - 1].Name : layer.Name;
            if (!outputs.Contains(index) && !used.Contains(layer.Name)) Report(Rule.UnusedLayer, index, null, name);
        }
    }

    /// <summary>The name of a block's use stands for its last layer.</summary>
    private string NameOfLayer(string name) => indices.TryGetValue(name, out int index) ? layers[index].Name : name;

    private void ReportIgnored(int index, string from, string layer, string instead)
    {
        // What nobody else reads is not unused: this layer was meant to.
        isComplete = false;
        Report(Rule.SourceIgnored, index, "From", from, layer, $"{instead}, or remove From");
    }

    private void Check(int index, string argument, string name)
    {
        if (indices.ContainsKey(name)) return;
        isComplete = false;

        // A block has its own names, and those of its blocks' insides are for the blocks alone.
        string scope = layers[index].Scope;
        bool isInside = name.StartsWith(scope, StringComparison.Ordinal);
        IEnumerable<string> known = indices.Keys
            .Where(key => key.StartsWith(scope, StringComparison.Ordinal) && key.IndexOf('.', scope.Length) < 0)
            .Select(key => key.Substring(scope.Length));
        Report(Rule.UnknownSource, index, argument, isInside ? name.Substring(scope.Length) : name, string.Join(", ", known));
    }

    private void Report(Rule rule, int index, string? argument, params object[] texts) =>
        problems.Add(new Problem(rule, index, layers[index].ArgumentAtFault(argument), LayerInference.Texts(texts)));
}
