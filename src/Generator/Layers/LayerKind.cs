using System.Globalization;
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

/// <summary>The place of one layer during shape inference: its declaration, the shapes of what feeds it, and where its mistakes go.</summary>
/// <param name="index">The index of the layer's attribute.</param>
/// <param name="spec">The declaration.</param>
/// <param name="inputShapes">
/// The shapes of the layer's inputs, or null behind a layer with a mistake: what depends on it cannot be judged then.
/// </param>
/// <param name="problems">Receives the mistakes.</param>
internal sealed class LayerInference(
    int index, LayerSpec spec, IReadOnlyList<EquatableArray<int>?> inputShapes, ICollection<Problem> problems)
{
    private static readonly EquatableArray<int> Unknown = EquatableArray.Of(1);

    public LayerSpec Spec => spec;

    /// <summary>Whether all shapes are known.</summary>
    public bool KnowsShapes => inputShapes.All(shape => shape is not null);

    public IReadOnlyList<EquatableArray<int>> InputShapes => inputShapes.Select(shape => shape ?? Unknown).ToArray();

    public EquatableArray<int> InputShape => InputShapes[0];

    public int InputLength => InputShape.Aggregate(1, (length, extent) => length * extent);

    /// <summary>Reports that a layer does not fit its input's shape, if that is known: one mistake leads to no second message.</summary>
    public void ReportInputShape(Rule rule, params object[] messageArguments)
    {
        if (KnowsShapes) Report(rule, null, messageArguments);
    }

    /// <summary>Reports a mistake at one argument of the layer's attribute, or at the attribute.</summary>
    public void Report(Rule rule, string? argument, params object[] messageArguments) =>
        problems.Add(new Problem(rule, index, argument, Texts(messageArguments)));

    /// <summary>The values in a message, the same in every culture.</summary>
    public static EquatableArray<string> Texts(params object[] values) =>
        values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)).ToEquatableArray();
}
