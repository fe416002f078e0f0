using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Layers.Pooling;

namespace NNGen.Generator.Layers;

/// <summary>A parameter tensor of the whole network. That of a frozen layer has no gradient.</summary>
internal sealed record NetworkParameter(Tensor Tensor, ParameterSpec Spec, string Layer, bool IsFrozen);

/// <summary>
/// The algebra of a whole network, in lists that a step runs one after the other. It says nothing about memory, loops or vectors.
/// </summary>
internal sealed class NetworkAlgorithm
{
    public NetworkAlgorithm(InferredNetwork network)
    {
        Input = new Tensor(network.InputName, network.InputShape, TensorRole.Input);
        IReadOnlyList<(Stage Kind, StageTensors Tensors)> stages = NameTensors(network);
        (Stage lastKind, StageTensors last) = stages[stages.Count - 1];
        Output = last.Output;

        // No tensor of a layer can have these names, not even of one that is called loss.
        Target = new Tensor("loss.target", Output.Shape, TensorRole.Activation);
        SampleWeight = new Tensor("loss.sample_weight", default, TensorRole.Activation);
        LossValue = new Tensor("loss.value", default, TensorRole.Activation);

        Parameters = stages
            .SelectMany(stage => stage.Kind.Parameters.Select(spec => new NetworkParameter(stage.Tensors.Parameter(spec), spec, stage.Tensors.Name, stage.Tensors.IsFrozen)))
            .ToArray();
        Forward = stages.Where(stage => !stage.Kind.IsReshape).SelectMany(stage => stage.Kind.Forward(stage.Tensors)).Select(Gathering.Gather).ToArray();
        TrainingForward = Forward;
        if (!network.IsTrainable) return;
        TrainingForward = stages
            .Where(stage => !stage.Kind.IsReshape)
            .SelectMany(stage => stage.Kind.Forward(stage.Tensors).Concat(stage.Kind.Keep(stage.Tensors)))
            .Select(Gathering.Gather)
            .ToArray();

        // A fused loss gives the gradient of the logits, so the last stage's own backward pass is left to callers who bring their own
        // ∂output.
        bool isFused = network.Loss.Fuses(lastKind);
        Tensor seed = isFused ? GradientOf(last.Input) : GradientOf(last.Output);
        StageTensors seeded = last with { InputGradients = [seed] };
        LossGradient = network.Loss.ValueAndGradient(new LossTensors(seeded, Target, SampleWeight, LossValue, seed)).ToArray();
        OutputGradient = isFused ? lastKind.Backward(seeded with { OutputGradient = Target }).ToArray() : [CopyOf(seed)];
        var gradients = new GradientFlow(Input, stages);
        gradients.Add(isFused ? last.Input : last.Output, seed);
        gradients.Run(isFused ? stages.Count - 1 : stages.Count);
        Backward = gradients.Backward;
        InputGradient = gradients.InputGradient;
        ParameterGradients = gradients.ParameterGradients;
        InputGradientTensor = GradientOf(Input);
    }

    public Tensor Input { get; }

    public Tensor Output { get; }

    public Tensor Target { get; }

    public Tensor SampleWeight { get; }

    public Tensor LossValue { get; }

    public Tensor? InputGradientTensor { get; }

    public IReadOnlyList<NetworkParameter> Parameters { get; }

    public IReadOnlyList<Operation> Forward { get; }

    /// <summary>The forward pass with what the backward pass wants to be kept.</summary>
    public IReadOnlyList<Operation> TrainingForward { get; }

    public IReadOnlyList<Operation> LossGradient { get; } = [];

    public IReadOnlyList<Operation> OutputGradient { get; } = [];

    public IReadOnlyList<Operation> Backward { get; } = [];

    public IReadOnlyList<Operation> InputGradient { get; } = [];

    public IReadOnlyList<Operation> ParameterGradients { get; } = [];

    public static Tensor GradientOf(Tensor value) => new($"{value.Name}.gradient", value.Shape, TensorRole.Activation);

    private Map CopyOf(Tensor seed) => new(seed[Target.Each], Expr.Input(0), Target[Target.Each]);

    private List<(Stage Kind, StageTensors Tensors)> NameTensors(InferredNetwork network)
    {
        var stages = new List<(Stage, StageTensors)>();
        var values = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [network.InputName] = Input };
        IReadOnlyList<InferredLayer> layers = Commuting.PoolBeforeActivating(MaxUnpoolLayer.KeepRanks(network.Layers));
        foreach (InferredLayer layer in layers)
        {
            IReadOnlyList<Tensor> inputs = layer.Sources.Select(source => values[source]).ToArray();
            for (int index = 0; index < layer.Stages.Count; index++)
            {
                Stage stage = layer.Stages[index];
                bool isLast = index == layer.Stages.Count - 1;
                string name = isLast ? layer.Name : index == layer.Stages.Count - 2 ? $"{layer.Name}.z" : $"{layer.Name}.z{index}";
                Tensor output = stage.IsReshape
                    ? inputs[0] with { Shape = stage.OutputShape }
                    : new Tensor(name, stage.OutputShape, TensorRole.Activation);

                // The caller's rows are no place for a result.
                bool isCopy = stage.IsReshape && isLast && layer == layers[layers.Count - 1] && output.Role == TensorRole.Input;
                if (isCopy) output = new Tensor(name, stage.OutputShape, TensorRole.Activation);
                stages.Add((
                    isCopy ? new CopyStage(stage.InputShape, stage.OutputShape) : stage,
                    new StageTensors(layer.Name, inputs, output, inputs.Select(GradientOf).ToArray(), GradientOf(output)) { IsFrozen = layer.IsFrozen }));
                inputs = [output];
            }

            values[layer.Name] = inputs[0];
        }

        return stages;
    }

    /// <summary>The same elements in memory of their own.</summary>
    private sealed record CopyStage(EquatableArray<int> InputShape, EquatableArray<int> OutputShape) : Stage(InputShape, OutputShape)
    {
        public override IEnumerable<Operation> Forward(StageTensors stage)
        {
            Tensor input = stage.Input with { Shape = OutputShape };
            return [new Map(stage.Output[input.Each], Expr.Input(0), input[input.Each])];
        }

        public override IEnumerable<Operation> Backward(StageTensors stage) => [];
    }
}
