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

/// <summary>A piece of the parameter gradient: some rows of one tensor, summed over the batch by one kernel.</summary>
/// <param name="Nest">The kernel; its strip axis, if it has one, runs over the rows.</param>
/// <param name="Parameter">Where the tensor starts in the flat parameters.</param>
/// <param name="Rows">The rows of the tensor in storage order.</param>
/// <param name="RowLength">The floats of one row.</param>
/// <param name="PaddedRowLength">The distance of two rows in the scratch memory.</param>
/// <param name="RowsPerStrip">The rows of one strip.</param>
internal sealed record StripGroup(Nest Nest, int Parameter, int Rows, int RowLength, int PaddedRowLength, int RowsPerStrip)
{
    public int StripCount => (Rows + RowsPerStrip - 1) / RowsPerStrip;

    public int RowsOfStrip(int strip) => Math.Min(RowsPerStrip, Rows - (strip * RowsPerStrip));
}
