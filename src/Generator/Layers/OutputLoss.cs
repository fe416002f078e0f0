using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Losses;

namespace NNGen.Generator.Layers;

/// <summary>
/// Where the gradient of one output starts: at the output, or, where the loss contains the backward pass of the last activation, at the
/// logits. The activation's own backward pass is then left to callers who bring their own ∂output.
/// </summary>
internal sealed class OutputLoss(InferredOutput output, (Stage Kind, StageTensors Tensors) last)
{
    private readonly bool isFused = output.Loss.Fuses(last.Kind, output.Spec);

    public InferredOutput Output => output;

    /// <summary>The output's value.</summary>
    public Tensor Value => last.Tensors.Output;

    /// <summary>The value whose gradient the loss gives.</summary>
    public Tensor Seeded => isFused ? last.Tensors.Input : last.Tensors.Output;

    /// <summary>Where the gradient of <see cref="Seeded"/> goes.</summary>
    public Tensor Seed { get; set; } = null!;

    /// <summary>The targets, or the caller's ∂output.</summary>
    public Tensor Target { get; set; } = null!;

    /// <summary>A value that the loss has for each output, with a number if there are several.</summary>
    public Tensor Local(string name, int index, int count)
    {
        string number = count == 1 ? string.Empty : LayerInference.Text(index + 1);
        return new Tensor($"loss.{name}{number}", Value.Shape, TensorRole.Activation);
    }

    public IEnumerable<Operation> ValueAndGradient(Tensor sampleWeight, Tensor value) =>
        output.Loss.ValueAndGradient(new LossTensors(last.Kind, SeededTensors, output.Spec, Target, sampleWeight, value, Seed));

    /// <summary>Seeds the backward pass with the caller's ∂output.</summary>
    public IEnumerable<Operation> OutputGradient() => isFused
        ? last.Kind.Backward(SeededTensors with { OutputGradient = Target })
        : [new Map(Seed[Target.Each], Expr.Input(0), Target[Target.Each])];

    private StageTensors SeededTensors => last.Tensors with { InputGradients = [Seed] };
}
