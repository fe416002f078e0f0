using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>Writes the one-sample pass, in one method if it is small, and the packing of its weights.</summary>
internal sealed class LatencyWriter(NetworkPlan plan, Target target, CodeWriter code, KernelMethods methods, int largestSingleMethod)
{
    private readonly LatencyPlanner latency = plan.Latency;
    private readonly RegisterValues registers = new(target, code);

    public void Write()
    {
        var calls = new StepWriter(code, latency.Memory);
        bool isSingle = latency.Steps.OfType<NestStep>().Sum(step => Statements(step.Nest)) <= largestSingleMethod;
        if (isSingle) code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block("public static void Forward(ref float packed, ref float workspace, ref float input, ref float output)"))
        using (code.Block("unchecked"))
        {
            foreach (Step step in latency.Steps)
            {
                if (step is TransposeStep move) calls.WriteMove(move);
                else if (step is PadStep pad) calls.WritePadding(pad);
                else if (isSingle) WriteInline(calls, ((NestStep)step).Nest);
                else calls.WriteCall(methods.NameOf(((NestStep)step).Nest, []), ((NestStep)step).Nest);
            }
        }

        code.Line();
        WritePacking(calls);
    }

    /// <summary>A kernel's body in a block of its own, with local references in place of parameters.</summary>
    private void WriteInline(StepWriter calls, Nest nest)
    {
        nest = nest with { Operands = nest.Operands.Select(Unhidden).ToEquatableArray() };
        code.Line($"// {nest.Formula}");
        registers.Declare(nest);
        using (code.Block())
        {
            foreach (Operand operand in nest.Parameters)
            {
                string reference = calls.Reference(operand.Place);
                if (reference != $"ref {operand.Symbol}") code.Line($"ref float {operand.Symbol} = {reference};");
            }

            KernelMethods.WriteBody(target, code, nest, [], isCompact: false, registers);
        }
    }

    /// <summary>A local must not be called like a parameter of the method, unless it is that parameter.</summary>
    private static Operand Unhidden(Operand operand)
    {
        bool isParameter = operand is { Symbol: "input", Place: { Region: Region.Input, Offset: 0 } };
        return operand.Symbol is "packed" or "workspace" or "output" or "input" && !isParameter ? operand with { Symbol = operand.Symbol + "_" } : operand;
    }

    private static int Statements(Nest nest)
    {
        int vectors = Block.Pad(nest.Lane.Extent) / Block.Lanes;
        if (nest is not ContractNest contract) return 40 * nest.Loops.Aggregate(1, (product, loop) => product * Math.Min(loop.Extent, 4));
        return Math.Min(64, contract.Terms) * Math.Min(vectors, 8) * (contract.Row is null ? 1 : 8);
    }

    /// <summary>The packed copy: panels as wide as this target's register tiles.</summary>
    private void WritePacking(StepWriter calls)
    {
        using (code.Block("public static void Pack(ref float parameters, ref float packed)"))
        {
            WritePackedTensors(calls);
            foreach (NestStep step in latency.PackSteps) calls.WriteCall(methods.NameOf(step.Nest, []), step.Nest);
        }

        code.Line();
    }

    private void WritePackedTensors(StepWriter calls)
    {
        string Number(int value) => CSharpLiteral.Integer(value);
        foreach ((WideWeights weights, int offset) in latency.Packed.Widened) WriteWidening(calls, weights, offset);
        foreach (PackedTensor tensor in latency.Packed.Tensors)
        {
            (string width, string tail) = PanelWidths(tensor);
            PackedRows outer = tensor.Rows.Count > 1 ? tensor.Rows[0] : new PackedRows(1, 0);
            PackedRows inner = tensor.Rows[tensor.Rows.Count - 1];
            string source = calls.Reference(tensor.Source);
            string destination = calls.Reference(Place.At(Region.Packed, tensor.Offset));
            code.Line(
                $"Panels.Pack({source}, {Number(outer.Count)}, {Number(outer.Stride)}, {Number(inner.Count)}, {Number(inner.Stride)}, " +
                $"{Number(tensor.Columns)}, {Number(tensor.ColumnStride)}, {destination}, {width}, {tail});");
        }
    }

    /// <summary>Loops over the kernel's rows, its columns and the channels, of which a bias has one each.</summary>
    private void WriteWidening(StepWriter calls, WideWeights weights, int offset)
    {
        ParameterPlace place = plan.Parameters.First(parameter => parameter.Parameter.Tensor == weights.Source);
        int[] strides = place.Strides();
        int rank = strides.Length;
        string Loop(int axis) => axis < 0 ? "1, 0" : $"{CSharpLiteral.Integer(weights.Source.Shape[axis])}, {CSharpLiteral.Integer(strides[axis])}";
        string loops = string.Join(", ", Enumerable.Range(rank - 4, 4).Select(Loop));
        string source = calls.Reference(Place.At(Region.Parameters, place.Offset));
        string target = calls.Reference(Place.At(Region.Packed, offset));
        code.Line($"Panels.Widen({source}, {loops}, {CSharpLiteral.Integer(weights.Copies)}, {CSharpLiteral.Integer(weights.Step)}, {target});");
    }

    private (string Width, string Tail) PanelWidths(PackedTensor tensor)
    {
        // A single row, as a bias is, lies the same in panels of any width.
        ContractNest? reader = latency.Steps.OfType<NestStep>()
            .Select(step => step.Nest)
            .OfType<ContractNest>()
            .LastOrDefault(nest => nest.Right.Place.Offset <= tensor.Offset);
        int padded = Block.Pad(tensor.Columns);
        int vectors = reader is null ? padded / Block.Lanes : Tile.Choose(reader, target, []).Vectors;
        if (target.Lanes is not { } lanes) return ($"{CSharpLiteral.Integer(vectors)} * LanesT.Count", "LanesT.Count");
        int tail = padded % (vectors * lanes);
        return (CSharpLiteral.Integer(vectors * lanes), CSharpLiteral.Integer(tail == 0 ? lanes : tail));
    }
}
