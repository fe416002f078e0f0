using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>A kind of layer: what its attribute means. Stateless; one instance stands in the <see cref="Catalogue"/>.</summary>
internal abstract class LayerKind
{
    /// <summary>The attribute's name without its suffix, as in <c>Dense</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The layer's formula, for the documents' table of layers.</summary>
    public abstract string Formula { get; }

    /// <summary>An attribute as users write it. Tests, documents and the per-layer benchmark are derived from it.</summary>
    public abstract string Sample { get; }

    /// <summary>Checks the layer against its input's shape. On a mistake it reports and returns no stages.</summary>
    public abstract IReadOnlyList<Stage> Infer(LayerInference layer);
}

/// <summary>The place of one layer during shape inference: its declaration, its input's shape, and where its mistakes go.</summary>
internal sealed class LayerInference(int index, LayerSpec spec, EquatableArray<int> inputShape, ICollection<Problem> problems)
{
    public LayerSpec Spec => spec;

    public EquatableArray<int> InputShape => inputShape;

    public int InputLength => inputShape.Aggregate(1, (length, extent) => length * extent);

    /// <summary>Reports a mistake at one argument of the layer's attribute, or at the attribute.</summary>
    public void Report(Rule rule, string? argument, params object[] messageArguments) =>
        problems.Add(new Problem(rule, index, argument, messageArguments.Select(value => value.ToString()).ToEquatableArray()));
}
