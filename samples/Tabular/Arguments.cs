namespace Tabular;

/// <summary>The command line.</summary>
/// <param name="Csv">The file; null for one that the sample makes itself.</param>
/// <param name="Target">The column to predict; null for the last one.</param>
/// <param name="Delimiter">What stands between the values.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Folder">Where pictures and the pipeline go.</param>
internal sealed record Arguments(string? Csv, string? Target, char Delimiter, bool HasHeader, string Folder)
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project samples/Tabular [-- options]
          --csv FILE       the data (default: customers that the sample makes up)
          --target COLUMN  what to predict (default: the last column)
          --delimiter C    what stands between values (default: a comma)
          --no-header      the first line has no names; columns are called x0, x1 …
          --out DIR        where pictures and the pipeline go (default: tabular)
        """;

    /// <summary>Null when something is not understood.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments(null, null, ',', true, "tabular");
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--no-header":
                    arguments = arguments with { HasHeader = false };
                    continue;
                case "--csv" when value is not null:
                    arguments = arguments with { Csv = value };
                    break;
                case "--target" when value is not null:
                    arguments = arguments with { Target = value };
                    break;
                case "--delimiter" when value is { Length: 1 }:
                    arguments = arguments with { Delimiter = value[0] };
                    break;
                case "--out" when value is not null:
                    arguments = arguments with { Folder = value };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return arguments;
    }
}
