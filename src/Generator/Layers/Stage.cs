using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers;

/// <summary>A parameter tensor that a stage asks for: canonical shape, start and fans.</summary>
internal sealed record ParameterSpec(string Name, EquatableArray<int> Shape, string Initializer, int FanIn, int FanOut);

/// <summary>Random numbers for every sample of a training step, which the runtime draws.</summary>
/// <param name="Name">The name of the tensor that holds them.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Kind">What they are: a member of the runtime's <c>NoiseKind</c>.</param>
/// <param name="Amount">The rate or the deviation.</param>
internal sealed record NoiseSpec(string Name, EquatableArray<int> Shape, string Kind, float Amount);

/// <summary>
/// A running average of a value of the batch, which takes that value's place when the network is used:
/// <c>average ← momentum · average + (1 − momentum) · value</c> with every step of the training. Saved like a parameter, but not trained.
/// </summary>
/// <param name="Spec">The tensor of the averages.</param>
/// <param name="Value">The name of the value.</param>
/// <param name="Momentum">The weight of the old average.</param>
internal sealed record RunningAverage(ParameterSpec Spec, string Value, float Momentum);

/// <summary>
/// One differentiable step of a layer, as algebra. A layer is one stage or several: <c>[Dense(10, Activation.ReLU)]</c> is a contraction
/// and a map.
/// </summary>
internal abstract record Stage(EquatableArray<int> InputShape, EquatableArray<int> OutputShape)
{
    /// <summary>The shapes of all inputs.</summary>
    public virtual IReadOnlyList<EquatableArray<int>> InputShapes => [InputShape];

    public virtual IReadOnlyList<ParameterSpec> Parameters => [];

    /// <summary>The random numbers that a training step needs.</summary>
    public virtual IReadOnlyList<NoiseSpec> Noises => [];

    /// <summary>The stage that stands here when the network is used.</summary>
    public virtual Stage InUse => this;

    /// <summary>What the stage remembers of the batches that it was trained with.</summary>
    public virtual IReadOnlyList<RunningAverage> Averages => [];

    /// <summary>The multiply-adds of one sample's forward pass; those with padding count too.</summary>
    public long MultiplyAdds => Forward(StageTensors.Of(this, "layer")).OfType<Contract>().Sum(contract => contract.MultiplyAdds);

    /// <summary>
    /// Whether the output is the input under another shape: the same elements in the same order, and no operation at all.
    /// </summary>
    public virtual bool IsReshape => false;

    /// <summary>
    /// Whether every input's gradient is the output's gradient itself, as behind a sum. Such a stage has no backward pass.
    /// </summary>
    public virtual bool PassesGradient => false;

    /// <summary>
    /// Whether the input's gradient sums up to what the output's gradient, which has fewer elements, sums up to, for each element of the
    /// last axis: every output hands on just what it gets.
    /// </summary>
    public virtual bool KeepsGradientSums => false;

    /// <summary>Computes <c>stage.Output</c> from <c>stage.Input</c>.</summary>
    public abstract IEnumerable<Operation> Forward(StageTensors stage);

    /// <summary>The same in a training step, where that differs from how the network is used.</summary>
    public virtual IEnumerable<Operation> TrainingForward(StageTensors stage) => Forward(stage);

    /// <summary>
    /// What a training step computes right behind the forward pass for the backward pass: less memory than what it is computed from, which
    /// then need not be kept.
    /// </summary>
    public virtual IEnumerable<Operation> Keep(StageTensors stage) => [];

    /// <summary>Computes <c>stage.InputGradient</c> from <c>stage.OutputGradient</c>.</summary>
    public abstract IEnumerable<Operation> Backward(StageTensors stage);

    /// <summary>Computes the gradients of the parameters from <c>stage.OutputGradient</c>.</summary>
    public virtual IEnumerable<Operation> ParameterGradients(StageTensors stage) => [];
}

/// <summary>The tensors that a stage reads and writes, named after its layer.</summary>
internal sealed record StageTensors(
    string Name, IReadOnlyList<Tensor> Inputs, Tensor Output, IReadOnlyList<Tensor> InputGradients, Tensor OutputGradient)
{
    /// <summary>The tensors of a stage on its own, outside any network.</summary>
    public static StageTensors Of(Stage stage, string name)
    {
        Tensor[] inputs = stage.InputShapes.Select((shape, index) => Value("input" + LayerInference.Text(index), shape)).ToArray();
        Tensor output = Value("output", stage.OutputShape);
        Tensor Value(string value, EquatableArray<int> shape) => new($"{name}.{value}", shape, TensorRole.Activation);
        Tensor[] gradients = inputs.Select(NetworkAlgorithm.GradientOf).ToArray();
        return new StageTensors(name, inputs, output, gradients, NetworkAlgorithm.GradientOf(output));
    }

    /// <summary>Whether the layer keeps its parameters, so that they need no gradient.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>The layer whose parameters the stage uses: its own, unless that shares another's.</summary>
    public string Owner { get; init; } = Name;

    public Tensor Input => Inputs[0];

    public Tensor InputGradient => InputGradients[0];

    public Tensor Parameter(ParameterSpec spec) => new($"{Owner}.{spec.Name}", spec.Shape, TensorRole.Parameter);

    public Tensor ParameterGradient(ParameterSpec spec) => new($"{Owner}.{spec.Name}", spec.Shape, TensorRole.ParameterGradient);

    /// <summary>A value of the stage's own for the whole batch.</summary>
    public Tensor Shared(string name, params int[] shape) => new($"{Name}.{name}", shape.ToEquatableArray(), TensorRole.Batch);

    /// <summary>A value of the stage's own, for each sample.</summary>
    public Tensor Intermediate(string name, params int[] shape) => new($"{Name}.{name}", shape.ToEquatableArray(), TensorRole.Activation);
}
