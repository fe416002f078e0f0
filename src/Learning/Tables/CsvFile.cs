using System.Globalization;
using System.IO;
using CsvHelper;
using CsvHelper.Configuration;

namespace NNGen.Learning;

/// <summary>Reads CSV (RFC 4180). Every error names the file and the line at which the row begins.</summary>
internal sealed class CsvFile
{
    private readonly string path;
    private readonly CsvOptions options;
    private readonly HashSet<string> missing;
    private readonly List<int> lines = [];
    private string[] names = [];
    private List<string?>[] cells = [];

    private CsvFile(string path, CsvOptions options)
    {
        this.path = path;
        this.options = options;
        missing = [.. options.MissingValues];
    }

    public static Table Read(string path, CsvOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StreamReader reader = File.OpenText(path);
        return new CsvFile(path, options).Read(reader);
    }

    private Table Read(StreamReader reader)
    {
        bool isBad = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Delimiter.ToString(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => isBad = true,
        };
        using var parser = new CsvParser(reader, configuration);
        int lastLine = 0;
        while (parser.Read())
        {
            int line = lastLine + 1;
            lastLine = parser.RawRow;
            string[] record = parser.Record!;

            // The library lets a quote that is never closed run to the end of the file.
            if (isBad || IsOpen(parser.RawRecord))
            {
                throw Wrong(line, "quotes that are opened and closed around a whole value", "broken quotes");
            }

            if (names.Length == 0) Begin(record, line);
            else Add(record, line);
        }

        if (lines.Count == 0) throw new InvalidDataException($"{path}: expected at least 1 row of data, found none.");
        var origin = new TableOrigin(Path.GetFileName(path), [.. lines], null);
        var columns = new Column[names.Length];
        for (int i = 0; i < columns.Length; i++) columns[i] = ColumnOf(i, origin);
        return new Table(columns, origin);
    }

    private void Begin(string[] record, int line)
    {
        if (record.Length > options.MaxColumns)
        {
            throw Wrong(line, $"at most {options.MaxColumns} columns ({nameof(CsvOptions.MaxColumns)})", $"{record.Length}");
        }

        names = new string[record.Length];
        cells = new List<string?>[record.Length];
        for (int i = 0; i < names.Length; i++)
        {
            cells[i] = [];
            names[i] = options.HasHeader && record[i].Length > 0 ? record[i] : FormattableString.Invariant($"x{i}");
            int first = Array.IndexOf(names, names[i]);
            if (first < i) throw Wrong(line, "columns of different names", $"'{names[i]}' in columns {first + 1} and {i + 1}");
        }

        if (!options.HasHeader) Add(record, line);
    }

    private void Add(string[] record, int line)
    {
        if (record.Length != names.Length)
        {
            throw Wrong(line, $"{names.Length} values as in the first line", $"{record.Length}");
        }

        lines.Add(line);
        for (int i = 0; i < record.Length; i++) cells[i].Add(missing.Contains(record[i]) ? null : record[i]);
    }

    private Column ColumnOf(int index, TableOrigin origin)
    {
        List<string?> texts = cells[index];
        if (!Contains(options.TextColumns, names[index]))
        {
            var numbers = new double[texts.Count];
            int row = 0;
            for (; row < numbers.Length; row++)
            {
                numbers[row] = double.NaN;
                if (texts[row] is string text && !CellText.TryNumber(text, out numbers[row])) break;
            }

            if (row == numbers.Length) return new NumberColumn(names[index], numbers, origin);
            RequireTexts(index, texts);
        }

        return new TextColumn(names[index], [.. texts], origin);
    }

    /// <summary>
    /// A column whose only texts are infinities is one of numbers that went wrong: taken for texts it would become as many categories.
    /// </summary>
    private void RequireTexts(int index, List<string?> texts)
    {
        int infinite = texts.FindIndex(text => text is not null && CellText.IsInfinity(text));
        if (infinite < 0) return;
        foreach (string? text in texts)
        {
            if (text is not null && !CellText.TryNumber(text, out _) && !CellText.IsInfinity(text)) return;
        }

        throw new InvalidDataException(
            $"{path}, line {lines[infinite]}, column '{names[index]}': expected a finite number, found {CellText.Quoted(texts[infinite])}. " +
            $"Name it in {nameof(CsvOptions.MissingValues)}, or the column in {nameof(CsvOptions.TextColumns)}.");
    }

    private static bool Contains(IReadOnlyCollection<string> names, string name)
    {
        foreach (string other in names)
        {
            if (other == name) return true;
        }

        return false;
    }

    private static bool IsOpen(string record)
    {
        bool isOpen = false;
        foreach (char c in record) isOpen ^= c == '"';
        return isOpen;
    }

    private InvalidDataException Wrong(int line, string expected, string found) =>
        new($"{path}, line {line}: expected {expected}, found {found}.");
}
