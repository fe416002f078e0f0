using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>
/// Writes the loop over strips of the parameter gradient: each strip is summed over the batch and handed to the sink at once.
/// </summary>
internal sealed class StripWriter(CodeWriter code, KernelMethods methods, TrainingSchedule training)
{
    private readonly StepWriter calls = new(code, training.Memory);

    public void Write()
    {
        code.Line("// The parameter gradient, strip by strip: summed over the batch in registers, handed to the sink while it is in the first-level cache.");
        using (code.Block(
            "public static void ParameterGradients(ref float blocks, ref float input, ref nint rows, nuint count, int firstStrip, int endStrip, FloatSpan scratch, GradientSink sink)"))
        {
            code.Line("ref float gradient = ref MemoryMarshal.GetReference(scratch);");
            using (code.Block("for (int strip = firstStrip; strip < endStrip; strip++)"))
            {
                int start = 0;
                foreach (StripRun run in training.Strips)
                {
                    string condition = $"if (strip < {Number(start + run.Count)})";
                    using (code.Block(start == 0 ? condition : "else " + condition))
                    {
                        if (run.Count > 1) WriteRun(run, start);
                        else WriteStrip(run);
                    }

                    start += run.Count;
                }
            }
        }
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    /// <summary>One strip of a run: the rows follow from its number.</summary>
    private void WriteRun(StripRun run, int firstStrip)
    {
        StripPiece piece = run.Pieces[0];
        string strip = firstStrip == 0 ? "strip" : $"(strip - {Number(firstStrip)})";
        code.Line($"int row = {strip} * {Number(piece.Rows)};");
        WritePiece(piece, 0, "(nuint)row", $"(nuint)row + {Number(piece.Rows)}");
        code.Line($"sink.Consume({Number(piece.Gradient.Parameter)} + (row * {Number(piece.Gradient.RowLength)}), scratch.Slice(0, {Number(piece.Length)}));");
    }

    private void WriteStrip(StripRun run)
    {
        foreach (StripPiece piece in run.Pieces)
        {
            WritePiece(piece, piece.Parameter - run.Parameter, Number(piece.FirstRow), Number(piece.FirstRow + piece.Rows));
        }

        code.Line($"sink.Consume({Number(run.Parameter)}, scratch.Slice(0, {Number(run.Length)}));");
    }

    private void WritePiece(StripPiece piece, int offset, string first, string end)
    {
        TensorGradient gradient = piece.Gradient;
        string[] samples = KernelMethods.HasBatchLoop(gradient.Nest) ? ["count"] : [];
        string[] loops = KernelMethods.HasStripLoop(gradient.Nest) ? [.. samples, first, end] : samples;
        calls.WriteCall(methods.NameOf(gradient.Nest, RowCounts(gradient)), gradient.Nest.AtScratch(offset), loops);
        string start = offset == 0 ? "ref gradient" : $"ref Unsafe.Add(ref gradient, {Number(offset)})";
        if (gradient.HasPartials) code.Line($"VirtualLanes.SumEach({start}, {Number(piece.Length)});");
        if (gradient.PaddedRowLength == gradient.RowLength || piece.Rows == 1) return;
        code.Line($"RowCopies.Compact({start}, {Number(piece.Rows)}, {Number(gradient.PaddedRowLength)}, {Number(gradient.RowLength)});");
    }

    /// <summary>All numbers of rows for which the kernel is called.</summary>
    private int[] RowCounts(TensorGradient gradient) =>
        training.Strips.SelectMany(run => run.Pieces).Where(piece => piece.Gradient == gradient).Select(piece => piece.Rows).Distinct().ToArray();
}
