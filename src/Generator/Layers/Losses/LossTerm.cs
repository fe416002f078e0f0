using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Losses;

/// <summary>What one output adds to the loss, over the output (or logit) as input 0 and its target as input 1.</summary>
/// <param name="Value">The value; the compiler differentiates it.</param>
internal sealed record LossTerm(Expr Value)
{
    private readonly Expr? gradient;

    /// <summary>∂value/∂input 0; symbolic unless given, which it is where the symbolic one would lose digits or do work twice.</summary>
    public Expr Gradient
    {
        get => gradient ?? Value.Derivative(0);
        init => gradient = value;
    }

    /// <summary>The term with one subexpression replaced, after the derivative has been taken.</summary>
    public LossTerm Replace(Expr what, Expr by) => new(Value.Replace(what, by)) { Gradient = Gradient.Replace(what, by) };
}
