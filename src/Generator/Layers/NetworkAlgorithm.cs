using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Layers.Pooling;

namespace NNGen.Generator.Layers;

/// <summary>A parameter tensor of the whole network. That of a frozen layer has no gradient.</summary>
internal sealed record NetworkParameter(Tensor Tensor, ParameterSpec Spec, string Layer, bool IsFrozen);

/// <summary>A running average of the whole network: the tensor of the averages, and the value of the batch that they follow.</summary>
internal sealed record NetworkAverage(NetworkParameter Parameter, Tensor Value, float Momentum);

/// <summary>
/// The algebra of a whole network, in lists that a step runs one after the other. It says nothing about memory, loops or vectors.
/// </summary>
internal sealed class NetworkAlgorithm
{
    /// <summary>What is used is what was trained, except that some stages stand aside.</summary>
    private static InferredNetwork InUse(InferredNetwork network) => network with
    {
        Layers = network.Layers.Select(layer => layer with { Stages = layer.Stages.Select(stage => stage.InUse).ToArray() }).ToArray(),
    };

    /// <summary>
    /// A sample's part in a mean over the batch: 1 / count, and 0 for those that only fill up a block. The runtime provides it.
    /// </summary>
    public static readonly Tensor SampleShare = new("loss.sample_share", default, TensorRole.Activation);

    public NetworkAlgorithm(InferredNetwork network)
    {
        var inputs = new Ports("network.input", TensorRole.Input, Tensors(network.Inputs.Select(input => (input.Name, input.Shape))));
        Input = inputs.Row;
        Tensor UsedValue(IReadOnlyList<(Stage Kind, StageTensors Tensors)> of, InferredOutput output) =>
            of.Last(stage => stage.Tensors.Name == output.Layer).Tensors.Output;
        IReadOnlyList<(Stage Kind, StageTensors Tensors)> used = NameTensors(InUse(network), inputs.Values);
        var usedRows = new Ports(
            "network.output", TensorRole.Activation, network.Outputs.Select(output => UsedValue(used, output) with { Shape = output.Shape }).ToArray());
        Output = usedRows.Row;
        IReadOnlyList<(Stage Kind, StageTensors Tensors)> stages = NameTensors(network, inputs.Values);
        OutputLoss[] outputs = network.Outputs.Select(output => new OutputLoss(output, stages.Last(stage => stage.Tensors.Name == output.Layer))).ToArray();
        var rows = new Ports("network.output", TensorRole.Activation, outputs.Select(output => output.Value).ToArray());
        TrainingOutput = rows.Row;

        // No tensor of a layer can have these names, not even of one that is called loss.
        var targets = new Ports("loss.target", TensorRole.Activation, outputs.Select((output, index) => output.Local("target", index, outputs.Length)).ToArray());
        Target = targets.Row;
        SampleWeight = new Tensor("loss.sample_weight", default, TensorRole.Activation);
        LossValue = new Tensor("loss.value", default, TensorRole.Activation);

        Parameters = stages
            .SelectMany(stage => stage.Kind.Parameters.Select(spec => ParameterOf(stage.Tensors, spec)))
            .GroupBy(parameter => parameter.Tensor)
            .Select(uses => uses.First())
            .ToArray();
        Noises = stages
            .SelectMany(stage => stage.Kind.Noises.Select(noise => (stage.Tensors.Intermediate(noise.Name, noise.Shape.ToArray()), noise)))
            .ToArray();
        Averages = stages
            .SelectMany(stage => stage.Kind.Averages.Select(average => new NetworkAverage(
                ParameterOf(stage.Tensors, average.Spec),
                stage.Tensors.Shared(average.Value, average.Spec.Shape.ToArray()),
                average.Momentum)))
            .ToArray();
        Forward = RunForward(used, usedRows, stage => stage.Kind.Forward(stage.Tensors));
        TrainingForward = Forward;
        if (!network.IsTrainable) return;
        TrainingForward = RunForward(stages, rows, stage => stage.Kind.TrainingForward(stage.Tensors).Concat(stage.Kind.Keep(stage.Tensors)));
        var gradients = new GradientFlow(stages, outputs.Select(output => output.Seeded).ToArray());
        foreach ((OutputLoss output, Tensor target) in outputs.Zip(targets.Values, (output, target) => (output, target)))
        {
            output.Target = target;
            output.Seed = gradients.Seed(output.Seeded);
        }

        LossGradient = [.. targets.Split(), .. Losses(outputs)];
        OutputGradient = [.. targets.Split(), .. outputs.SelectMany(output => output.OutputGradient())];
        gradients.Run(inputs.Values);
        Backward = gradients.Backward;
        InputGradient = [.. gradients.InputGradient, .. inputs.JoinGradients()];
        ParameterGradients = gradients.ParameterGradients;
        InputGradientTensor = GradientOf(Input);

        Operation[] RunForward(
            IReadOnlyList<(Stage Kind, StageTensors Tensors)> passed, Ports results, Func<(Stage Kind, StageTensors Tensors), IEnumerable<Operation>> run) =>
        [
            .. inputs.Split(),
            .. passed.Where(stage => !stage.Kind.IsReshape).SelectMany(run).Select(Gathering.Gather),
            .. results.Join(),
        ];
    }

    public Tensor Input { get; }

    /// <summary>The output of the network in use.</summary>
    public Tensor Output { get; }

    /// <summary>The tensors that hold the layers' outputs, except of those whose activation was moved into the layer behind them.</summary>
    public IReadOnlyList<(string Layer, Tensor Tensor)> LayerOutputs { get; private set; } = [];

    /// <summary>The output of a training step.</summary>
    public Tensor TrainingOutput { get; }

    public Tensor Target { get; }

    public Tensor SampleWeight { get; }

    public Tensor LossValue { get; }

    /// <summary>The losses of several outputs, each by itself and without its weight; empty where there is one output.</summary>
    public IReadOnlyList<Tensor> OutputLosses { get; private set; } = [];

    public Tensor? InputGradientTensor { get; }

    public IReadOnlyList<NetworkParameter> Parameters { get; }

    /// <summary>The random numbers of a training step.</summary>
    public IReadOnlyList<(Tensor Tensor, NoiseSpec Spec)> Noises { get; } = [];

    /// <summary>What is saved with the parameters and not trained.</summary>
    public IReadOnlyList<NetworkAverage> Averages { get; }

    public IReadOnlyList<Operation> Forward { get; }

    /// <summary>The forward pass of a training step, with what the backward pass wants to be kept.</summary>
    public IReadOnlyList<Operation> TrainingForward { get; }

    public IReadOnlyList<Operation> LossGradient { get; } = [];

    public IReadOnlyList<Operation> OutputGradient { get; } = [];

    public IReadOnlyList<Operation> Backward { get; } = [];

    public IReadOnlyList<Operation> InputGradient { get; } = [];

    /// <summary>The gradients of the parameters. Several that write one tensor, which several layers share, add up.</summary>
    public IReadOnlyList<Operation> ParameterGradients { get; } = [];

    public static Tensor GradientOf(Tensor value) => new($"{value.Name}.gradient", value.Shape, TensorRole.Activation);

    private static NetworkParameter ParameterOf(StageTensors stage, ParameterSpec spec) => new(stage.Parameter(spec), spec, stage.Owner, stage.IsFrozen);

    private static Tensor[] Tensors(IEnumerable<(string Name, EquatableArray<int> Shape)> values) =>
        values.Select(value => new Tensor(value.Name, value.Shape, TensorRole.Activation)).ToArray();

    /// <summary>Value and gradient of the loss: Σ weight · loss over the outputs.</summary>
    private IEnumerable<Operation> Losses(IReadOnlyList<OutputLoss> outputs)
    {
        if (outputs.Count == 1 && outputs[0].Output.Weight == 1) return outputs[0].ValueAndGradient(SampleWeight, LossValue);
        var operations = new List<Operation>();
        var values = new List<Access>();
        Expr total = 0f;
        for (int index = 0; index < outputs.Count; index++)
        {
            OutputLoss output = outputs[index];
            Tensor weight = new($"loss.weight{LayerInference.Text(index + 1)}", default, TensorRole.Activation);
            Tensor value = new($"loss.value{LayerInference.Text(index + 1)}", default, TensorRole.Activation);
            operations.Add(new Map(weight[[]], Expr.Input(0) * output.Output.Weight, SampleWeight[[]]));
            operations.AddRange(output.ValueAndGradient(weight, value));
            total = index == 0 ? Expr.Input(0) * output.Output.Weight : total + (Expr.Input(index) * output.Output.Weight);
            values.Add(value[[]]);
        }

        OutputLosses = values.Select(value => value.Tensor).ToArray();
        operations.Add(new Map(LossValue[[]], total, values.ToArray()));
        return operations;
    }

    private List<(Stage Kind, StageTensors Tensors)> NameTensors(InferredNetwork network, IReadOnlyList<Tensor> inputs)
    {
        var stages = new List<(Stage, StageTensors)>();
        var values = inputs.ToDictionary(input => input.Name, StringComparer.Ordinal);
        IReadOnlyList<InferredLayer> layers = Commuting.PoolBeforeActivating(MaxUnpoolLayer.KeepRanks(network.Layers), network.Outputs);
        foreach (InferredLayer layer in layers)
        {
            IReadOnlyList<Tensor> read = layer.Sources.Select(source => values[source]).ToArray();
            for (int index = 0; index < layer.Stages.Count; index++)
            {
                Stage stage = layer.Stages[index];
                bool isLast = index == layer.Stages.Count - 1;
                string name = isLast ? layer.Name : index == layer.Stages.Count - 2 ? $"{layer.Name}.z" : $"{layer.Name}.z{index}";
                Tensor output = stage.IsReshape
                    ? read[0] with { Shape = stage.OutputShape }
                    : new Tensor(name, stage.OutputShape, TensorRole.Activation);

                // The caller's rows are no place for a result.
                bool isOutput = network.Outputs.Any(port => port.Layer == layer.Name);
                bool isCopy = stage.IsReshape && isLast && isOutput && output.Role == TensorRole.Input;
                if (isCopy) output = new Tensor(name, stage.OutputShape, TensorRole.Activation);
                stages.Add((
                    isCopy ? new CopyStage(stage.InputShape, stage.OutputShape) : stage,
                    new StageTensors(layer.Name, read, output, read.Select(GradientOf).ToArray(), GradientOf(output))
                    {
                        IsFrozen = layer.IsFrozen,
                        Owner = layer.Owner,
                    }));
                read = [output];
            }

            values[layer.Name] = read[0];
        }

        LayerOutputs = network.Layers
            .Zip(layers, (declared, computed) => (declared.Name, IsWhole: computed.Stages.Count >= declared.Stages.Count))
            .Where(layer => layer.IsWhole)
            .Select(layer => (layer.Name, values[layer.Name]))
            .ToArray();
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
