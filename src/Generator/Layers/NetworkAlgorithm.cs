using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Losses;

namespace NNGen.Generator.Layers;

/// <summary>A parameter tensor of the whole network.</summary>
internal sealed record NetworkParameter(Tensor Tensor, ParameterSpec Spec, string Layer);

/// <summary>The algebra of a whole network, in lists that a step runs one after the other. It says nothing about memory, loops or vectors.</summary>
internal sealed class NetworkAlgorithm
{
    private readonly List<Operation> backward = [];
    private readonly List<Operation> inputGradientOperations = [];
    private readonly List<Operation> parameterGradients = [];

    public NetworkAlgorithm(InferredNetwork network)
    {
        Input = new Tensor(network.InputName, network.InputShape, TensorRole.Input);
        List<StageTensors> stages = NameTensors(network);
        IReadOnlyList<Stage> kinds = network.Stages;
        Output = stages[stages.Count - 1].Output;
        // No tensor of a layer can have these names, not even of one that is called loss.
        Target = new Tensor("loss.target", Output.Shape, TensorRole.Activation);
        SampleWeight = new Tensor("loss.sample_weight", default, TensorRole.Activation);
        LossValue = new Tensor("loss.value", default, TensorRole.Activation);

        Parameters = stages
            .SelectMany((stage, index) => kinds[index].Parameters.Select(spec => new NetworkParameter(stage.Parameter(spec), spec, stage.Name)))
            .ToArray();
        Forward = stages.SelectMany((stage, index) => kinds[index].Forward(stage)).ToArray();
        if (!network.IsTrainable) return;

        // A fused loss gives the gradient of the logits, so the last stage's own backward pass is left to callers who bring their own ∂output.
        int last = stages.Count - 1;
        bool isFused = network.Loss.Fuses(kinds[last]);
        StageTensors final = stages[last];
        Tensor seed = isFused ? final.InputGradient : final.OutputGradient;
        LossGradient = network.Loss.ValueAndGradient(new LossTensors(final, Target, SampleWeight, LossValue, seed)).ToArray();
        OutputGradient = isFused ? kinds[last].Backward(final with { OutputGradient = Target }).ToArray() : [CopyOf(seed)];

        int firstWithParameters = kinds.ToList().FindIndex(kind => kind.Parameters.Count > 0);
        for (int index = isFused ? last - 1 : last; index >= 0; index--)
        {
            parameterGradients.AddRange(kinds[index].ParameterGradients(stages[index]));
            (index > firstWithParameters ? backward : inputGradientOperations).AddRange(kinds[index].Backward(stages[index]));
        }

        InputGradientTensor = stages[0].InputGradient;
    }

    public Tensor Input { get; }

    public Tensor Output { get; }

    public Tensor Target { get; }

    public Tensor SampleWeight { get; }

    public Tensor LossValue { get; }

    public Tensor? InputGradientTensor { get; }

    public IReadOnlyList<NetworkParameter> Parameters { get; }

    public IReadOnlyList<Operation> Forward { get; }

    public IReadOnlyList<Operation> LossGradient { get; } = [];

    public IReadOnlyList<Operation> OutputGradient { get; } = [];

    public IReadOnlyList<Operation> Backward => backward;

    public IReadOnlyList<Operation> InputGradient => inputGradientOperations;

    public IReadOnlyList<Operation> ParameterGradients => parameterGradients;

    private Map CopyOf(Tensor seed)
    {
        AffineIndex[] each = Target.Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent)).ToArray();
        return new Map(seed[each], Expr.Input(0), Target[each]);
    }

    private List<StageTensors> NameTensors(InferredNetwork network)
    {
        var stages = new List<StageTensors>();
        Tensor value = Input;
        var gradient = new Tensor($"{network.InputName}.gradient", network.InputShape, TensorRole.Activation);
        foreach (InferredLayer layer in network.Layers)
        {
            for (int index = 0; index < layer.Stages.Count; index++)
            {
                string name = index == layer.Stages.Count - 1 ? layer.Name : $"{layer.Name}.z";
                var output = new Tensor(name, layer.Stages[index].OutputShape, TensorRole.Activation);
                var outputGradient = new Tensor($"{name}.gradient", output.Shape, TensorRole.Activation);
                stages.Add(new StageTensors(layer.Name, value, output, gradient, outputGradient));
                (value, gradient) = (output, outputGradient);
            }
        }

        return stages;
    }
}
