using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>Who feeds whom: resolves the names of layers, remembers their shapes, and finds what nobody reads.</summary>
internal sealed class LayerGraph(NetworkSpec spec, Func<NetworkSpec, int, string> nameOf, ICollection<Problem> problems)
{
    private readonly Dictionary<string, (int Index, EquatableArray<int>? Shape)> layers = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private bool isComplete = true;

    /// <summary>Makes a layer known to those behind it. The shape is null if it has a mistake.</summary>
    public void Define(int index, EquatableArray<int>? shape)
    {
        layers[nameOf(spec, index)] = (index, shape);

        // Behind a misplaced input everything starts anew.
        if (index > 0 && spec.Layers[index].Kind == "Input") isComplete = false;
    }

    public EquatableArray<int>? ShapeOf(string name) =>
        layers.TryGetValue(name, out (int Index, EquatableArray<int>? Shape) layer) ? layer.Shape : null;

    /// <summary>
    /// The names of the layers that feed a layer: the one before it, unless <c>From</c> names another. A layer that combines several values
    /// names one more, or all of them.
    /// </summary>
    public IReadOnlyList<string> SourcesOf(int index)
    {
        LayerSpec layer = spec.Layers[index];
        EquatableArray<string> names = layer.Texts("layers");
        for (int number = 0; number < names.Count; number++) Check(index, $"layers[{LayerInference.Texts(number)[0]}]", names[number]);
        string? from = layer.Member("From", string.Empty) is { Length: > 0 } given ? given : null;
        if (from is not null) Check(index, "From", from);
        if (from is not null && names.Count > 1) ReportIgnored(index, from, $"a layer that combines '{names[0]}' and '{names[1]}'", "name it with them");
        string first = from ?? (index > 0 ? nameOf(spec, index - 1) : string.Empty);
        string[] sources = names.Count switch
        {
            0 => [first],
            1 => [first, names[0]],
            _ => names.ToArray(),
        };
        used.UnionWith(sources);
        return sources;
    }

    /// <summary>Reports layers whose output leads nowhere.</summary>
    public void ReportUnused()
    {
        if (!isComplete) return;
        foreach ((string name, (int index, _)) in layers.Select(pair => (pair.Key, pair.Value)).OrderBy(layer => layer.Value.Index))
        {
            bool isOutput = index == spec.Layers.Count - 1;
            if (!isOutput && !used.Contains(name)) problems.Add(new Problem(Rule.UnusedLayer, index, null, LayerInference.Texts(name)));
        }
    }

    private void ReportIgnored(int index, string from, string layer, string instead)
    {
        // What nobody else reads is not unused: this layer was meant to.
        isComplete = false;
        problems.Add(new Problem(Rule.SourceIgnored, index, "From", LayerInference.Texts(from, layer, $"{instead}, or remove From")));
    }

    private void Check(int index, string argument, string name)
    {
        if (layers.ContainsKey(name)) return;
        isComplete = false;
        string known = string.Join(", ", layers.Keys);
        problems.Add(new Problem(Rule.UnknownSource, index, argument, LayerInference.Texts(name, known)));
    }
}
