namespace NNGen.Learning;

/// <summary>
/// One column for each value of a column of texts or numbers: 1 where the row has it, else 0. Missing values stay missing.
/// </summary>
public sealed class OneHotEncoder : ColumnTransform
{
    /// <summary>
    /// Whether a value that the training data does not have is all zeros. Default: no, it is an error that names row and column.
    /// </summary>
    public bool IgnoreUnknown { get; init; }

    /// <summary>
    /// The most values a column may have; more usually mean that it holds names or numbers rather than categories. Default: 100.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxCategories
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxCategories), value, "Expected at least 1.");
    } = 100;

    internal override FittedTransform Fit(Column column)
    {
        string[] categories = LabelEncoder.Distinct(column);
        if (categories.Length == 0) throw column.Wrong("at least one value", "none");
        if (categories.Length > MaxCategories)
        {
            string cause = string.Empty;
            if (column is TextColumn texts)
            {
                int row = texts.FirstText();
                cause = $" What makes it a column of texts is {CellText.Quoted(texts.Text(row))}, {texts.Origin.Place(row)}";
            }

            throw column.Wrong($"at most {MaxCategories} different values ({nameof(MaxCategories)})", $"{categories.Length}.{cause}");
        }

        return new FittedIndicators(categories, IgnoreUnknown);
    }
}

/// <summary>The place of each value in an order, from 0: for columns such as small, medium, large. Missing values stay missing.</summary>
public sealed class OrdinalEncoder : ColumnTransform
{
    private readonly string[]? order;

    /// <summary>Numbers by size, texts by their characters.</summary>
    public OrdinalEncoder()
    {
    }

    /// <summary>The order given.</summary>
    /// <param name="order">All values, the least first.</param>
    /// <exception cref="ArgumentException">There is no value, or one occurs twice.</exception>
    public OrdinalEncoder(params string[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (CategoryPlaces.Flaw(order) is not null) throw new ArgumentException("Expected different values, at least one.", nameof(order));
        this.order = [.. order];
    }

    internal override FittedTransform Fit(Column column)
    {
        var fitted = new FittedCategories(order ?? LabelEncoder.Distinct(column));
        if (fitted.Flaw() is not null) throw column.Wrong("at least one value", "none");
        fitted.Apply(column);
        return fitted;
    }
}
