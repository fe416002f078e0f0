namespace NNGen.Generator.Planning;

/// <summary>One call of a generated method's body.</summary>
internal abstract record Step
{
    /// <summary>The places that the step reads or writes.</summary>
    public abstract IEnumerable<Place> Places { get; }
}

/// <summary>Runs a kernel.</summary>
internal sealed record NestStep(Nest Nest) : Step
{
    public override IEnumerable<Place> Places => Nest.Operands.Select(operand => operand.Place);
}

/// <summary>Moves a block of values from one form into another.</summary>
internal sealed record TransposeStep(string Tensor, Form From, Form To, Place Source, Place Target, int Length, int SourceStride, int TargetStride) : Step
{
    public override IEnumerable<Place> Places => [Source, Target];
}
