using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>Writes the loop over strips of the parameter gradient: each strip is summed over the batch and handed to the sink at once.</summary>
internal sealed class StripWriter(CodeWriter code, KernelMethods methods, TrainingSchedule training)
{
    public void Write()
    {
        var calls = new StepWriter(code, training.Memory);
        code.Line("// The parameter gradient, strip by strip: summed over the batch in registers, handed to the sink while it is in the first-level cache.");
        using (code.Block(
            "public static void ParameterGradients(ref float blocks, ref float input, ref nint rows, nuint count, int firstStrip, int endStrip, FloatSpan scratch, GradientSink sink)"))
        {
            code.Line("ref float gradient = ref MemoryMarshal.GetReference(scratch);");
            using (code.Block("for (int strip = firstStrip; strip < endStrip; strip++)"))
            {
                int start = 0;
                foreach (StripGroup group in training.Strips)
                {
                    int end = start + group.StripCount;
                    string condition = $"if (strip < {CSharpLiteral.Integer(end)})";
                    using (code.Block(start == 0 ? condition : "else " + condition)) WriteStrip(calls, group, start);
                    start = end;
                }
            }
        }
    }

    private static int[] RowCounts(StripGroup group) => new[] { group.RowsPerStrip, group.RowsOfStrip(group.StripCount - 1) }.Distinct().ToArray();

    private void WriteStrip(StepWriter calls, StripGroup group, int firstStrip)
    {
        string Number(int value) => CSharpLiteral.Integer(value);
        string method = methods.NameOf(group.Nest, RowCounts(group));
        if (!KernelMethods.HasStripLoop(group.Nest))
        {
            calls.WriteCall(method, group.Nest, "count");
            code.Line($"sink.Consume({Number(group.Parameter)}, scratch.Slice(0, {Number(group.RowLength)}));");
            return;
        }

        if (group.StripCount == 1)
        {
            code.Line("const int row = 0;");
            code.Line($"const int end = {Number(group.Rows)};");
        }
        else
        {
            string strip = firstStrip == 0 ? "strip" : $"(strip - {Number(firstStrip)})";
            code.Line($"int row = {strip} * {Number(group.RowsPerStrip)};");
            code.Line($"int end = Math.Min(row + {Number(group.RowsPerStrip)}, {Number(group.Rows)});");
        }

        calls.WriteCall(method, group.Nest, "count", "(nuint)row", "(nuint)end");
        if (group.PaddedRowLength != group.RowLength)
        {
            code.Line($"RowCopies.Compact(ref gradient, end - row, {Number(group.PaddedRowLength)}, {Number(group.RowLength)});");
        }

        code.Line($"sink.Consume({Number(group.Parameter)} + (row * {Number(group.RowLength)}), scratch.Slice(0, (end - row) * {Number(group.RowLength)}));");
    }
}
