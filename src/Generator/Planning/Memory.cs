using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Planning;

/// <summary>How the values of a tensor lie in memory.</summary>
internal enum Form
{
    /// <summary>[feature][sample], 32 samples side by side: a vector holds one feature of several samples.</summary>
    Lanes,

    /// <summary>[sample][feature], each row padded to whole vectors: a vector holds several features of one sample.</summary>
    Rows,

    /// <summary>The caller's rows, each wherever it lies: a shuffled batch.</summary>
    CallerRows,

    /// <summary>The caller's rows, one directly behind the other.</summary>
    ConsecutiveRows,

    /// <summary>One sample's features side by side, padded to whole vectors.</summary>
    Vector,
}

/// <summary>The memory that generated methods get from their caller.</summary>
internal enum Region
{
    /// <summary>The flat parameters.</summary>
    Parameters,

    /// <summary>One block's scratch.</summary>
    Block,

    /// <summary>All blocks of a batch, one behind the other.</summary>
    Blocks,

    /// <summary>The caller's input values.</summary>
    Input,

    /// <summary>The caller's output.</summary>
    Output,

    /// <summary>The gradient of one strip.</summary>
    Scratch,

    /// <summary>The packed parameters of the one-sample kernels.</summary>
    Packed,

    /// <summary>The scratch of the one-sample kernels.</summary>
    Workspace,

    /// <summary>No memory: what a kernel computes and uses up itself.</summary>
    Registers,
}

/// <summary>
/// A place in memory: a named buffer of the memory plan, or a fixed offset of a region.
/// </summary>
internal sealed record Place(Region Region, string? Buffer, int Offset)
{
    public static Place At(Region region, int offset = 0) => new(region, null, offset);
}

/// <summary>How far one step along an axis goes in memory.</summary>
internal sealed record AxisStride(string Axis, int Stride);

/// <summary>
/// What a kernel reads or writes: where it starts, and the strides of the loop axes. An indirect operand takes the start of a sample's row
/// from the list of rows; a panel operand lies in panels as wide as the kernel's lane tile, and its strides count rows of the panel; a
/// position has no memory, it is the index itself.
/// </summary>
internal sealed record Operand(string Symbol, Place Place, EquatableArray<AxisStride> Strides, int Offset = 0, bool IsIndirect = false)
{
    /// <summary>The rows of a panel, or 0.</summary>
    public int PanelRows { get; init; }

    public bool IsPanel => PanelRows > 0;

    /// <summary>The axis whose every step has a panel of its own, and the distance of two panels in floats.</summary>
    public AxisStride? PanelStep { get; init; }

    public bool IsPosition { get; init; }

    public bool HasMemory => !IsPosition && Place.Region != Region.Registers;

    /// <summary>Where the element exists; elsewhere it reads as 0.</summary>
    public EquatableArray<Condition> Conditions { get; init; }

    public int StrideOf(string axis) => Strides.FirstOrDefault(stride => stride.Axis == axis)?.Stride ?? 0;

    public bool DependsOn(string axis) => StrideOf(axis) != 0 || PanelStep?.Axis == axis || (IsIndirect && axis == "sample");
}
