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

    /// <summary>The gradient of some rows: that of the first use, and what other layers that share the tensor add to it.</summary>
    private void WritePiece(StripPiece piece, int offset, string first, string end)
    {
        foreach (TensorGradient use in piece.Gradient.Uses)
        {
            bool isFirst = ReferenceEquals(use, piece.Gradient);
            int place = isFirst ? offset : offset + piece.Length;
            WriteUse(use, piece, place, first, end);
            if (!isFirst) code.Line($"RowCopies.Add({Scratch(place)}, {Scratch(offset)}, {Number(piece.Length)});");
        }
    }

    private void WriteUse(TensorGradient use, StripPiece piece, int offset, string first, string end)
    {
        string[] samples = KernelMethods.HasBatchLoop(use.Nest) ? ["count"] : [];
        string[] loops = KernelMethods.HasStripLoop(use.Nest) ? [.. samples, first, end] : samples;
        calls.WriteCall(methods.NameOf(use.Nest, RowCounts(piece.Gradient)), use.Nest.AtScratch(offset), loops);
        if (use.HasPartials) code.Line($"VirtualLanes.SumEach({Scratch(offset)}, {Number(piece.Length)});");
        if (use.PaddedRowLength == use.RowLength || piece.Rows == 1) return;
        code.Line($"RowCopies.Compact({Scratch(offset)}, {Number(piece.Rows)}, {Number(use.PaddedRowLength)}, {Number(use.RowLength)});");
    }

    private static string Scratch(int offset) => offset == 0 ? "ref gradient" : $"ref Unsafe.Add(ref gradient, {Number(offset)})";

    /// <summary>All numbers of rows for which the kernel is called.</summary>
    private int[] RowCounts(TensorGradient gradient) =>
        training.Strips.SelectMany(run => run.Pieces).Where(piece => piece.Gradient == gradient).Select(piece => piece.Rows).Distinct().ToArray();
}
