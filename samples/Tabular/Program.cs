using System;
using System.IO;
using NNGen;
using NNGen.Learning;
using Tabular;

// Learns any CSV file: tells classes from numbers, searches hyper-parameters, reports on rows that were held out, saves what was learnt.
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}

try
{
    Directory.CreateDirectory(arguments.Folder);
    string path = arguments.Csv ?? Customers.Write(Path.Combine(arguments.Folder, "customers.csv"));
    Table table = Table.ReadCsv(path, new CsvOptions { Delimiter = arguments.Delimiter, HasHeader = arguments.HasHeader });
    string target = arguments.Target ?? (arguments.Csv is null ? Customers.Target : table.Columns[^1].Name);
    Overview.Print(path, table, target);
    if (Overview.IsOfClasses(table[target])) Classification.Run(table, target, arguments.Folder);
    else Regression.Run(table, target, arguments.Folder);
    return 0;
}
catch (Exception error) when (error is
    IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException or TrainingDivergedException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}
