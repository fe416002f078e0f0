using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;
using NNGen.Benchmarks.Roofline;

var debuggable = Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>();
if (debuggable is { IsJITOptimizerDisabled: true })
{
    Console.WriteLine("This is an unoptimised build: kernels run 10 to 180 times slower. Run it with: dotnet run -c Release --project benchmarks -- roofline");
}

if (args is ["roofline", ..])
{
    int json = Array.IndexOf(args, "--json");
    int only = Array.IndexOf(args, "--only");
    return RooflineReport.Run(json >= 0 && json + 1 < args.Length ? args[json + 1] : null, only >= 0 && only + 1 < args.Length ? args[only + 1] : null);
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
