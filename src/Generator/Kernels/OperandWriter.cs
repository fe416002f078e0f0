using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes the addresses of a nest's operands. Loop variables enter through references that each loop level derives from the one around it; what is constant
/// in a tile becomes a constant offset.
/// </summary>
internal sealed class OperandWriter(Target target, CodeWriter code, ContractNest nest)
{
    private readonly string? rowAxis = nest.Tiles.LastOrDefault()?.Name;
    private readonly Stack<Dictionary<string, string>> references = new();
    private int panelVectors;

    /// <summary>Loop variables that are constants in the current block.</summary>
    public Dictionary<string, int> Constants { get; } = [];

    public bool IsVector(Operand operand) => operand.StrideOf(nest.Lane.Name) != 0;

    /// <summary>Derives the references of a tile from the loops around it.</summary>
    public void Begin(int rows, int vectors)
    {
        panelVectors = vectors;
        references.Clear();
        var current = new Dictionary<string, string>();
        references.Push(current);
        foreach (Operand operand in nest.Operands.GroupBy(operand => operand.Symbol).Select(group => group.First()))
        {
            if (operand.IsIndirect && rowAxis == Binder.SampleAxis)
            {
                for (int row = 0; row < rows; row++)
                {
                    string name = $"{operand.Symbol}_{CSharpLiteral.Integer(row)}";
                    string index = Constants.TryGetValue(rowAxis, out int start)
                        ? CSharpLiteral.Integer(start + row)
                        : row == 0 ? rowAxis : $"{rowAxis} + {CSharpLiteral.Integer(row)}";
                    code.Line($"ref float {name} = ref Unsafe.Add(ref {operand.Symbol}, Unsafe.Add(ref rows, {index}));");
                    current[RowKey(operand, row)] = name;
                }

                continue;
            }

            current[operand.Symbol] = Derive(operand.Symbol, $"{operand.Symbol}_0", OuterTerms(operand));
        }
    }

    /// <summary>Derives references inside a loop over a reduction axis whose turns do several steps.</summary>
    public void Advance(string axis, int steps = 1)
    {
        var next = new Dictionary<string, string>(references.Peek());
        foreach (Operand operand in new[] { nest.Left, nest.Right })
        {
            if (operand.IsIndirect && rowAxis == Binder.SampleAxis) continue;
            string name = $"{operand.Symbol}_{axis}";
            string from = next[operand.Symbol];
            if (operand.IsIndirect && axis == Binder.SampleAxis)
            {
                string first = $"({Binder.BlockAxis} * {CSharpLiteral.Integer(Block.Samples)}) + {Binder.SampleAxis}";
                for (int step = 0; step < steps; step++)
                {
                    string row = step == 0 ? first : $"{first} + {CSharpLiteral.Integer(step)}";
                    string local = step == 0 ? name : $"{name}_{CSharpLiteral.Integer(step)}";
                    code.Line($"ref float {local} = ref Unsafe.Add(ref {from}, Unsafe.Add(ref rows, {row}));");
                    next[StepKey(operand, step)] = local;
                }

                continue;
            }

            string? scaled = Scaled(axis, ReductionStride(operand, axis));
            if (scaled is not null) next[operand.Symbol] = Derive(from, name, [scaled]);
        }

        references.Push(next);
    }

    public void Retreat() => references.Pop();

    /// <summary>The reference that the current loop level uses for an operand in one step of a turn.</summary>
    public string Reference(Operand operand, int row, int step = 0)
    {
        Dictionary<string, string> current = references.Peek();
        return current.TryGetValue(RowKey(operand, row), out string? name) || current.TryGetValue(StepKey(operand, step), out name)
            ? name
            : current[operand.Symbol];
    }

    /// <summary>The value at one place of the tile, as a vector or as a broadcast scalar.</summary>
    public string Read(Operand operand, string reference, int row, int vector, int step, string? reductionAxis = null)
    {
        if (reference == operand.Symbol) reference = Reference(operand, row);
        (int vectors, int floats, string? variable) = OffsetOf(operand, row, vector, step, reductionAxis);
        string offset = target.Offset(vectors, floats);
        if (variable is not null) offset = offset == "0" ? variable : $"{variable} + {offset}";
        if (IsVector(operand)) return target.Load(reference, offset);
        return target.Broadcast(offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})");
    }

    public void Store(string value, int row, int vector)
    {
        (int vectors, int floats, _) = OffsetOf(nest.Output, row, vector, 0, null);
        code.Line(target.Store(value, Reference(nest.Output, row), target.Offset(vectors, floats)));
    }

    private static string RowKey(Operand operand, int row) => $"{operand.Symbol}/{CSharpLiteral.Integer(row)}";

    private static string StepKey(Operand operand, int step) => $"{operand.Symbol}+{CSharpLiteral.Integer(step)}";

    private string Derive(string from, string name, IReadOnlyList<string> terms)
    {
        if (terms.Count == 0) return from;
        code.Line($"ref float {name} = ref Unsafe.Add(ref {from}, {string.Join(" + ", terms)});");
        return name;
    }

    /// <summary>The part of an operand's address that the loops around the tile decide.</summary>
    private List<string> OuterTerms(Operand operand)
    {
        var terms = new List<string>();
        int constant = operand.Offset;
        bool isStrip = operand.Place.Region == Region.Scratch;
        foreach (LoopAxis axis in nest.Tiles.Concat([nest.Lane]))
        {
            int stride = operand.IsPanel && axis == nest.Lane ? PanelRows(operand) : operand.StrideOf(axis.Name);
            if (stride == 0) continue;
            if (Constants.TryGetValue(axis.Name, out int value)) constant += value * stride;
            else terms.Add(isStrip && axis.Kind == LoopKind.Strip ? Scaled($"({axis.Name} - first)", stride)! : Scaled(axis.Name, stride)!);
        }

        if (constant != 0) terms.Add(CSharpLiteral.Integer(constant));
        return terms;
    }

    private static string? Scaled(string variable, int stride) => stride switch
    {
        0 => null,
        1 => variable,
        _ => $"({variable} * {CSharpLiteral.Integer(stride)})",
    };

    private string? Scaled(string variable, (int Vectors, int Floats) stride) =>
        stride.Vectors == 0 ? Scaled(variable, stride.Floats) : $"({variable} * ({target.Offset(stride.Vectors, 0)}))";

    /// <summary>A panel's rows are as long as the tile is wide.</summary>
    private (int Vectors, int Floats) ReductionStride(Operand operand, string axis) =>
        operand.IsPanel && operand.StrideOf(axis) != 0 ? (panelVectors, 0) : (0, operand.StrideOf(axis));

    private int PanelRows(Operand operand) => operand.Strides.First(stride => stride.Axis != nest.Lane.Name).Stride;

    private (int Vectors, int Floats, string? Variable) OffsetOf(Operand operand, int row, int vector, int step, string? reductionAxis)
    {
        int vectors = IsVector(operand) ? vector : 0;
        int floats = rowAxis is null || (operand.IsIndirect && rowAxis == Binder.SampleAxis) ? 0 : row * operand.StrideOf(rowAxis);
        string? variable = null;
        if (reductionAxis is not null)
        {
            (int strideVectors, int strideFloats) = ReductionStride(operand, reductionAxis);
            if (Constants.TryGetValue(reductionAxis, out int start)) step += start;
            else if (operand.IsIndirect && rowAxis == Binder.SampleAxis && strideFloats != 0) variable = strideFloats == 1 ? reductionAxis : $"({reductionAxis} * {CSharpLiteral.Integer(strideFloats)})";
            vectors += step * strideVectors;
            floats += step * strideFloats;
        }

        return (vectors, floats, variable);
    }
}
