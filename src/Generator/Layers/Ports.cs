using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>An input of a network.</summary>
internal sealed record InferredInput(string Name, EquatableArray<int> Shape);

/// <summary>An output of a network: its name, the layer that computes it, and what trains it.</summary>
internal sealed record InferredOutput(string Name, string Layer, EquatableArray<int> Shape, LossKind Loss, LossSpec Spec, float Weight);

/// <summary>
/// A row of a sample holds its ports one behind the other. Where there are several, values are copied between the row and tensors of their
/// own; a single port is the row itself.
/// </summary>
internal sealed class Ports
{
    private readonly IReadOnlyList<Tensor> ports;

    /// <param name="row">The name of the row, if it is no port's.</param>
    /// <param name="role">Who provides its memory.</param>
    /// <param name="ports">The ports in their order.</param>
    public Ports(string row, TensorRole role, IReadOnlyList<Tensor> ports)
    {
        this.ports = ports;
        Row = IsSingle ? ports[0] with { Role = role } : new Tensor(row, EquatableArray.Of(ports.Sum(port => port.Length)), role);
    }

    /// <summary>All ports of a sample.</summary>
    public Tensor Row { get; }

    /// <summary>The ports as values of their own.</summary>
    public IReadOnlyList<Tensor> Values => IsSingle ? [Row] : ports;

    private bool IsSingle => ports.Count == 1;

    /// <summary>port[i] = row[offset + i]; nothing where the port is the row.</summary>
    public IEnumerable<Operation> Split() => Parts(Row, Values).Select(part => new Map(part.Value, Expr.Input(0), part.Row));

    /// <summary>row[offset + i] = port[i]; nothing where the port is the row.</summary>
    public IEnumerable<Operation> Join() => Parts(Row, Values).Select(part => new Map(part.Row, Expr.Input(0), part.Value));

    /// <summary>The same for the gradients of the row and of its ports.</summary>
    public IEnumerable<Operation> JoinGradients() =>
        Parts(NetworkAlgorithm.GradientOf(Row), Values.Select(NetworkAlgorithm.GradientOf).ToArray())
            .Select(part => new Map(part.Row, Expr.Input(0), part.Value));

    private static IEnumerable<(Access Row, Access Value)> Parts(Tensor row, IReadOnlyList<Tensor> values)
    {
        int offset = 0;
        foreach (Tensor value in values)
        {
            if (value.Equals(row)) yield break;
            AffineIndex element = new Axis("element", value.Length);
            yield return (row[element + offset], (value with { Shape = EquatableArray.Of(value.Length) })[element]);
            offset += value.Length;
        }
    }
}
