using System.IO;
using System.Linq;

namespace NNGen.Learning;

/// <summary>Makes tables of NumPy's files.</summary>
internal static class NumpyTable
{
    public static Table Read(string path, IReadOnlyList<string> names)
    {
        using TensorFile file = TensorFile.Open(path);
        if (file.Format is not (TensorFileFormat.Npy or TensorFileFormat.Npz))
        {
            throw new InvalidDataException($"{path}: expected a .npy or .npz file, found one of the format {file.Format}.");
        }

        var origin = new TableOrigin(path, lines: null, rows: null);
        var columns = new List<Column>();
        foreach (StoredTensor array in file.Tensors)
        {
            if (array.Shape.Count is not (1 or 2))
            {
                throw new InvalidDataException(
                    $"{path}: array '{array.Name}': expected 1 or 2 axes, rows and columns, found {array.Shape.Count}.");
            }

            // The only array of a .npy file has no name of its own.
            bool isNamed = file.Format == TensorFileFormat.Npz;
            Add(columns, array, isNamed ? array.Name : "x", isNumbered: !isNamed || array.Shape.Count == 2, origin);
        }

        if (names.Count == 0) return new Table(columns, origin);
        if (names.Count == columns.Count) return new Table([.. columns.Zip(names, (column, name) => column.Renamed(name))], origin);
        throw new ArgumentException($"{path}: expected a name for each of the {columns.Count} columns, found {names.Count}.", nameof(names));
    }

    private static void Add(List<Column> columns, StoredTensor array, string name, bool isNumbered, TableOrigin origin)
    {
        double[] values = array.ReadDoubles();
        int width = array.Shape.Count == 1 ? 1 : array.Shape[1];
        for (int column = 0; column < width; column++)
        {
            var numbers = new double[array.Shape[0]];
            for (int row = 0; row < numbers.Length; row++) numbers[row] = values[(row * width) + column];
            columns.Add(new NumberColumn(isNumbered ? $"{name}{column}" : name, numbers, origin));
        }
    }
}
