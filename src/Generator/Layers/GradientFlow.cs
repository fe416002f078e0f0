using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers;

/// <summary>
/// Back-propagation through the graph of stages, last to first. A value that several stages read gets a gradient from each; they are added
/// up before the stage that computed the value is passed.
/// </summary>
internal sealed class GradientFlow
{
    private readonly IReadOnlyList<(Stage Kind, StageTensors Tensors)> stages;
    private readonly Dictionary<Tensor, int> parts;
    private readonly Dictionary<Tensor, List<Tensor>> contributions = [];
    private readonly Dictionary<Tensor, Tensor> sameSums = [];
    private readonly List<Operation> backward = [];
    private readonly List<Operation> inputGradient = [];
    private readonly List<Operation> parameterGradients = [];

    /// <param name="stages">The stages of the network in their order.</param>
    /// <param name="seeded">The values whose gradients the losses or the caller give.</param>
    public GradientFlow(IReadOnlyList<(Stage Kind, StageTensors Tensors)> stages, IReadOnlyList<Tensor> seeded)
    {
        this.stages = Passed(stages, seeded);
        parts = this.stages
            .SelectMany(stage => stage.Tensors.Inputs)
            .Concat(seeded)
            .GroupBy(tensor => tensor)
            .ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>What the gradients of the parameters need.</summary>
    public IReadOnlyList<Operation> Backward => backward;

    /// <summary>The rest of the way to the network's inputs.</summary>
    public IReadOnlyList<Operation> InputGradient => inputGradient;

    public IReadOnlyList<Operation> ParameterGradients => parameterGradients;

    /// <summary>The tensor in which a seeded value gets its gradient, or a part of it.</summary>
    public Tensor Seed(Tensor value)
    {
        Tensor seed = PartOf(value);
        Add(value, seed);
        return seed;
    }

    /// <summary>Passes the stages, the last of them first, and gives every input its gradient.</summary>
    public void Run(IReadOnlyList<Tensor> inputs)
    {
        HashSet<Tensor> trained = Trained();
        for (int index = stages.Count - 1; index >= 0; index--)
        {
            (Stage kind, StageTensors tensors) = stages[index];
            List<Operation> operations = tensors.Inputs.Any(trained.Contains) ? backward : inputGradient;
            StageTensors local = tensors with { OutputGradient = Collect(tensors.Output, trained.Contains(tensors.Output) ? backward : inputGradient) };
            if (!tensors.IsFrozen) parameterGradients.AddRange(kind.ParameterGradients(local).Select(OverFewest));
            local = local with { InputGradients = tensors.Inputs.Select(value => Contribute(kind, value, local.OutputGradient)).ToArray() };
            if (kind.PassesGradient) continue;
            if (kind.KeepsGradientSums && parts[tensors.Input] == 1)
            {
                sameSums[local.InputGradient] = sameSums.TryGetValue(local.OutputGradient, out Tensor? fewer) ? fewer : local.OutputGradient;
            }

            Operation[] passing = kind.Backward(local).Select(Gathering.Gather).ToArray();
            HashSet<Operation> needed = tensors.IsFrozen ? [] : Feeding(kind.ParameterGradients(local), passing);
            foreach (Operation operation in passing) (needed.Contains(operation) ? backward : operations).Add(operation);
        }

        foreach (Tensor input in inputs)
        {
            Tensor gradient = Collect(input, inputGradient);
            if (gradient.Name != NetworkAlgorithm.GradientOf(input).Name) inputGradient.Add(Sum(NetworkAlgorithm.GradientOf(input), [gradient]));
        }
    }

    /// <summary>
    /// The stages through which a gradient passes: those on a way to a seeded value. A reshape is no operation, and a fused activation is
    /// on the loss's side of its seed.
    /// </summary>
    private static IReadOnlyList<(Stage Kind, StageTensors Tensors)> Passed(
        IReadOnlyList<(Stage Kind, StageTensors Tensors)> stages, IReadOnlyList<Tensor> seeded)
    {
        var reached = new HashSet<Tensor>(seeded);
        var passed = new Stack<(Stage, StageTensors)>();
        foreach ((Stage kind, StageTensors tensors) in stages.Reverse())
        {
            if (kind.IsReshape || !reached.Contains(tensors.Output)) continue;
            reached.UnionWith(tensors.Inputs);
            passed.Push((kind, tensors));
        }

        return passed.ToArray();
    }

    /// <summary>Those of a stage's operations from which the gradients of its parameters come, be its input's gradient wanted or not.</summary>
    private static HashSet<Operation> Feeding(IEnumerable<Operation> gradients, IReadOnlyList<Operation> operations)
    {
        var needed = new HashSet<Operation>();
        var read = gradients.SelectMany(operation => operation.Inputs).Select(input => input.Tensor).ToList();
        foreach (Operation operation in operations.Reverse().Where(operation => read.Contains(operation.Output.Tensor)))
        {
            needed.Add(operation);
            read.AddRange(operation.Inputs.Select(input => input.Tensor));
        }

        return needed;
    }

    /// <summary>The values that depend on a trained parameter: their gradients are always needed.</summary>
    private HashSet<Tensor> Trained()
    {
        var trained = new HashSet<Tensor>();
        foreach ((Stage kind, StageTensors tensors) in stages)
        {
            bool isTrained = kind.Parameters.Count > 0 && !tensors.IsFrozen;
            if (isTrained || tensors.Inputs.Any(trained.Contains)) trained.Add(tensors.Output);
        }

        return trained;
    }

    /// <summary>
    /// The sum over a gradient, taken over one that has the same sums and fewer elements: behind a pooling a bias needs a quarter of them.
    /// </summary>
    private Operation OverFewest(Operation gradient)
    {
        if (gradient is not Reduce { Kind: ReduceKind.Sum, Expression.Kind: ExprKind.Input, Operands: { Count: 1 } operands } sum) return gradient;
        Access terms = operands[0];
        bool isOfLast = terms.IsWhole && sum.Output.Indices.Count == 1 && sum.Output.Indices[0].Equals(terms.Indices[terms.Indices.Count - 1]);
        if (!isOfLast || !sameSums.TryGetValue(terms.Tensor, out Tensor? fewer) || fewer.Shape.Count != terms.Indices.Count) return gradient;
        IEnumerable<AffineIndex> axes = terms.Indices.Select((index, axis) => (AffineIndex)(index.Factors[0].Axis with { Extent = fewer.Shape[axis] }));
        return sum with { Operands = EquatableArray.Of(fewer[axes.ToArray()]) };
    }

    private Tensor Contribute(Stage kind, Tensor value, Tensor outputGradient)
    {
        Tensor gradient = kind.PassesGradient ? outputGradient : PartOf(value);
        Add(value, gradient);
        return gradient with { Shape = value.Shape };
    }

    /// <summary>The next part of a value's gradient, with a number if there are several.</summary>
    private Tensor PartOf(Tensor value)
    {
        Tensor gradient = NetworkAlgorithm.GradientOf(value);
        if (parts[value] == 1) return gradient;
        int number = contributions.TryGetValue(value, out List<Tensor>? list) ? list.Count : 0;
        return gradient with { Name = $"{gradient.Name}{LayerInference.Text(number + 1)}" };
    }

    private void Add(Tensor value, Tensor gradient)
    {
        if (!contributions.TryGetValue(value, out List<Tensor>? list)) contributions[value] = list = [];
        list.Add(gradient);
    }

    /// <summary>The whole gradient of a value, under the value's own shape.</summary>
    private Tensor Collect(Tensor value, List<Operation> operations)
    {
        List<Tensor> given = contributions[value];
        Tensor whole = given.Count == 1 ? given[0] : NetworkAlgorithm.GradientOf(value);
        whole = whole with { Shape = value.Shape };
        if (given.Count > 1) operations.Add(Sum(whole, given));
        return whole;
    }

    private static Map Sum(Tensor whole, IReadOnlyList<Tensor> parts)
    {
        AffineIndex[] each = whole.Each;
        Expr sum = parts.Select((_, index) => Expr.Input(index)).Aggregate((a, b) => a + b);
        return new Map(whole[each], sum, parts.Select(part => (part with { Shape = whole.Shape })[each]).ToArray());
    }
}
