using System.Text.Json.Serialization;

namespace NNGen.Learning;

/// <summary>What a <see cref="ColumnTransform"/> has learnt, as it is applied and as it is saved.</summary>
[JsonDerivedType(typeof(FittedScaling), "scaling")]
[JsonDerivedType(typeof(FittedFill), "fill")]
[JsonDerivedType(typeof(FittedCategories), "categories")]
[JsonDerivedType(typeof(FittedIndicators), "indicators")]
internal abstract record FittedTransform
{
    public abstract IReadOnlyList<Column> Apply(Column column);

    /// <summary>What is wrong with values that were read from a file; null when nothing is.</summary>
    public abstract string? Flaw();
}

/// <summary>(x − Offset) / Divisor + Shift.</summary>
internal sealed record FittedScaling(double Offset, double Divisor, double Shift) : FittedTransform
{
    public override IReadOnlyList<Column> Apply(Column column)
    {
        if (column is not NumberColumn numbers)
        {
            var texts = (TextColumn)column;
            throw column.Wrong(texts.FirstText(), "a number", CellText.Quoted(texts.Text(texts.FirstText())));
        }

        var scaled = new double[column.Count];
        for (int row = 0; row < scaled.Length; row++) scaled[row] = ((numbers.Values[row] - Offset) / Divisor) + Shift;
        return [new NumberColumn(column.Name, scaled, column.Origin)];
    }

    public override string? Flaw() => double.IsFinite(Offset) && double.IsFinite(Shift) && double.IsNormal(Divisor) ? null : "not finite";

    public double Invert(double value) => ((value - Shift) * Divisor) + Offset;
}

/// <summary>A number or a text for missing values.</summary>
internal sealed record FittedFill(double? Number = null, string? Text = null) : FittedTransform
{
    public override IReadOnlyList<Column> Apply(Column column)
    {
        switch (column)
        {
            case NumberColumn numbers when Number is double number:
                double[] filled = numbers.Values.ToArray();
                foreach (ref double value in filled.AsSpan())
                {
                    if (double.IsNaN(value)) value = number;
                }

                return [new NumberColumn(column.Name, filled, column.Origin)];
            case TextColumn when Text is not null:
                var texts = new string?[column.Count];
                for (int row = 0; row < texts.Length; row++) texts[row] = column.Text(row) ?? Text;
                return [new TextColumn(column.Name, texts, column.Origin)];
            case TextColumn noNumbers:
                int first = noNumbers.FirstText();
                throw column.Wrong(first, "a number as in the training data", CellText.Quoted(noNumbers.Text(first)));
            default:
                throw column.Wrong(
                    "texts as in the training data", "numbers. To read them as texts, name the column in CsvOptions.TextColumns");
        }
    }

    public override string? Flaw() => (Number is double number && double.IsFinite(number)) != (Text is not null) ? null : "no value";
}

/// <summary>The place of a value in a list.</summary>
internal sealed record FittedCategories(string[] Categories) : FittedTransform
{
    public override IReadOnlyList<Column> Apply(Column column)
    {
        int[] places = new CategoryPlaces(Categories).Of(column, ignoresUnknown: false);
        var numbers = new double[places.Length];
        for (int row = 0; row < places.Length; row++) numbers[row] = places[row] < 0 ? double.NaN : places[row];
        return [new NumberColumn(column.Name, numbers, column.Origin)];
    }

    public override string? Flaw() => CategoryPlaces.Flaw(Categories);
}

/// <summary>One column for each value of a list: 1 where it is that value, else 0.</summary>
internal sealed record FittedIndicators(string[] Categories, bool IgnoresUnknown) : FittedTransform
{
    public override IReadOnlyList<Column> Apply(Column column)
    {
        int[] places = new CategoryPlaces(Categories).Of(column, IgnoresUnknown);
        var columns = new Column[Categories.Length];
        for (int category = 0; category < columns.Length; category++)
        {
            var indicator = new double[places.Length];
            for (int row = 0; row < places.Length; row++)
            {
                if (column.IsMissing(row)) indicator[row] = double.NaN;
                else if (places[row] == category) indicator[row] = 1;
            }

            columns[category] = new NumberColumn($"{column.Name}={Categories[category]}", indicator, column.Origin);
        }

        return columns;
    }

    public override string? Flaw() => CategoryPlaces.Flaw(Categories);
}

/// <summary>Looks values up in a list.</summary>
internal sealed class CategoryPlaces
{
    private readonly string[] categories;
    private readonly Dictionary<string, int> places = [];

    public CategoryPlaces(string[] categories)
    {
        this.categories = categories;
        for (int i = 0; i < categories.Length; i++) places.Add(categories[i], i);
    }

    public static string? Flaw(string[]? categories) =>
        categories is { Length: > 0 } && Array.IndexOf(categories, null) < 0 && new HashSet<string>(categories).Count == categories.Length
            ? null
            : "no list of different categories";

    /// <summary>−1 where a value is missing, or unknown and that does not matter.</summary>
    public int[] Of(Column column, bool ignoresUnknown)
    {
        var found = new int[column.Count];
        for (int row = 0; row < found.Length; row++)
        {
            found[row] = -1;
            if (column.Text(row) is not string text) continue;
            if (places.TryGetValue(text, out int place)) found[row] = place;
            else if (!ignoresUnknown) throw column.Wrong(row, $"one of {LabelEncoder.ListOf(categories)}", CellText.Quoted(text));
        }

        return found;
    }
}
