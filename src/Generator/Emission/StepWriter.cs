using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>Writes the calls of an entry point: kernels and moves, each with references to where its operands start.</summary>
internal sealed class StepWriter(CodeWriter code, MemoryPlan? memory)
{
    // A few floats are moved one by one.
    private const int LargestScalarMove = 4;

    public void WriteCall(string method, Nest nest, params string[] loopArguments)
    {
        List<string> arguments = nest.Parameters.Select(operand => Reference(operand.Place)).ToList();
        if (nest.Operands.Any(operand => operand.IsIndirect)) arguments.Add("ref rows");
        arguments.AddRange(loopArguments);
        code.Line($"{method}({string.Join(", ", arguments)});");
    }

    public void WriteMove(TransposeStep move)
    {
        string source = Reference(move.Source);
        string target = Reference(move.Target);
        string length = CSharpLiteral.Integer(move.Length);
        string sourceStride = CSharpLiteral.Integer(move.SourceStride);
        string targetStride = CSharpLiteral.Integer(move.TargetStride);
        code.Line($"// {move.Tensor}: {Describe(move.From)} to {Describe(move.To)}");
        if (move.From == Form.Vector || move.To == Form.Vector)
        {
            WriteVectorMove(move, source, target, length);
            return;
        }

        code.Line((move.From, move.To) switch
        {
            (Form.CallerRows, Form.Lanes) => $"BlockTranspose.RowsToLanes({source}, ref rows, {length}, {target});",
            (Form.CallerRows, Form.Rows) => $"RowCopies.Gather({source}, ref rows, {length}, {target}, {targetStride});",
            (Form.Rows or Form.ConsecutiveRows, Form.Lanes) => $"BlockTranspose.RowsToLanes({source}, {sourceStride}, {length}, {target});",
            (Form.Rows or Form.ConsecutiveRows, Form.Rows or Form.ConsecutiveRows) => $"RowCopies.Copy({source}, {sourceStride}, {length}, {target}, {targetStride});",
            (Form.Lanes, _) => $"BlockTranspose.LanesToRows({source}, {length}, {target}, {targetStride});",
            _ => throw new InvalidOperationException($"{move.From} cannot be moved to {move.To}."),
        });
    }

    public void WritePadding(PadStep pad)
    {
        static string Numbers((int Before, int Count, int Behind) axis) => string.Join(
            ", ", new[] { axis.Before, axis.Count, axis.Behind }.Select(count => CSharpLiteral.Integer(count)));
        code.Line($"// {pad.Tensor}: with edges of 0");
        code.Line($"RowCopies.Pad({Reference(pad.Source)}, {Numbers(pad.Rows)}, {Numbers(pad.Columns)}, {Reference(pad.Target)});");
    }

    /// <summary>A reference expression for the start of an operand.</summary>
    public string Reference(Place place)
    {
        string region = place.Region switch
        {
            Region.Parameters => "parameters",
            Region.Block => "block",
            Region.Blocks => "blocks",
            Region.Input => "input",
            Region.Output => "output",
            Region.Scratch => "gradient",
            Region.Packed => "packed",
            _ => "workspace",
        };
        int offset = place.Offset + (place.Buffer is null ? 0 : memory!.OffsetOf(place.Buffer));
        return offset == 0 ? $"ref {region}" : $"ref Unsafe.Add(ref {region}, {CSharpLiteral.Integer(offset)})";
    }

    private static string Describe(Form form) => form switch
    {
        Form.Lanes => "[feature][sample]",
        Form.Rows => "[sample][feature]",
        Form.Vector => "one sample",
        _ => "the caller's rows",
    };

    private void WriteVectorMove(TransposeStep move, string source, string target, string length)
    {
        if (move.Length > LargestScalarMove)
        {
            code.Line($"RowCopies.Copy({source}, {target}, {length});");
            return;
        }

        for (int index = 0; index < move.Length; index++)
        {
            string offset = CSharpLiteral.Integer(index);
            code.Line($"Unsafe.Add({target}, {offset}) = Unsafe.Add({source}, {offset});");
        }
    }
}
