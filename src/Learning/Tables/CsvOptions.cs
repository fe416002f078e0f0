namespace NNGen.Learning;

/// <summary>How a CSV file is read.</summary>
public sealed class CsvOptions
{
    /// <summary>What stands between the values of a line. Default: a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether the first line has the names of the columns. Default: yes. Without one they are called x0, x1 and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// The texts that stand for a missing value. Default: nothing at all, NA, N/A, NaN, nan, null, NULL and ?.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyCollection<string> MissingValues
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(MissingValues));
    } = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"];

    /// <summary>The columns that stay texts though they look like numbers, such as postal codes. Default: none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyCollection<string> TextColumns
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TextColumns));
    } = [];

    /// <summary>
    /// How many columns a file may have. More are usually a sign of a wrong delimiter or of a file that lies on its side. Default: 10,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxColumns
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxColumns), value, "Expected at least 1.");
    } = 10_000;
}
