using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>Writes what becomes of a register tile that holds whole windows: sums and maxima over each of them, and maps of those.</summary>
/// <param name="target">The vectors to print for.</param>
/// <param name="code">Receives the text.</param>
/// <param name="nest">The contraction.</param>
/// <param name="operands">The addresses of the tile.</param>
/// <param name="nameOf">The local that holds a result of the tile.</param>
internal sealed class WindowWriter(Target target, CodeWriter code, ContractNest nest, OperandWriter operands, Func<TilePlace, string> nameOf)
{
    // The results of the tile themselves.
    private const int Values = 2;

    private readonly ExprPrinter printer = new(target, code);

    public void Write(int rows, int vectors)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < vectors; vector++) WriteWindow(new TilePlace(row, 0, vector));
        }
    }

    private void WriteWindow(TilePlace place)
    {
        string[] values = Enumerable.Range(0, nest.WindowSize).Select(number => WriteValue(place with { Column = number })).ToArray();
        var results = new Dictionary<int, string>();
        foreach (TileReader reader in nest.Readers)
        {
            Operand output = nest.Operands[reader.Output];
            string local = $"{output.Symbol}_{CSharpLiteral.Integer(place.Row)}_{CSharpLiteral.Integer(place.Vector)}";
            string InputOf(int input, int number) =>
                input == Values ? values[number] : nest.Operands[input].IsPosition ? Position(nest.Operands[input], number) : results[input];
            string TermOf(int number) => printer.Print(reader.Expression, reader.Inputs.Select(input => InputOf(input, number)).ToArray());
            bool isNumber = reader.Expression.IsNumber(input => nest.Operands[reader.Inputs[input]].IsPosition);
            code.Line($"var {local} = {TermOf(0)};");
            for (int number = 1; number < (reader.Kind is null ? 1 : nest.WindowSize); number++)
            {
                code.Line($"{local} = {target.Join(reader.Kind!.Value, local, TermOf(number), isNumber)};");
            }

            results[reader.Output] = local;
            if (output.HasMemory) operands.Store(output, local, place);
        }
    }

    /// <summary>A result of the tile with its epilogue, as a local where that is more than the sum itself.</summary>
    private string WriteValue(TilePlace place)
    {
        string sum = nameOf(place);
        if (nest.Epilogue.Kind != ExprKind.Input) code.Line($"{sum} = {printer.Print(nest.Epilogue, [sum])};");
        return sum;
    }

    /// <summary>A place inside the window is known, so that its number is a constant.</summary>
    private string Position(Operand operand, int number) =>
        target.Broadcast(CSharpLiteral.Float(operand.Offset + operands.InWindow(operand, number)));
}
