using System;
using System.IO;
using System.Linq;
using NNGen.Benchmarks.Onnx;
using NNGen.Onnx.Tests;

int at = Array.IndexOf(args, "--models");
if (at < 0 || at + 1 >= args.Length || !Directory.Exists(args[at + 1]))
{
    Console.WriteLine("Expected --models and a folder with ONNX models.");
    return 1;
}

if (OnnxRuntimeSession.Missing is { } reason)
{
    Console.WriteLine($"Skipped: {reason}.");
    return 0;
}

Console.WriteLine("one sample, one thread, medians; compiling: the JIT's time for the first call; growth: the assembly without the weights");
Console.WriteLine($"{"model",-26}{"parameters",11}{"here",12}{"ONNX Runtime",14}{"ratio",8}{"difference",12}{"compiling",11}{"growth",10}");
foreach (string path in Directory.GetFiles(args[at + 1], "*.onnx").Order()) Console.WriteLine(PeerComparison.Of(path));
Console.WriteLine("difference: the largest |a - b| / (1e-6 + 1e-5·|b|), at most 1");
return 0;
