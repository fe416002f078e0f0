namespace NNGen;

/// <summary>
/// A function of your own as an activation: <c>y = f(x)</c>, element by element. The generator compiles its body into the network and
/// differentiates it.
/// </summary>
/// <param name="type">The class with the method, in the same project as the network.</param>
/// <param name="method">The name of a static method from one <see cref="float"/> to a <see cref="float"/>.</param>
/// <remarks>
/// The method is a single expression: arithmetic, functions of <see cref="MathF"/> (<c>Abs</c>, <c>Min</c>, <c>Max</c>, <c>Clamp</c>,
/// <c>Sqrt</c>, <c>Pow</c> with a constant, <c>Exp</c>, <c>Log</c>, <c>Log2</c>, <c>Log10</c>, <c>Sinh</c>, <c>Cosh</c>, <c>Tanh</c>,
/// <c>Sin</c>, <c>Cos</c>, <c>Tan</c>, <c>Atan</c>, <c>Floor</c>, <c>Ceiling</c>, <c>Truncate</c>, <c>Round</c>, and <c>float.ExpM1</c>,
/// <c>float.LogP1</c>), constants, comparisons in <c>a > b ? c : d</c>, and calls of other such methods. The network computes it in
/// <see cref="float"/>, with its own elementary functions; where a function rounds, its gradient is 0.
/// </remarks>
public sealed class ActivationAttribute(Type type, string method) : LayerAttribute
{
    /// <summary>The class with the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the method.</summary>
    public string Method { get; } = method;
}
