using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes one step of a reduction for a whole register tile: what the columns share with all rows, times what each row has of its own, added to
/// the sums.
/// </summary>
internal sealed class ProductWriter
{
    private readonly Target target;
    private readonly CodeWriter code;
    private readonly Tile tile;
    private readonly OperandWriter operands;
    private readonly Func<TilePlace, int, string> sumOf;

    /// <summary>What every row of a tile shares, and what each row has of its own.</summary>
    private readonly Operand shared;
    private readonly Operand own;
    private readonly bool sharedIsVector;
    private readonly bool ownIsVector;
    private readonly bool sharedHasColumns;

    /// <summary>The step that is being written, and the axis along which it goes.</summary>
    private string axis = string.Empty;
    private int step;

    /// <param name="target">The vectors to print for.</param>
    /// <param name="code">Receives the text.</param>
    /// <param name="nest">The contraction.</param>
    /// <param name="tile">The size of a tile.</param>
    /// <param name="operands">The addresses.</param>
    /// <param name="sumOf">The local of one of a result's partial sums.</param>
    public ProductWriter(Target target, CodeWriter code, ContractNest nest, Tile tile, OperandWriter operands, Func<TilePlace, int, string> sumOf)
    {
        (this.target, this.code, this.tile, this.operands, this.sumOf) = (target, code, tile, operands, sumOf);
        bool leftHasRows = nest.Row is null ? !operands.IsVector(nest.Left) : nest.Left.DependsOn(nest.Row.Name);
        (own, shared) = leftHasRows ? (nest.Left, nest.Right) : (nest.Right, nest.Left);
        (sharedIsVector, ownIsVector) = (operands.IsVector(shared), operands.IsVector(own));
        sharedHasColumns = nest.Window.Count > 0 || (nest.Column is not null && shared.DependsOn(nest.Column.Name));
    }

    /// <summary>Whatever needs fewer registers waits in them for the other.</summary>
    public void Write(int rows, int columns, int vectors, string axisName, int stepNumber)
    {
        (axis, step) = (axisName, stepNumber);
        if (columns > 1 && rows * (ownIsVector ? vectors : 1) < columns * (sharedIsVector ? vectors : 1))
        {
            for (int row = 0; row < rows; row++) ReadOwn(row, vectors);
            for (int column = 0; column < columns; column++)
            {
                ReadShared(column, vectors);
                for (int row = 0; row < rows; row++) Multiply(row, column, vectors, isUsedOnce: false);
            }

            return;
        }

        bool isUsedOnce = !ownIsVector && vectors * columns == 1;
        for (int column = 0; column < (sharedHasColumns ? columns : 1); column++) ReadShared(column, vectors);
        for (int row = 0; row < rows; row++)
        {
            if (!isUsedOnce) ReadOwn(row, vectors);
            for (int column = 0; column < columns; column++) Multiply(row, column, vectors, isUsedOnce);
        }
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private string Suffix => step == 0 ? string.Empty : $"_{Number(step)}";

    private string Shared(TilePlace place)
    {
        string column = sharedHasColumns ? (tile.Columns > 1 ? "c" : string.Empty) + Number(place.Column) : string.Empty;
        return $"x{column}{(sharedIsVector ? "_" + Number(place.Vector) : string.Empty)}{Suffix}";
    }

    private string Own(TilePlace place) => $"w_{Number(place.Row)}{(ownIsVector ? "_" + Number(place.Vector) : string.Empty)}{Suffix}";

    private void ReadOwn(int row, int vectors)
    {
        for (int vector = 0; vector < (ownIsVector ? vectors : 1); vector++)
        {
            var place = new TilePlace(row, 0, vector);
            code.Line($"var {Own(place)} = {operands.Read(own, place, step, axis)};");
        }
    }

    private void ReadShared(int column, int vectors)
    {
        for (int vector = 0; vector < (sharedIsVector ? vectors : 1); vector++)
        {
            var place = new TilePlace(0, column, vector);
            code.Line($"var {Shared(place)} = {operands.Read(shared, place, step, axis)};");
        }
    }

    private void Multiply(int row, int column, int vectors, bool isUsedOnce)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            var place = new TilePlace(row, column, vector);
            string factor = isUsedOnce ? operands.Read(own, place, step, axis) : Own(place);
            string sum = sumOf(place, step % tile.Partials);
            code.Line($"{sum} = {target.MultiplyAdd(factor, Shared(place), sum)};");
        }
    }
}
