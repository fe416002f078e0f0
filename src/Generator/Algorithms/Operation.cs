namespace NNGen.Generator.Algorithms;

/// <summary>
/// One step of an algorithm: what is computed, never how. Loops over the axes of the output are parallel, all others are reduced. If an
/// operand has samples and the output has none, the sample axis is reduced too.
/// </summary>
/// <remarks>
/// Where an index of the output is a sum of several axes, several terms fall on one element: they are added up, and an element that no term
/// falls on is the sum of nothing. That is how gradients of convolutions and of pooling come out of the product rule; <see
/// cref="Gathering"/> turns them around.
/// </remarks>
internal abstract record Operation(Access Output)
{
    public abstract IEnumerable<Access> Inputs { get; }

    /// <summary>Only terms count for which these hold.</summary>
    public EquatableArray<Condition> Conditions { get; init; }

    public IEnumerable<Axis> ReducedAxes => Inputs.SelectMany(input => input.Axes).Distinct().Except(Output.Axes);

    public IEnumerable<Axis> AllAxes => Output.Axes.Concat(ReducedAxes);

    public bool ReducesSamples => !Output.Tensor.IsPerSample && Inputs.Any(input => input.Tensor.IsPerSample);

    /// <summary>When a term counts: where the operation says so and all of these elements exist.</summary>
    public EquatableArray<Condition> ConditionsOn(params Access[] operands) => Conditions
        .Concat(operands.SelectMany(operand => operand.Conditions))
        .Distinct()
        .ToEquatableArray();

    public bool Reads(Tensor tensor) => Inputs.Any(input => input.Tensor == tensor);

    /// <summary>The same operation with every access rewritten.</summary>
    public abstract Operation Rewrite(Func<Access, Access> rewrite);

    protected string Reduced(string name)
    {
        string[] axes = ReducedAxes.Select(axis => axis.Name).Concat(ReducesSamples ? [Axis.Sample.Name] : []).ToArray();
        return axes.Length == 0 ? string.Empty : $"{name}_{string.Join(",", axes)} ";
    }
}

/// <summary>
/// <c>output = epilogue(initial + Σ left · right, extras…)</c>. The epilogue's input 0 is the sum, the others are the extras.
/// </summary>
internal sealed record Contract(Access Output, Access Left, Access Right, Access? Initial, Expr Epilogue, EquatableArray<Access> Extras) : Operation(Output)
{
    public Contract(Access output, Access left, Access right, Access? initial = null)
        : this(output, left, right, initial, Expr.Input(0), default)
    {
    }

    public override IEnumerable<Access> Inputs => (Initial is null ? [Left, Right] : new[] { Left, Right, Initial }).Concat(Extras);

    /// <summary>The number of multiply-adds, for one sample; those with padding count too.</summary>
    public long MultiplyAdds => AllAxes.Aggregate(1L, (product, axis) => product * axis.Extent);

    /// <summary>
    /// The gradient of <c>Σ left · right</c> with respect to one of the two: the same contraction with the roles swapped.
    /// </summary>
    public Contract GradientWithRespectTo(Tensor operand, Tensor outputGradient, Tensor operandGradient)
    {
        (Access self, Access other) = Left.Tensor == operand ? (Left, Right) : (Right, Left);
        return new Contract(self with { Tensor = operandGradient }, other, Output with { Tensor = outputGradient }) { Conditions = Conditions };
    }

    public override Operation Rewrite(Func<Access, Access> rewrite) => this with
    {
        Output = rewrite(Output),
        Left = rewrite(Left),
        Right = rewrite(Right),
        Initial = Initial is null ? null : rewrite(Initial),
        Extras = Extras.Select(rewrite).ToEquatableArray(),
    };

    public override string ToString()
    {
        string sum = $"{Reduced("Σ")}{Left}·{Right}";
        string start = Initial is null ? sum : $"{Initial} + {sum}";
        return $"{Output} = {Epilogue.Format([start, .. Extras.Select(extra => extra.ToString())])}";
    }
}

/// <summary><c>output = expression(operands…)</c>, element by element. It writes the elements that its loops reach and no others.</summary>
internal sealed record Map(Access Output, EquatableArray<Access> Operands, Expr Expression) : Operation(Output)
{
    public Map(Access output, Expr expression, params Access[] operands)
        : this(output, operands.ToEquatableArray(), expression)
    {
    }

    public override IEnumerable<Access> Inputs => Operands;

    public override Operation Rewrite(Func<Access, Access> rewrite) =>
        this with { Output = rewrite(Output), Operands = Operands.Select(rewrite).ToEquatableArray() };

    public override string ToString() => $"{Output} = {Expression.Format(Operands.Select(operand => operand.ToString()).ToArray())}";
}

internal enum ReduceKind
{
    Sum,
    Max,
    Mean,
}

/// <summary>
/// <c>output = Σ expression(operands…)</c>, or the maximum or mean of the terms, over the axes that the output lacks. Where the output is a
/// value of the batch, the samples are one of them: then no sample can go on before all have come so far.
/// </summary>
internal sealed record Reduce(Access Output, EquatableArray<Access> Operands, Expr Expression, ReduceKind Kind) : Operation(Output)
{
    public Reduce(Access output, Access operand, ReduceKind kind)
        : this(output, EquatableArray.Of(operand), Expr.Input(0), kind)
    {
    }

    public override IEnumerable<Access> Inputs => Operands;

    public override Operation Rewrite(Func<Access, Access> rewrite) =>
        this with { Output = rewrite(Output), Operands = Operands.Select(rewrite).ToEquatableArray() };

    public override string ToString()
    {
        string terms = Expression.Format(Operands.Select(operand => operand.ToString()).ToArray());
        return $"{Output} = {Reduced(Kind == ReduceKind.Sum ? "Σ" : Kind.ToString().ToLowerInvariant())}{terms}";
    }
}
