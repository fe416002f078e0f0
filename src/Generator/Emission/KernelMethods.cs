using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>
/// The kernel methods of one class. Nests that differ only in where their operands start, and in what those are called, share a method:
/// layers of equal shapes do.
/// </summary>
/// <param name="target">The vectors to print for.</param>
/// <param name="isCompact">Whether the network has so many kernels that each has to be short.</param>
internal sealed class KernelMethods(Target target, bool isCompact = false)
{
    private readonly List<(string Name, Nest Nest, IReadOnlyList<int> RowCounts)> methods = [];
    private readonly Dictionary<(Nest Nest, EquatableArray<int> RowCounts), string> names = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The name of the method that runs the nest.</summary>
    public string NameOf(Nest nest, IReadOnlyList<int> rowCounts)
    {
        List<string> symbols = nest.Operands.Select(operand => operand.Symbol).Distinct().ToList();
        Operand Anonymous(Operand operand) => operand with { Place = RegionOf(operand), Symbol = $"{symbols.IndexOf(operand.Symbol)}" };
        Nest anonymous = nest with { Name = string.Empty, Formula = string.Empty, Operands = nest.Operands.Select(Anonymous).ToEquatableArray() };
        (Nest, EquatableArray<int>) key = (anonymous, rowCounts.ToEquatableArray());
        if (names.TryGetValue(key, out string? name)) return name;
        name = "Compute" + nest.Name;
        for (int number = 2; !taken.Add(name); number++) name = $"Compute{nest.Name}{CSharpLiteral.Integer(number)}";
        names[key] = name;
        methods.Add((name, nest, rowCounts));
        return name;
    }

    /// <summary>Strips and panels are written differently from other operands.</summary>
    private static Place RegionOf(Operand operand) => Place.At(operand.Place.Region == Region.Scratch ? Region.Scratch : Region.Block);

    public void WriteTo(CodeWriter code)
    {
        for (int index = 0; index < methods.Count; index++)
        {
            (string name, Nest nest, IReadOnlyList<int> rowCounts) = methods[index];
            if (index > 0) code.Line();
            code.Line($"// {nest.Formula}");
            code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            using (code.Block($"public static void {name}({string.Join(", ", ParametersOf(nest))})"))
            using (code.Block("unchecked"))
            {
                WriteBody(target, code, nest, rowCounts, isCompact);
            }
        }
    }

    public static void WriteBody(
        Target target, CodeWriter code, Nest nest, IReadOnlyList<int> rowCounts, bool isCompact, RegisterValues? registers = null)
    {
        switch (nest)
        {
            case ContractNest contract:
                Tile tile = Tile.Choose(contract, target, rowCounts);
                new ContractWriter(target, code, contract, isCompact ? tile.Compact() : tile, rowCounts, registers).Write();
                break;
            case MapNest map:
                new MapWriter(target, code, registers).Write(map);
                break;
            case ReduceNest reduce:
                new MapWriter(target, code, registers).Write(reduce);
                break;
        }
    }

    /// <summary>The method's parameters: one reference for each operand, then what its loops need from outside.</summary>
    private static IEnumerable<string> ParametersOf(Nest nest)
    {
        foreach (Operand operand in nest.Parameters) yield return $"ref float {operand.Symbol}";
        if (nest.Operands.Any(operand => operand.IsIndirect)) yield return "ref nint rows";
        if (HasBatchLoop(nest)) yield return "nuint count";
        if (HasStripLoop(nest)) yield return "nuint first, nuint end";
    }

    public static bool HasBatchLoop(Nest nest) => nest.Loops.Any(axis => axis.Kind is LoopKind.BatchSamples or LoopKind.BatchBlocks);

    public static bool HasStripLoop(Nest nest) => nest.Loops.Any(axis => axis.Kind == LoopKind.Strip);
}
