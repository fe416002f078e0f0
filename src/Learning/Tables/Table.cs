namespace NNGen.Learning;

/// <summary>Named columns of equal length, from a CSV file, a data set or memory. Never changes.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> byName = [];

    /// <summary>Makes a table.</summary>
    /// <param name="columns">The columns, at least one, of different names and equal length.</param>
    /// <exception cref="ArgumentException">There are no columns or rows, lengths differ, or a name occurs twice.</exception>
    public Table(params Column[] columns)
        : this(columns, TableOrigin.Memory)
    {
    }

    internal Table(IReadOnlyList<Column> columns, TableOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) throw new ArgumentException($"{origin.Name}: expected at least 1 column, found none.", nameof(columns));
        Count = columns[0].Count;
        if (Count == 0) throw new ArgumentException($"{origin.Name}: expected at least 1 row, found none.", nameof(columns));
        foreach (Column column in columns)
        {
            if (column.Count != Count) throw column.Wrong($"{Count} rows as in column '{columns[0].Name}'", $"{column.Count}");
            if (!byName.TryAdd(column.Name, column)) throw column.Wrong("a name of its own", "two columns of that name");
        }

        Columns = columns;
        Origin = origin;
    }

    /// <summary>The columns, in their order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows, at least 1.</summary>
    public int Count { get; }

    internal TableOrigin Origin { get; }

    /// <summary>A column by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that there are.</exception>
    public Column this[string name]
    {
        get
        {
            if (byName.TryGetValue(name, out Column? column)) return column;
            throw new ArgumentException($"{Origin.Name}: expected a column '{name}', found only {ListOfNames()}.", nameof(name));
        }
    }

    /// <summary>Reads a CSV file: values between delimiters, where those with delimiters or line breaks in them stand in quotes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Delimiter, header, what counts as missing; the defaults when none are given.</param>
    /// <returns>The table. A column whose every value is a number is one of numbers, the others are of texts.</returns>
    /// <exception cref="System.IO.InvalidDataException">
    /// The file is not well-formed, has no rows, or has more columns than allowed; the message names file and line.
    /// </exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public static Table ReadCsv(string path, CsvOptions? options = null) => CsvFile.Read(path, options ?? new CsvOptions());

    /// <summary>
    /// Reads NumPy's arrays of one axis, a column, or of two, rows and columns: the array of a <c>.npy</c> file, or those of a <c>.npz</c>
    /// archive side by side.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="names">
    /// The columns' names. Default: x0, x1 … for a <c>.npy</c> file; in an archive the name of the array, of two axes with 0, 1 … behind.
    /// </param>
    /// <returns>The table, of numbers; those that are not a number count as missing.</returns>
    /// <exception cref="ArgumentException">There are more or fewer names than columns, or arrays of different lengths.</exception>
    /// <exception cref="System.IO.InvalidDataException">The file is damaged, of another format, or of arrays with more axes.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public static Table ReadNumpy(string path, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return NumpyTable.Read(path, names);
    }

    /// <summary>The samples of a data set: columns x0, x1 … of inputs, and behind them the labels or targets.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="target">
    /// The name of the column of labels or targets; of several targets, the columns are called so with 0, 1 … behind. Default: target.
    /// </param>
    /// <returns>The table.</returns>
    public static Table FromDataset(Dataset data, string target = "target")
    {
        ArgumentNullException.ThrowIfNull(data);
        var columns = new List<Column>();
        for (int feature = 0; feature < data.InputLength; feature++)
        {
            columns.Add(Numbers($"x{feature}", data.Inputs, feature, data.InputLength));
        }

        if (data.HasLabels)
        {
            var labels = new double[data.Count];
            for (int row = 0; row < labels.Length; row++) labels[row] = data.Labels[row];
            columns.Add(new NumberColumn(target, labels, origin: null));
        }

        for (int output = 0; output < data.TargetLength; output++)
        {
            string name = data.TargetLength == 1 ? target : $"{target}{output}";
            columns.Add(Numbers(name, data.Targets, output, data.TargetLength));
        }

        return new Table(columns, TableOrigin.Memory);
    }

    /// <summary>Some rows, in the order given; a row may occur several times.</summary>
    /// <param name="rows">The rows, from 0, at least one.</param>
    /// <returns>A table of its own.</returns>
    /// <exception cref="ArgumentException">There are no rows, or there is no such row.</exception>
    public Table Take(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Expected rows from 0 to {Count - 1}.");
            }
        }

        TableOrigin origin = Origin.Take(rows);
        var columns = new List<Column>();
        foreach (Column column in Columns) columns.Add(column.Take(rows, origin));
        return new Table(columns, origin);
    }

    /// <summary>The table without some columns.</summary>
    /// <param name="names">Their names.</param>
    /// <returns>A table of the others.</returns>
    /// <exception cref="ArgumentException">There is no such column, or none is left.</exception>
    public Table Without(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var left = new List<Column>(Columns);
        foreach (string name in names) left.Remove(this[name]);
        return new Table(left, Origin);
    }

    /// <summary>Parts shuffled rows into those to learn from and those to test with.</summary>
    /// <param name="testFraction">The part to test with, in (0, 1). Default: a quarter.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="stratifyBy">A column whose values get their share of both parts each. Default: none.</param>
    /// <returns>The two parts.</returns>
    /// <exception cref="ArgumentException">There is no such column, or a value of it occurs only once.</exception>
    public (Table Train, Table Test) Split(double testFraction = 0.25, int seed = 0, string? stratifyBy = null)
    {
        SampleSplit split = stratifyBy is null
            ? SampleSplit.Shuffled(Count, testFraction, seed)
            : SampleSplit.Stratified(Groups(stratifyBy), testFraction, seed);
        return (Take(split.Train), Take(split.Test));
    }

    /// <summary>Splits for cross-validation.</summary>
    /// <param name="folds">The number of folds. Default: 5.</param>
    /// <param name="seed">Decides the order. Default: the rows stay in theirs.</param>
    /// <param name="stratifyBy">A column whose values get their share of every fold each. Default: none.</param>
    /// <returns>One split for each fold.</returns>
    /// <exception cref="ArgumentException">There is no such column, or a value of it occurs only once.</exception>
    public IReadOnlyList<SampleSplit> Folds(int folds = 5, int? seed = null, string? stratifyBy = null) => stratifyBy is null
        ? SampleSplit.KFold(Count, folds, seed)
        : SampleSplit.StratifiedKFold(Groups(stratifyBy), folds, seed);

    internal string ListOfNames()
    {
        const int Most = 20;
        var names = new List<string>();
        foreach (Column column in Columns)
        {
            if (names.Count == Most) break;
            names.Add($"'{column.Name}'");
        }

        return string.Join(", ", names) + (Columns.Count > Most ? $" and {Columns.Count - Most} more" : string.Empty);
    }

    private int[] Groups(string name)
    {
        Column column = this[name];
        return LabelEncoder.Fit(column).Encode(column);
    }

    private static NumberColumn Numbers(string name, ReadOnlySpan<float> values, int column, int length)
    {
        var numbers = new double[values.Length / length];
        for (int row = 0; row < numbers.Length; row++) numbers[row] = values[(row * length) + column];
        return new NumberColumn(name, numbers, origin: null);
    }
}
