using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers;

/// <summary>
/// Back-propagation through the graph of stages, last to first. A value that several stages read gets a gradient from each; they are added
/// up before the stage that computed the value is passed.
/// </summary>
internal sealed class GradientFlow(Tensor input, IReadOnlyList<(Stage Kind, StageTensors Tensors)> stages)
{
    private readonly Dictionary<Tensor, List<Tensor>> contributions = [];
    private readonly List<Operation> backward = [];
    private readonly List<Operation> inputGradient = [];
    private readonly List<Operation> parameterGradients = [];

    /// <summary>What the gradients of the parameters need.</summary>
    public IReadOnlyList<Operation> Backward => backward;

    /// <summary>The rest of the way to the network's input.</summary>
    public IReadOnlyList<Operation> InputGradient => inputGradient;

    public IReadOnlyList<Operation> ParameterGradients => parameterGradients;

    /// <summary>Says that a tensor is (a part of) the gradient of a value.</summary>
    public void Add(Tensor value, Tensor gradient)
    {
        if (!contributions.TryGetValue(value, out List<Tensor>? list)) contributions[value] = list = [];
        list.Add(gradient);
    }

    /// <summary>Passes the first stages, the last of them first.</summary>
    public void Run(int count)
    {
        HashSet<Tensor> trained = Trained();
        Dictionary<Tensor, int> readers = stages
            .Where(stage => !stage.Kind.IsReshape)
            .SelectMany(stage => stage.Tensors.Inputs)
            .GroupBy(tensor => tensor)
            .ToDictionary(group => group.Key, group => group.Count());
        for (int index = count - 1; index >= 0; index--)
        {
            (Stage kind, StageTensors tensors) = stages[index];
            if (kind.IsReshape) continue;
            List<Operation> operations = tensors.Inputs.Any(trained.Contains) ? backward : inputGradient;
            StageTensors local = tensors with { OutputGradient = Collect(tensors.Output, trained.Contains(tensors.Output) ? backward : inputGradient) };
            if (!tensors.IsFrozen) parameterGradients.AddRange(kind.ParameterGradients(local));
            local = local with { InputGradients = tensors.Inputs.Select(value => Contribute(kind, value, local.OutputGradient, readers)).ToArray() };
            if (!kind.PassesGradient) operations.AddRange(kind.Backward(local).Select(Gathering.Gather));
        }

        Tensor gradient = Collect(input, inputGradient);
        if (gradient.Name != NetworkAlgorithm.GradientOf(input).Name) inputGradient.Add(Sum(NetworkAlgorithm.GradientOf(input), [gradient]));
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

    private Tensor Contribute(Stage kind, Tensor value, Tensor outputGradient, Dictionary<Tensor, int> readers)
    {
        Tensor gradient = NetworkAlgorithm.GradientOf(value);
        if (readers[value] > 1)
        {
            int number = contributions.TryGetValue(value, out List<Tensor>? list) ? list.Count : 0;
            gradient = gradient with { Name = $"{gradient.Name}{number + 1}" };
        }

        if (kind.PassesGradient) gradient = outputGradient;
        Add(value, gradient);
        return gradient with { Shape = value.Shape };
    }

    /// <summary>The whole gradient of a value, under the value's own shape.</summary>
    private Tensor Collect(Tensor value, List<Operation> operations)
    {
        List<Tensor> parts = contributions[value];
        Tensor whole = parts.Count == 1 ? parts[0] : NetworkAlgorithm.GradientOf(value);
        whole = whole with { Shape = value.Shape };
        if (parts.Count > 1) operations.Add(Sum(whole, parts));
        return whole;
    }

    private static Map Sum(Tensor whole, IReadOnlyList<Tensor> parts)
    {
        AffineIndex[] each = whole.Each;
        Expr sum = parts.Select((_, index) => Expr.Input(index)).Aggregate((a, b) => a + b);
        return new Map(whole[each], sum, parts.Select(part => (part with { Shape = whole.Shape })[each]).ToArray());
    }
}
