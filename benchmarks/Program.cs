using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;
using NNGen.Benchmarks.Functions;
using NNGen.Benchmarks.Layers;
using NNGen.Benchmarks.Optimizers;
using NNGen.Benchmarks.Roofline;

var debuggable = Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>();
if (debuggable is { IsJITOptimizerDisabled: true })
{
    Console.WriteLine("This is an unoptimised build: kernels run 10 to 180 times slower. Use the Release configuration:");
    Console.WriteLine("dotnet run -c Release --project benchmarks -- roofline");
}

string? Option(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}

if (args is ["roofline", ..]) return RooflineReport.Run(Option("--json"), Option("--only"));
if (args is ["layers", ..]) return LayerReport.Run(Option("--only"));
if (args is ["optimizers", ..]) return OptimizerReport.Run(Option("--only"));
if (args is ["functions", ..]) return FunctionReport.Run(Option("--only"));
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
