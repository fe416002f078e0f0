using System;
using System.Collections.Generic;
using NNGen.Learning;

namespace Tabular;

/// <summary>What a table holds.</summary>
internal static class Overview
{
    private const int MostClasses = 16;

    public static void Print(string path, Table table, string target)
    {
        Console.WriteLine($"{path}: {table.Count} rows");
        foreach (Column column in table.Columns)
        {
            string kind = column is NumberColumn ? "numbers" : $"texts, {Different(column).Count} different";
            string missing = column.MissingCount > 0 ? $", {column.MissingCount} missing" : string.Empty;
            Console.WriteLine($"  {column.Name}: {kind}{missing}{(column.Name == target ? "  ← to predict" : string.Empty)}");
        }

        Console.WriteLine();
    }

    /// <summary>Texts are classes, and so are a few different whole numbers.</summary>
    public static bool IsOfClasses(Column column)
    {
        if (column is not NumberColumn numbers) return true;
        foreach (double value in numbers.Values)
        {
            if (value != Math.Floor(value)) return false;
        }

        return Different(column).Count <= MostClasses;
    }

    private static HashSet<string> Different(Column column)
    {
        var values = new HashSet<string>();
        for (int row = 0; row < column.Count; row++)
        {
            if (column.Text(row) is string text) values.Add(text);
        }

        return values;
    }
}
