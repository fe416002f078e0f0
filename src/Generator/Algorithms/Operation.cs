namespace NNGen.Generator.Algorithms;

/// <summary>
/// One step of an algorithm: what is computed, never how. Loops over the axes of the output are parallel, all others are reduced. If an operand
/// has samples and the output has none, the sample axis is reduced too.
/// </summary>
internal abstract record Operation(Access Output)
{
    public abstract IEnumerable<Access> Inputs { get; }

    public IEnumerable<Axis> ReducedAxes => Inputs.SelectMany(input => input.Axes).Distinct().Except(Output.Axes);

    public IEnumerable<Axis> AllAxes => Output.Axes.Concat(ReducedAxes);

    public bool ReducesSamples => !Output.Tensor.IsPerSample && Inputs.Any(input => input.Tensor.IsPerSample);

    public bool Reads(Tensor tensor) => Inputs.Any(input => input.Tensor == tensor);
}

/// <summary><c>output = epilogue(initial + Σ left · right, extras…)</c>. The epilogue's input 0 is the sum, the others are the extras.</summary>
internal sealed record Contract(Access Output, Access Left, Access Right, Access? Initial, Expr Epilogue, EquatableArray<Access> Extras) : Operation(Output)
{
    public Contract(Access output, Access left, Access right, Access? initial = null)
        : this(output, left, right, initial, Expr.Input(0), default)
    {
    }

    public override IEnumerable<Access> Inputs => (Initial is null ? [Left, Right] : new[] { Left, Right, Initial }).Concat(Extras);

    /// <summary>The number of multiply-adds, for one sample.</summary>
    public long MultiplyAdds => AllAxes.Aggregate(1L, (product, axis) => product * axis.Extent);

    /// <summary>
    /// The gradient of <c>Σ left · right</c> with respect to one of the two: the same contraction with the roles swapped.
    /// </summary>
    public Contract GradientWithRespectTo(Tensor operand, Tensor outputGradient, Tensor operandGradient)
    {
        (Access self, Access other) = Left.Tensor == operand ? (Left, Right) : (Right, Left);
        return new Contract(self with { Tensor = operandGradient }, other, Output with { Tensor = outputGradient });
    }

    public override string ToString()
    {
        string reduced = string.Join(",", ReducedAxes.Select(axis => axis.Name).Concat(ReducesSamples ? [Axis.Sample.Name] : []));
        string sum = $"Σ_{reduced} {Left}·{Right}";
        string start = Initial is null ? sum : $"{Initial} + {sum}";
        return $"{Output} = {Epilogue.Format([start, .. Extras.Select(extra => extra.ToString())])}";
    }
}

/// <summary><c>output = expression(operands…)</c>, element by element.</summary>
internal sealed record Map(Access Output, EquatableArray<Access> Operands, Expr Expression) : Operation(Output)
{
    public Map(Access output, Expr expression, params Access[] operands)
        : this(output, operands.ToEquatableArray(), expression)
    {
    }

    public override IEnumerable<Access> Inputs => Operands;

    public override string ToString() => $"{Output} = {Expression.Format(Operands.Select(operand => operand.ToString()).ToArray())}";
}

internal enum ReduceKind
{
    Sum,
    Max,
}

/// <summary><c>output = Σ operand</c> or <c>max operand</c> over the axes that the output lacks.</summary>
internal sealed record Reduce(Access Output, Access Operand, ReduceKind Kind) : Operation(Output)
{
    public override IEnumerable<Access> Inputs => [Operand];

    public override string ToString()
    {
        string reduced = string.Join(",", ReducedAxes.Select(axis => axis.Name).Concat(ReducesSamples ? [Axis.Sample.Name] : []));
        return $"{Output} = {(Kind == ReduceKind.Sum ? "Σ" : "max")}_{reduced} {Operand}";
    }
}
