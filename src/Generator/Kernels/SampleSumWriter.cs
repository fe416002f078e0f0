using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes a contraction that is added up over the samples of a batch in memory: sample after sample, a tile's sums start from what the
/// samples before have left. What all tiles read of one sample then stays in the cache, however large the batch is.
/// </summary>
internal sealed class SampleSumWriter(Target target, CodeWriter code, ContractNest nest, Tile tile, IReadOnlyList<int> stripCounts)
{
    private const string SampleSuffix = "_sample";

    public void Write()
    {
        WriteZeros();
        code.BatchBlocks(() =>
        {
            using (code.Block($"for (nuint {Binder.SampleAxis} = 0; {Binder.SampleAxis} < samples; {Binder.SampleAxis}++)"))
            {
                Operand left = OfSample(nest.Left);
                Operand right = OfSample(nest.Right);
                ContractNest ofSample = nest with
                {
                    Outer = nest.Outer.Where(axis => axis.Kind != LoopKind.BatchSamples).ToEquatableArray(),
                    Operands = EquatableArray.Of(left, right, nest.Output, nest.Output),
                    HasInitial = true,
                };
                new ContractWriter(target, code, ofSample, tile, stripCounts).Write();
            }
        });
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    /// <summary>A strip is a range of the slowest axis, without gaps.</summary>
    private void WriteZeros()
    {
        string length = $"(end - first) * {Number(nest.Output.StrideOf(nest.Row!.Name))}";
        using (code.Block($"for (nuint element = 0; element < {length}; element += {target.Count})"))
        {
            code.Line(target.Store(target.Broadcast("0f"), nest.Output.Symbol, "element"));
        }
    }

    /// <summary>The operand where the sample's values start.</summary>
    private Operand OfSample(Operand operand)
    {
        string name = operand.Symbol + SampleSuffix;
        string offset = operand.IsIndirect
            ? $"Unsafe.Add(ref rows, ({Binder.BlockAxis} * {Number(Block.Samples)}) + {Binder.SampleAxis})"
            : $"({Binder.BlockAxis} * {Number(operand.StrideOf(Binder.BlockAxis))}) + ({Binder.SampleAxis} * {Number(operand.StrideOf(Binder.SampleAxis))})";
        code.Line($"ref float {name} = ref Unsafe.Add(ref {operand.Symbol}, {offset});");
        AxisStride[] strides = operand.Strides.Where(stride => stride.Axis is not (Binder.BlockAxis or Binder.SampleAxis)).ToArray();
        return operand with { Symbol = name, IsIndirect = false, Strides = strides.ToEquatableArray() };
    }
}
