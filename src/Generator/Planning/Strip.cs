namespace NNGen.Generator.Planning;

/// <summary>The gradient of one parameter tensor: the kernel that sums it over a batch, and the tensor's place.</summary>
/// <param name="Nest">The kernel; its strip axis, if it has one, runs over the rows.</param>
/// <param name="Parameter">Where the tensor starts in the flat parameters.</param>
/// <param name="Rows">The rows of the tensor in storage order.</param>
/// <param name="RowLength">The floats of one row.</param>
/// <param name="PaddedRowLength">The distance of two rows in the scratch memory while the kernel writes them.</param>
/// <param name="ScratchFloats">The floats that the kernel needs for one row while it works.</param>
internal sealed record TensorGradient(Nest Nest, int Parameter, int Rows, int RowLength, int PaddedRowLength, int ScratchFloats)
{
    public int Length => Rows * RowLength;

    /// <summary>Whether the kernel leaves 16 partial sums for each element, which have to be added up.</summary>
    public bool HasPartials { get; init; }

    /// <summary>How long a strip may be, where the kernel asks for more or less than others; null where it does not.</summary>
    public int? StripFloats { get; init; }

    /// <summary>
    /// What other layers that share the tensor add to its gradient: of the same rows, computed into the scratch memory behind the first
    /// one's.
    /// </summary>
    public IReadOnlyList<TensorGradient> OtherUses { get; init; } = [];

    public IEnumerable<TensorGradient> Uses => OtherUses.Prepend(this);
}

/// <summary>Some rows of one tensor's gradient.</summary>
internal sealed record StripPiece(TensorGradient Gradient, int FirstRow, int Rows)
{
    public int Parameter => Gradient.Parameter + (FirstRow * Gradient.RowLength);

    public int Length => Rows * Gradient.RowLength;

    public int End => Parameter + Length;

    public int ScratchLength => Gradient.Uses.Max(use => (ReferenceEquals(use, Gradient) ? 0 : Length) + (Rows * use.ScratchFloats));
}

/// <summary>
/// Neighbouring parameters whose gradient is computed and consumed together. Equal strips of one tensor are written once, as a run.
/// </summary>
/// <param name="Pieces">The pieces of the first strip of the run; a run of more than one strip has a single piece.</param>
/// <param name="Count">The number of strips in the run, each as many rows further on.</param>
internal sealed record StripRun(IReadOnlyList<StripPiece> Pieces, int Count)
{
    public int Parameter => Pieces[0].Parameter;

    public int Length => Pieces.Sum(piece => piece.Length);

    public int ScratchLength => Pieces.Max(piece => piece.Parameter - Parameter + piece.ScratchLength);
}
