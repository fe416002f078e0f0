namespace NNGen.Learning;

/// <summary>
/// Which columns of a table a network reads, and what happens to each before: imputers, encoders, scalers, one behind the other. Settings
/// only; <see cref="Fit"/> learns from the training data.
/// </summary>
public sealed class Features
{
    private readonly List<(string Column, ColumnTransform[] Transforms)> plan = [];

    /// <summary>The columns, in the order in which the network reads them.</summary>
    public IReadOnlyList<string> Columns => plan.ConvertAll(entry => entry.Column);

    /// <summary>
    /// The usual treatment of every column: numbers are standardised, texts one-hot encoded; where values are missing, the median is filled
    /// in, or the text “missing”. Constant columns are kept.
    /// </summary>
    /// <param name="table">The training data.</param>
    /// <param name="except">Columns that are no features, such as the target.</param>
    /// <returns>The features.</returns>
    /// <exception cref="ArgumentException">There is no such column, or none is left.</exception>
    public static Features Automatic(Table table, params string[] except)
    {
        ArgumentNullException.ThrowIfNull(table);
        var features = new Features();
        foreach (Column column in table.Without(except).Columns)
        {
            var transforms = new List<ColumnTransform>();
            bool isNumber = column is NumberColumn;
            if (column.MissingCount > 0) transforms.Add(isNumber ? new MedianImputer() : new ConstantImputer("missing"));
            transforms.Add(isNumber ? new StandardScaler { Constant = ConstantColumns.Keep } : new OneHotEncoder());
            features.Add(column.Name, [.. transforms]);
        }

        return features;
    }

    /// <summary>Adds a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="transforms">What happens to it, in order. None: its numbers are taken as they are.</param>
    /// <returns>The same features, for the next call.</returns>
    /// <exception cref="ArgumentException">The column was already added.</exception>
    public Features Add(string column, params ColumnTransform[] transforms)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentNullException.ThrowIfNull(transforms);
        if (plan.Exists(entry => entry.Column == column))
        {
            throw new ArgumentException($"Expected a column that was not added yet, found '{column}' again.", nameof(column));
        }

        plan.Add((column, [.. transforms]));
        return this;
    }

    /// <summary>Adds several columns that are treated alike, each by itself.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="transforms">What happens to each, in order.</param>
    /// <returns>The same features, for the next call.</returns>
    /// <exception cref="ArgumentException">A column was already added.</exception>
    public Features Add(IEnumerable<string> columns, params ColumnTransform[] transforms)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (string column in columns) Add(column, transforms);
        return this;
    }

    /// <summary>Learns from the training data: means, deviations, categories and so on.</summary>
    /// <param name="training">The training data, and nothing that will be tested with.</param>
    /// <returns>What was learnt.</returns>
    /// <exception cref="ArgumentException">A column is missing or cannot be treated so; the message names column and row.</exception>
    public FittedFeatures Fit(Table training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (plan.Count == 0) throw new InvalidOperationException("Expected at least 1 column, found none: call Add first.");
        var fitted = new List<FittedColumn>();
        foreach ((string name, ColumnTransform[] transforms) in plan)
        {
            IReadOnlyList<Column> columns = [training[name]];
            var stages = new List<FittedTransform[]>();
            foreach (ColumnTransform transform in transforms)
            {
                var stage = new FittedTransform[columns.Count];
                for (int i = 0; i < stage.Length; i++) stage[i] = transform.Fit(columns[i]);
                stages.Add(stage);
                columns = FittedColumn.Apply(stage, columns);
            }

            fitted.Add(new FittedColumn(name, [.. stages], columns.Count));
        }

        return new FittedFeatures([.. fitted]);
    }
}
