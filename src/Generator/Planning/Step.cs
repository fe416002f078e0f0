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

/// <summary>
/// The runtime adds up a value over all samples, in their order and in double, and gives every block the sum. All blocks have to have come
/// as far as here: neighbouring steps of this kind end a segment.
/// </summary>
/// <param name="Source">The value of every sample, [feature][sample].</param>
/// <param name="Target">The sum, the same in every block.</param>
/// <param name="Length">The number of features.</param>
/// <param name="Divisor">For a mean, the number of terms that are added up within each sample; 0 for a sum.</param>
/// <param name="Layer">The layer that the value belongs to.</param>
internal sealed record BatchSumStep(Place Source, Place Target, int Length, int Divisor, string Layer) : Step
{
    public override IEnumerable<Place> Places => [Source, Target];
}

/// <summary>
/// Copies one sample's image into the middle of a larger one, whose edges are 0: a window then never leaves it. A row is all columns with all
/// their channels.
/// </summary>
/// <param name="Tensor">The name of the image.</param>
/// <param name="Source">The image.</param>
/// <param name="Target">The larger one.</param>
/// <param name="Rows">The rows above it, its own, and those below it.</param>
/// <param name="Columns">The floats of a row before it, its own, and those behind it.</param>
internal sealed record PadStep(
    string Tensor, Place Source, Place Target, (int Before, int Count, int Behind) Rows, (int Before, int Count, int Behind) Columns) : Step
{
    public override IEnumerable<Place> Places => [Source, Target];
}

/// <summary>Moves a block of values from one form into another.</summary>
internal sealed record TransposeStep(string Tensor, Form From, Form To, Place Source, Place Target, int Length, int SourceStride, int TargetStride) : Step
{
    public override IEnumerable<Place> Places => [Source, Target];
}
