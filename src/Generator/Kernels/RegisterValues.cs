using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Values that fit one register and are read again in the same method: their readers take the local instead of waiting for the store. It
/// shortens the dependency chain of a one-sample pass, of which softmax is the longest part.
/// </summary>
internal sealed class RegisterValues(Target target, CodeWriter code)
{
    private readonly Dictionary<string, string> vectors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> scalars = new(StringComparer.Ordinal);

    /// <summary>Declares the local of a nest's result, outside the nest's own block, if the result is one vector or one scalar.</summary>
    public void Declare(Nest nest)
    {
        if (target.Lanes is not { } lanes || nest.Lane.Extent > lanes) return;
        Operand output = nest is ContractNest contract ? contract.Output : nest.Operands[0];
        bool isScalar = nest is ReduceNest { ReducesLanes: true, Outer.Count: 0, Reductions.Count: 0 };
        bool isVector = nest is ContractNest { Outer.Count: 0, Row: null, Column: null } or MapNest { Outer.Count: 0, Lane.Extent: > 1 };
        if (output.Place.Buffer is not { } buffer || !(isScalar || isVector)) return;

        // A value that several nests write, each a part of it, is complete in memory only.
        bool isPart = output.Offset != 0 || vectors.Remove(buffer) || scalars.Remove(buffer);
        if (isPart) return;
        string local = $"{output.Symbol}_{(isScalar ? "scalar" : "vector")}";
        code.Line($"{(isScalar ? "float" : $"{target.Operations}F")} {local};");
        (isScalar ? scalars : vectors)[buffer] = local;
    }

    /// <summary>The local of a vector. A reader that takes several rows from it, or a part, has to load each from memory.</summary>
    public string? Vector(Operand operand) =>
        operand is { Offset: 0, Strides: { Count: 1 } strides } && strides[0].Stride == 1 ? Find(vectors, operand) : null;

    public string? Scalar(Operand operand) => Find(scalars, operand);

    /// <summary>Keeps a value in its local, if it has one.</summary>
    /// <returns>What is to be stored.</returns>
    public string Keep(Operand output, string value)
    {
        string? local = Vector(output) ?? Scalar(output);
        if (local is null) return value;
        code.Line($"{local} = {value};");
        return local;
    }

    private static string? Find(Dictionary<string, string> locals, Operand operand) =>
        operand.Place.Buffer is { } buffer && locals.TryGetValue(buffer, out string? local) ? local : null;
}
