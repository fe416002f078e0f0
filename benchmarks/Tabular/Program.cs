using System;
using NNGen.Benchmarks.Tabular;

string? Option(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}

if (args is ["metrics", ..]) return MetricsReport.Run();
return TabularReport.Run(Option("--data"), Option("--sklearn"), Option("--only"));
