using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes the addresses of a contraction's operands. Loop variables enter through references that each loop level derives from the one
/// around it; what is constant in a tile becomes a constant offset.
/// </summary>
internal sealed class OperandWriter(Target target, CodeWriter code, ContractNest nest)
{
    private readonly string? rowAxis = nest.Row?.Name;
    private readonly string? lineAxis = nest.Lines?.Name;
    private readonly string? columnAxis = nest.Column?.Name;
    private readonly Stack<Level> levels = new();
    private readonly Dictionary<Operand, string> names = NamesOf(nest);
    private int panelVectors;
    private int rowsOfLine;

    /// <summary>Loop variables that are constants in the current block.</summary>
    public Dictionary<string, int> Constants { get; } = [];

    public bool IsVector(Operand operand) => operand.StrideOf(nest.Lane.Name) != 0;

    /// <summary>Derives the references of a tile from the loops around it.</summary>
    /// <param name="rows">All rows of the tile.</param>
    /// <param name="ofLine">The rows that lie behind each other on one line of an image.</param>
    /// <param name="vectors">The vectors along the lanes.</param>
    public void Begin(int rows, int ofLine, int vectors)
    {
        panelVectors = vectors;
        rowsOfLine = ofLine;
        levels.Clear();
        var level = new Level([], []);
        levels.Push(level);
        foreach (Operand operand in names.Keys.Where(operand => operand.HasMemory))
        {
            if (!IsRowwise(operand))
            {
                level.References[names[operand]] = operand.Symbol;
                if (IsConditional(operand)) level.Pending[names[operand]] = OuterTerms(operand);
                else Derive(level, operand, $"{names[operand]}_0", OuterTerms(operand));
                continue;
            }

            for (int row = 0; row < rows; row++)
            {
                string name = $"{names[operand]}_{CSharpLiteral.Integer(row)}";
                string index = Constants.TryGetValue(Binder.SampleAxis, out int start)
                    ? CSharpLiteral.Integer(start + row)
                    : row == 0 ? Binder.SampleAxis : $"{Binder.SampleAxis} + {CSharpLiteral.Integer(row)}";
                code.Line($"ref float {name} = ref Unsafe.Add(ref {operand.Symbol}, Unsafe.Add(ref rows, {index}));");
                level.References[RowKey(operand, row)] = name;
            }
        }
    }

    /// <summary>Derives references inside a loop over a reduction axis whose turns do several steps.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="steps">The steps of one turn.</param>
    /// <param name="isInnermost">Whether no further loop follows: addresses that are only valid as a whole are put together here.</param>
    public void Advance(string axis, int steps, bool isInnermost)
    {
        Level level = levels.Peek().Copy();
        levels.Push(level);
        foreach (Operand operand in new[] { nest.Left, nest.Right })
        {
            if (IsRowwise(operand)) continue;
            string name = $"{names[operand]}_{axis}";
            if (operand.IsIndirect && axis == Binder.SampleAxis)
            {
                AdvanceToRows(level, operand, name, steps);
                continue;
            }

            string? term = Constants.ContainsKey(axis) ? null : Scaled(axis, ReductionStride(operand, axis));
            bool isPending = IsConditional(operand);
            if (isPending && term is not null) level.Pending[names[operand]] = [.. level.Pending[names[operand]], term];
            if (isPending && isInnermost) Derive(level, operand, name, level.Pending[names[operand]]);
            else if (!isPending && term is not null) Derive(level, operand, name, [term]);
        }
    }

    public void Retreat() => levels.Pop();

    /// <summary>The reference that the current loop level uses for an operand in one step of a turn.</summary>
    public string Reference(Operand operand, int row, int step = 0)
    {
        Dictionary<string, string> current = levels.Peek().References;
        return current.TryGetValue(RowKey(operand, row), out string? name) || current.TryGetValue(StepKey(operand, step), out name)
            ? name
            : current[names[operand]];
    }

    /// <summary>The value at one place of the tile, as a vector or as a broadcast scalar.</summary>
    public string Read(Operand operand, TilePlace place, int step = 0, string? reductionAxis = null)
    {
        string reference = Reference(operand, place.Row, step);
        (int vectors, int floats, string? variable) = OffsetOf(operand, place, step, reductionAxis);
        string offset = target.Offset(vectors, floats);
        if (variable is not null) offset = offset == "0" ? variable : $"{variable} + {offset}";
        if (IsVector(operand)) return target.Load(reference, offset);
        return target.Broadcast(offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})");
    }

    public void Store(Operand output, string value, TilePlace place)
    {
        (int vectors, int floats, _) = OffsetOf(output, place, 0, null);
        code.Line(target.Store(value, Reference(output, place.Row), target.Offset(vectors, floats)));
    }

    private string RowKey(Operand operand, int row) => $"{names[operand]}/{CSharpLiteral.Integer(row)}";

    private string StepKey(Operand operand, int step) => $"{names[operand]}+{CSharpLiteral.Integer(step)}";

    /// <summary>The names of the operands' references: two operands may read one tensor at different places.</summary>
    private static Dictionary<Operand, string> NamesOf(ContractNest nest)
    {
        var names = new Dictionary<Operand, string>();
        foreach (Operand operand in nest.Operands.Distinct())
        {
            int same = names.Keys.Count(other => other.Symbol == operand.Symbol);
            names[operand] = same == 0 ? operand.Symbol : $"{operand.Symbol}_also{CSharpLiteral.Integer(same)}";
        }

        return names;
    }

    /// <summary>Whether every row of a tile has a reference of its own.</summary>
    private bool IsRowwise(Operand operand) => operand.IsIndirect && rowAxis == Binder.SampleAxis;

    /// <summary>
    /// Whether parts of the operand's address lie outside its memory: only the bounds of the inner loops bring it back. A reference must
    /// never point there, so such an address is added up as a number.
    /// </summary>
    private bool IsConditional(Operand operand) => operand.Conditions.Count > 0;

    private void Derive(Level level, Operand operand, string name, IReadOnlyList<string> terms)
    {
        if (terms.Count == 0) return;
        code.Line($"ref float {name} = ref Unsafe.Add(ref {level.References[names[operand]]}, {Sum(terms)});");
        level.References[names[operand]] = name;
    }

    /// <summary>The sum of some terms; negative constants are subtracted, since addresses are unsigned.</summary>
    private static string Sum(IEnumerable<string> terms)
    {
        string[] ordered = terms.OrderBy(term => term[0] == '-').ToArray();
        string sum = string.Join(" + ", ordered.Where(term => term[0] != '-'));
        string rest = string.Concat(ordered.Where(term => term[0] == '-').Select(term => $" - {term.Substring(1)}"));
        return sum.Length == 0 ? "(nuint)0" + rest : sum + rest;
    }

    private void AdvanceToRows(Level level, Operand operand, string name, int steps)
    {
        string from = level.References[names[operand]];
        string first = $"({Binder.BlockAxis} * {CSharpLiteral.Integer(Block.Samples)}) + {Binder.SampleAxis}";
        for (int step = 0; step < steps; step++)
        {
            string row = step == 0 ? first : $"{first} + {CSharpLiteral.Integer(step)}";
            string local = step == 0 ? name : $"{name}_{CSharpLiteral.Integer(step)}";
            code.Line($"ref float {local} = ref Unsafe.Add(ref {from}, Unsafe.Add(ref rows, {row}));");
            level.References[StepKey(operand, step)] = local;
        }
    }

    /// <summary>The part of an operand's address that the loops around the tile decide.</summary>
    private List<string> OuterTerms(Operand operand)
    {
        var terms = new List<string>();
        int constant = operand.IsPanel ? 0 : operand.Offset;
        int constantRows = operand.IsPanel ? operand.Offset : 0;
        bool isStrip = operand.Place.Region == Region.Scratch;
        foreach (LoopAxis axis in nest.Outer.Concat(new[] { nest.Row, nest.Column, nest.Lane }.OfType<LoopAxis>()))
        {
            bool isInRows = operand.IsPanel && axis != nest.Lane && axis.Name != operand.PanelStep?.Axis;
            int stride = !operand.IsPanel || isInRows ? operand.StrideOf(axis.Name)
                : axis == nest.Lane ? operand.PanelRows : operand.PanelStep!.Stride;
            if (stride == 0) continue;
            bool isConstant = Constants.TryGetValue(axis.Name, out int value);
            if (isConstant && isInRows) constantRows += value * stride;
            else if (isConstant) constant += value * stride;
            else if (isInRows) terms.Add(Scaled(axis.Name, (stride * panelVectors, 0))!);
            else terms.Add(Scaled(isStrip && axis.Kind == LoopKind.Strip ? $"({axis.Name} - first)" : axis.Name, stride)!);
        }

        if (constantRows != 0) terms.Add(Scaled("1", (constantRows * panelVectors, 0))!);
        if (constant != 0) terms.Add(CSharpLiteral.Integer(constant));
        return terms;
    }

    private static string? Scaled(string variable, int stride) => stride switch
    {
        0 => null,
        1 => variable,
        < 0 => $"-({variable} * {CSharpLiteral.Integer(-stride)})",
        _ => $"({variable} * {CSharpLiteral.Integer(stride)})",
    };

    private string? Scaled(string variable, (int Vectors, int Floats) stride) =>
        stride.Vectors == 0
            ? Scaled(variable, stride.Floats)
            : $"{(stride.Vectors < 0 ? "-" : string.Empty)}({variable} * ({target.Offset(Math.Abs(stride.Vectors), 0)}))";

    /// <summary>A panel's rows are as long as the tile is wide.</summary>
    private (int Vectors, int Floats) ReductionStride(Operand operand, string axis) =>
        operand.IsPanel ? (operand.StrideOf(axis) * panelVectors, 0) : (0, operand.StrideOf(axis));

    private (int Vectors, int Floats, string? Variable) OffsetOf(Operand operand, TilePlace place, int step, string? reductionAxis)
    {
        int vectors = IsVector(operand) ? place.Vector : 0;
        int floats = columnAxis is null ? InWindow(operand, place.Column) : place.Column * operand.StrideOf(columnAxis);
        if (rowAxis is not null && !IsRowwise(operand)) floats += place.Row % rowsOfLine * operand.StrideOf(rowAxis);
        if (lineAxis is not null) floats += place.Row / rowsOfLine * operand.StrideOf(lineAxis);
        string? variable = null;
        if (reductionAxis is not null)
        {
            (int strideVectors, int strideFloats) = ReductionStride(operand, reductionAxis);
            if (Constants.TryGetValue(reductionAxis, out int start)) step += start;
            else if (IsRowwise(operand)) variable = Scaled(reductionAxis, strideFloats);
            vectors += step * strideVectors;
            floats += step * strideFloats;
        }

        return (vectors, floats, variable);
    }

    /// <summary>How far an element of the window, by its number in row-major order, lies behind the first.</summary>
    public int InWindow(Operand operand, int number)
    {
        int floats = 0;
        foreach (LoopAxis axis in nest.Window.Reverse())
        {
            floats += number % axis.Extent * operand.StrideOf(axis.Name);
            number /= axis.Extent;
        }

        return floats;
    }

    /// <summary>What one loop level knows: references, and the terms of addresses that are not complete yet.</summary>
    private sealed record Level(Dictionary<string, string> References, Dictionary<string, IReadOnlyList<string>> Pending)
    {
        public Level Copy() => new(new Dictionary<string, string>(References), new Dictionary<string, IReadOnlyList<string>>(Pending));
    }
}

/// <summary>One result of a register tile.</summary>
internal readonly record struct TilePlace(int Row, int Column, int Vector);
