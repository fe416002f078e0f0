using System.Globalization;
using NNGen.Generator.Layers.Activations;
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

    /// <summary>Declarations that the sample refers to; empty for most.</summary>
    public virtual string SampleCode => string.Empty;

    /// <summary>An input that the sample fits behind.</summary>
    public virtual string SampleInput => "Input(5)";

    /// <summary>Layers that the sample needs between that input and itself, each with a comma behind it; mostly none.</summary>
    public virtual string SampleLayers => string.Empty;

    /// <summary>Checks the layer against its input's shape. On a mistake it reports and returns no stages.</summary>
    public abstract IReadOnlyList<Stage> Infer(LayerInference layer);
}

/// <summary>
/// The place of one layer during shape inference: its declaration, the shapes of what feeds it, and where its mistakes go.
/// </summary>
/// <param name="index">The index of the layer's attribute.</param>
/// <param name="spec">The declaration.</param>
/// <param name="inputShapes">
/// The shapes of the layer's inputs, or null behind a layer with a mistake: what depends on it cannot be judged then.
/// </param>
/// <param name="before">The layers before it that have no mistakes.</param>
/// <param name="problems">Receives the mistakes.</param>
internal sealed class LayerInference(
    int index,
    LayerSpec spec,
    IReadOnlyList<EquatableArray<int>?> inputShapes,
    IReadOnlyList<InferredLayer> before,
    ICollection<Problem> problems)
{
    private static readonly EquatableArray<int> Unknown = EquatableArray.Of(1);

    public LayerSpec Spec => spec;

    /// <summary>Whether all shapes are known.</summary>
    public bool KnowsShapes => inputShapes.All(shape => shape is not null);

    public IReadOnlyList<EquatableArray<int>> InputShapes => inputShapes.Select(shape => shape ?? Unknown).ToArray();

    public EquatableArray<int> InputShape => InputShapes[0];

    public int InputLength => InputShape.Aggregate(1, (length, extent) => length * extent);

    /// <summary>A layer before this one, or null if there is none of the name or it has a mistake.</summary>
    public InferredLayer? Find(string name) => before.FirstOrDefault(layer => layer.Name == name);

    /// <summary>The stages of a layer that applies the function of its argument <c>activation</c> to its output.</summary>
    public IReadOnlyList<Stage> Activated(params Stage[] stages)
    {
        Stage? activation = ActivationCatalogue.Find(spec.Member("activation", "Identity"))?.Invoke(stages[stages.Length - 1].OutputShape);
        return activation is null ? stages : [.. stages, activation];
    }

    /// <summary>Whether an argument is a size from 1 to the largest that an axis may have; reports it otherwise.</summary>
    public bool CheckSize(string argument, int value) => CheckSize(argument, value, $"{spec.Kind}.{argument}");

    /// <summary>
    /// Whether a size that follows from an argument is one that an axis may have; reports it otherwise, under the given name.
    /// </summary>
    public bool CheckSize(string argument, long value, string what)
    {
        bool isRight = value is >= 1 and <= Limits.Axis;
        if (!isRight) Report(Rule.SizeOutOfRange, argument, what, value, Limits.Axis);
        return isRight;
    }

    /// <summary>Whether a layer that combines several names at least one and gets at most so many; reports it otherwise.</summary>
    public bool CheckOperands(int most)
    {
        bool isRight = inputShapes.Count >= 2 && inputShapes.Count <= most;
        if (!isRight) Report(Rule.SizeOutOfRange, "layers", $"The number of {spec.Kind}.layers", spec.Texts("layers").Count, most);
        return isRight;
    }

    /// <summary>Whether a number is finite; reports it otherwise.</summary>
    public bool CheckFinite(string argument, float value)
    {
        bool isRight = !float.IsNaN(value) && !float.IsInfinity(value);
        if (!isRight) Report(Rule.NumberNotFinite, argument, $"{spec.Kind}.{argument}", value);
        return isRight;
    }

    /// <summary>Whether a number is finite and above 0; reports it otherwise.</summary>
    public bool CheckPositive(string argument, float value)
    {
        bool isRight = value > 0 && !float.IsInfinity(value);
        if (!isRight) Report(Rule.NumberNotPositive, argument, $"{spec.Kind}.{argument}", value);
        return isRight;
    }

    /// <summary>Whether the input has a number of axes; reports it otherwise, with what to do.</summary>
    public bool CheckRank(int axes, string expected, string fix)
    {
        bool isRight = KnowsShapes && InputShape.Count == axes;
        if (!isRight) ReportInputShape(Rule.InputRankMismatch, spec.Kind, expected, InputShape, fix);
        return isRight;
    }

    /// <summary>Reports that a layer does not fit its input's shape, if that is known: one mistake leads to no second message.</summary>
    public void ReportInputShape(Rule rule, params object[] messageArguments)
    {
        if (KnowsShapes) Report(rule, null, messageArguments);
    }

    /// <summary>Reports a mistake at one argument of the layer's attribute, or at the attribute.</summary>
    public void Report(Rule rule, string? argument, params object[] messageArguments) =>
        problems.Add(new Problem(rule, index, spec.ArgumentAtFault(argument), Texts(messageArguments)));

    /// <summary>The values in a message, the same in every culture.</summary>
    public static EquatableArray<string> Texts(params object[] values) => values.Select(Text).ToEquatableArray();

    public static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
