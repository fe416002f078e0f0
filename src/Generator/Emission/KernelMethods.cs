using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>
/// The kernel methods of one class. Nests that differ only in where their operands start, and in what those are called, share a method:
/// layers of equal shapes do. In a large network so do nests that differ in numbers only: what differs becomes an argument.
/// </summary>
/// <param name="target">The vectors to print for.</param>
/// <param name="isCompact">Whether the network has so many kernels that each has to be short.</param>
internal sealed class KernelMethods(Target target, bool isCompact = false)
{
    private const string Prefix = "Compute";

    private readonly List<KernelMethod> methods = [];
    private readonly Dictionary<(Nest Nest, EquatableArray<int> RowCounts), string> names = [];
    private readonly Dictionary<KernelMethod, KernelPattern> patterns = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The name of the method that runs the nest.</summary>
    public string NameOf(Nest nest, IReadOnlyList<int> rowCounts)
    {
        Nest anonymous = Anonymous(nest) with { Name = string.Empty, Formula = string.Empty };
        (Nest, EquatableArray<int>) key = (anonymous, rowCounts.ToEquatableArray());
        if (names.TryGetValue(key, out string? name)) return name;
        name = Prefix + nest.Name;
        for (int number = 2; !taken.Add(name); number++) name = $"{Prefix}{nest.Name}{CSharpLiteral.Integer(number)}";
        names[key] = name;
        methods.Add(new KernelMethod(name, nest, rowCounts));
        return name;
    }

    /// <summary>The same nest, whatever its operands are called and wherever they start.</summary>
    private static Nest Anonymous(Nest nest)
    {
        List<string> symbols = nest.Operands.Select(operand => operand.Symbol).Distinct().ToList();
        string NameOf(Operand operand) => $"operand{CSharpLiteral.Integer(symbols.IndexOf(operand.Symbol) + 1)}";
        Operand Renamed(Operand operand) => operand with { Place = RegionOf(operand), Symbol = NameOf(operand) };
        return nest with { Operands = nest.Operands.Select(Renamed).ToEquatableArray() };
    }

    /// <summary>Strips and panels are written differently from other operands.</summary>
    private static Place RegionOf(Operand operand) =>
        Place.At(operand.Place.Region is Region.Scratch or Region.Registers ? operand.Place.Region : Region.Block);

    public void WriteTo(CodeWriter code)
    {
        bool isFirst = true;
        foreach (KernelMethod[] group in isCompact ? Alike() : methods.Select(method => new[] { method }))
        {
            if (!isFirst) code.Line();
            isFirst = false;
            if (group.Length > 1) WriteShared(code, group);
            else WriteAlone(code, group[0]);
        }
    }

    private void WriteAlone(CodeWriter code, KernelMethod method)
    {
        Nest nest = isCompact ? Shortened(method.Nest) : method.Nest;
        WriteMethod(code, method.Name, nest, [], () => WriteBody(target, code, nest, method.RowCounts, isCompact));
    }

    /// <summary>
    /// The same nest, whose operands are called by the ends of their names in which they differ, and without the name of the block around
    /// what it computes: layers in blocks have long names, and they stand in every line.
    /// </summary>
    private static Nest Shortened(Nest nest)
    {
        string[] symbols = nest.Operands.Select(operand => operand.Symbol).Distinct().ToArray();
        var names = symbols.ToDictionary(symbol => symbol, symbol => Binder.Unreserved(ShortestEnd(symbol, symbols)));
        string output = nest.Formula.Split('[')[0];
        string block = output.Substring(0, output.LastIndexOf('.') + 1);
        return nest with
        {
            Formula = block.Length == 0 ? nest.Formula : nest.Formula.Replace(block, string.Empty),
            Operands = nest.Operands.Select(operand => operand with { Symbol = names[operand.Symbol] }).ToEquatableArray(),
        };
    }

    private static string ShortestEnd(string symbol, string[] symbols)
    {
        string[] parts = symbol.Split('_');
        return Enumerable.Range(1, parts.Length).Select(length => string.Join("_", parts.Skip(parts.Length - length))).First(IsItsOwn);

        bool IsItsOwn(string end) =>
            end == symbol || (end.Length > 0 && symbols.All(other => other == symbol || !$"_{other}".EndsWith($"_{end}", StringComparison.Ordinal)));
    }

    /// <summary>The methods whose texts differ in numbers only, together; in the order of the first of them.</summary>
    private IEnumerable<KernelMethod[]> Alike() => methods
        .GroupBy(method => (string.Join(", ", ParametersOf(Anonymous(method.Nest))), PatternOf(method).Text))
        .Select(group => group.ToArray());

    /// <summary>One method for kernels that differ in numbers only, and for each of them one that passes its numbers on.</summary>
    private void WriteShared(CodeWriter code, KernelMethod[] group)
    {
        var shared = new SharedKernel(group.Select(PatternOf).ToArray());
        string name = "Shared" + group[0].Name.Substring(Prefix.Length);
        WriteMethod(code, name, Anonymous(group[0].Nest), shared.Parameters, () => code.Lines(shared.Body));
        for (int index = 0; index < group.Length; index++)
        {
            (string own, Nest nest) = (group[index].Name, Shortened(group[index].Nest));
            string[] parameters = ParametersOf(nest).ToArray();
            IEnumerable<string> arguments = parameters.Select(Passed);
            code.Line();
            code.Line($"// {nest.Formula}");
            code.Line($"public static void {own}({string.Join(", ", parameters)}) =>");
            code.Line($"    {name}({string.Join(", ", arguments.Concat(shared.ArgumentsOf(index)))});");
        }
    }

    /// <summary>A parameter as the argument of another call.</summary>
    private static string Passed(string parameter) =>
        (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : string.Empty) + parameter.Substring(parameter.LastIndexOf(' ') + 1);

    private KernelPattern PatternOf(KernelMethod method)
    {
        if (!patterns.TryGetValue(method, out KernelPattern? pattern))
        {
            var text = new CodeWriter();
            WriteBody(target, text, Anonymous(method.Nest), method.RowCounts, isCompact);
            patterns[method] = pattern = new KernelPattern(text.ToString().TrimEnd('\n'));
        }

        return pattern;
    }

    private static void WriteMethod(CodeWriter code, string name, Nest nest, IEnumerable<string> sizes, Action body)
    {
        code.Line($"// {nest.Formula}");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block($"public static void {name}({string.Join(", ", ParametersOf(nest).Concat(sizes))})"))
        using (code.Block("unchecked"))
        {
            body();
        }
    }

    public static void WriteBody(
        Target target, CodeWriter code, Nest nest, IReadOnlyList<int> rowCounts, bool isCompact, RegisterValues? registers = null)
    {
        if (NeedsBlockCount(nest)) code.Line($"nuint blocks = (count + {CSharpLiteral.Integer(Block.Samples - 1)}) / {CSharpLiteral.Integer(Block.Samples)};");
        switch (nest)
        {
            case ContractNest contract:
                Tile tile = Tile.Choose(contract, target, rowCounts);
                if (isCompact) tile = tile.Compact(contract);
                if (contract.AddsSamplesInMemory) new SampleSumWriter(target, code, contract, tile, rowCounts).Write();
                else new ContractWriter(target, code, contract, tile, rowCounts, registers).Write();
                break;
            case MapNest map:
                new MapWriter(target, code, registers).Write(map);
                break;
            case ReduceNest reduce:
                new ReduceWriter(target, code, registers).Write(reduce);
                break;
        }
    }

    /// <summary>The method's parameters: one reference for each operand, then what its loops need from outside.</summary>
    private static IEnumerable<string> ParametersOf(Nest nest)
    {
        foreach (Operand operand in nest.Parameters) yield return $"ref float {operand.Symbol}";
        if (nest.Operands.Any(operand => operand.IsIndirect)) yield return "ref nint rows";
        if (HasBatchLoop(nest)) yield return "nuint count";
        if (HasStripLoop(nest))
        {
            yield return "nuint first";
            yield return "nuint end";
        }
    }

    public static bool HasBatchLoop(Nest nest) => nest.Loops.Any(axis => axis.Kind is LoopKind.BatchSamples or LoopKind.BatchBlocks);

    /// <summary>Whether whole blocks are summed, the samples that fill up the last one included: those are 0.</summary>
    private static bool NeedsBlockCount(Nest nest) =>
        nest.Loops.Any(axis => axis.Kind == LoopKind.BatchBlocks) || nest is ReduceNest { ReducesLanes: true } && HasBatchLoop(nest);

    public static bool HasStripLoop(Nest nest) => nest.Loops.Any(axis => axis.Kind == LoopKind.Strip);
}

/// <summary>A kernel's method before it is written.</summary>
internal sealed record KernelMethod(string Name, Nest Nest, IReadOnlyList<int> RowCounts);
