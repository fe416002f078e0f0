namespace NNGen.Learning;

/// <summary>
/// A rule that learns from one column of the training data and then turns that column of any data into others: settings only. What was
/// learnt lies in <see cref="FittedFeatures"/>.
/// </summary>
public abstract class ColumnTransform
{
    private protected ColumnTransform()
    {
    }

    internal abstract FittedTransform Fit(Column column);

    /// <summary>The column as numbers, of which there is at least one.</summary>
    private protected static NumberColumn RequireNumbers(Column column)
    {
        if (column is TextColumn texts)
        {
            int row = texts.FirstText();
            throw column.Wrong(row, "a number", $"{CellText.Quoted(texts.Text(row))}. Texts need an encoder first, such as OneHotEncoder");
        }

        if (column.MissingCount == column.Count) throw column.Wrong("at least one value", "none");
        return (NumberColumn)column;
    }
}
