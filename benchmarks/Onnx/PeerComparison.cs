using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime;
using System.Runtime.CompilerServices;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;
using NNGen.Onnx.Model;
using NNGen.Onnx.Reading;
using NNGen.Onnx.Tests;
using static System.FormattableString;

namespace NNGen.Benchmarks.Onnx;

/// <summary>One model, imported here and in ONNX Runtime, in one process; bursts of both in turn.</summary>
internal static class PeerComparison
{
    private const int Bursts = 25;
    private const double BurstSeconds = 0.01;
    private const double WarmUpSeconds = 1;

    public static string Of(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        ConvertedNetwork converted = OnnxFile.Convert(path);
        string className = "Model_" + string.Concat(name.Where(char.IsLetterOrDigit));
        var networks = new Dictionary<string, ConvertedNetwork> { [className] = converted };
        LoadedNetwork network = GeneratedNetworks.Compile(networks, out _, out long imageLength)[className];
        using OnnxRuntimeSession session = Open(path, network.Description);
        float[] input = session.Inputs.First(data => data.Length == network.Description.InputLength);
        var random = new CounterRandom(1);
        for (int k = 0; k < input.Length; k++) input[k] = random.NextSingle() - 0.5f;
        var output = new float[network.Description.OutputLength];
        TimeSpan before = JitInfo.GetCompilationTime();
        network.Run(input, output, 1);
        double compiling = (JitInfo.GetCompilationTime() - before).TotalMilliseconds;
        session.Run();
        double difference = output.Zip(session.Outputs[0], (a, b) => Math.Abs(a - (double)b) / (1e-6 + (1e-5 * Math.Abs(b)))).Max();
        (double here, double there) = Measure(count => network.Run(input, output, count), count => Repeat(session, count));
        long weights = 4L * (network.Description.ParameterCount + network.Description.StatisticCount);
        return Invariant($"{name,-26}{network.Description.ParameterCount,11:N0}{here,9:N0} ns{there,11:N0} ns{there / here,8:F1}{difference,12:F2}{compiling,8:F0} ms{(imageLength - weights) / 1024,7:N0} KB");
    }

    /// <summary>All inputs of the graph, also those that are only passed on, and the output that is computed.</summary>
    private static OnnxRuntimeSession Open(string path, NetworkDescription network)
    {
        byte[] bytes = File.ReadAllBytes(path);
        OnnxGraph graph = new ModelReader(new TensorReader(Path.GetDirectoryName(path))).Read(bytes).Graph;
        var known = new HashSet<string>(graph.Initializers.Select(tensor => tensor.Name));
        (string, long[])[] inputs = [.. graph.Inputs.Where(input => !known.Contains(input.Name)).Select(Port)];
        OnnxValue output = graph.Outputs.First(output => Length(Port(output)) == network.OutputLength);
        return new OnnxRuntimeSession(bytes, inputs, [Port(output)]);
    }

    private static (string Name, long[] Shape) Port(OnnxValue value) => (value.Name, [.. (value.Shape ?? [1]).Select(extent => (long)Math.Max(1, extent))]);

    private static long Length((string Name, long[] Shape) port) => port.Shape.Aggregate(1L, (product, extent) => product * extent);

    private static (double Here, double There) Measure(Action<int> here, Action<int> there)
    {
        (int hereCount, int thereCount) = (WarmUp(here), WarmUp(there));
        var times = new List<(double Here, double There)>();
        for (int burst = 0; burst < Bursts; burst++) times.Add((SecondsOf(here, hereCount) / hereCount, SecondsOf(there, thereCount) / thereCount));
        return (1e9 * Median(times.Select(time => time.Here)), 1e9 * Median(times.Select(time => time.There)));
    }

    /// <summary>Runs until everything is compiled for good; gives the calls of a burst.</summary>
    private static int WarmUp(Action<int> run)
    {
        int count = 1;
        while (SecondsOf(run, count) < BurstSeconds) count *= 2;
        for (double seconds = 0; seconds < WarmUpSeconds;) seconds += SecondsOf(run, count);
        return count;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double SecondsOf(Action<int> run, int count)
    {
        long start = Stopwatch.GetTimestamp();
        run(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Repeat(OnnxRuntimeSession session, int count)
    {
        for (int k = 0; k < count; k++) session.Run();
    }
}
