using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NNGen.Onnx.Conversion;
using NNGen.Onnx.Model;
using NNGen.Onnx.Reading;
using NNGen.Tests;
using Xunit;
using Xunit.Abstractions;

namespace NNGen.Onnx.Tests;

/// <summary>The official cases of the format. Each is computed rightly or refused with the reason; none is computed wrongly.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

    /// <summary>So many were computed once: fewer are a step back.</summary>
    private const int LeastComputed = 885;

    [SkippableFact]
    public void OfficialCases_AreRightOrRefused()
    {
        Dictionary<string, Case> cases = Read(TestData.RequireFolder("onnx-conformance"));
        var converted = new Dictionary<string, ConvertedNetwork>();
        var refused = new List<string>();
        foreach ((string name, Case official) in cases)
        {
            (ConvertedNetwork? network, string? reason) = official.TryConvert();
            if (network is not null) converted.Add(name, network);
            else refused.Add($"{name}: {reason}");
        }

        IReadOnlyDictionary<string, LoadedNetwork> networks = GeneratedNetworks.Compile(converted, out IReadOnlyDictionary<string, string> declined);
        refused.AddRange(declined.Select(network => $"{network.Key}: DECLINED {network.Value}"));
        string[] wrong = networks.Where(network => !cases[network.Key].Agrees(network.Value)).Select(network => network.Key).ToArray();
        output.WriteLine($"{networks.Count - wrong.Length} passed, {refused.Count} refused, {wrong.Length} failed");
        foreach (string line in wrong.Select(name => $"{name}: WRONG").Concat(refused)) output.WriteLine(line);
        Assert.Empty(wrong);
        Assert.InRange(networks.Count, LeastComputed, cases.Count);
    }

    private static Dictionary<string, Case> Read(string folder)
    {
        var cases = new Dictionary<string, Case>();
        using FileStream file = File.OpenRead(Directory.GetFiles(folder, "*.tgz").Single());
        using var archive = new TarReader(new GZipStream(file, CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null) continue;
            string[] path = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
            if (path.Length < 3) continue;
            string name = $"{path[0]}_{path[1]}".Replace('-', '_').Replace('.', '_');
            if (!cases.TryGetValue(name, out Case? official)) cases.Add(name, official = new Case());
            using var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            official.Files[string.Join('/', path[2..])] = content.ToArray();
        }

        return cases;
    }

    private sealed class Case
    {
        public Dictionary<string, byte[]> Files { get; } = [];

        private float[] input = [];
        private OnnxTensor[] expected = [];

        /// <summary>The first input of floats is the sample, all others play weights.</summary>
        public (ConvertedNetwork? Network, string? Reason) TryConvert()
        {
            try
            {
                byte[] bytes = Files["model.onnx"];
                OnnxModel model = new ModelReader(new TensorReader(null)).Read(bytes);
                var known = new HashSet<string>(model.Graph.Initializers.Select(tensor => tensor.Name));
                OnnxValue[] inputs = model.Graph.Inputs.Where(value => !known.Contains(value.Name)).ToArray();
                if (inputs.Length == 0) return (null, "no input");
                OnnxTensor[] data = inputs.Select((_, k) => OnnxFile.ReadTensor(Files[$"test_data_set_0/input_{k}.pb"])).ToArray();
                string? other = inputs.Zip(data).Where(pair => pair.First.Type != pair.Second.Type).Select(pair => pair.First.Name).FirstOrDefault();
                if (other is not null) return (null, $"the case stores '{other}' in another element type");
                int sample = Math.Max(0, Array.FindIndex(inputs, value => value.Type == OnnxType.Float32));
                var weights = inputs.Zip(data).Where((_, place) => place != sample).ToDictionary(pair => pair.First.Name, pair => pair.Second);
                ConvertedNetwork network = OnnxFile.Convert(bytes, null, null, weights);
                if (network.Unsupported.Any()) return (null, string.Join("; ", network.Unsupported.Select(node => $"{node.Operator}: {node.Problem}").Distinct()));
                (input, expected) = (data[sample].Singles, model.Graph.Outputs.Select((_, k) => OnnxFile.ReadTensor(Files[$"test_data_set_0/output_{k}.pb"])).ToArray());
                return (network, null);
            }
            catch (OnnxException refusal)
            {
                return (null, refusal.Message);
            }
        }

        /// <summary>The outputs of each sample one behind the other.</summary>
        private float[] Rows(int samples) => Enumerable.Range(0, samples)
            .SelectMany(sample => expected.SelectMany(output => output.Singles.Skip(sample * (output.Length / samples)).Take(output.Length / samples)))
            .ToArray();

        public bool Agrees(LoadedNetwork network)
        {
            int samples = input.Length / network.Description.InputLength;
            float[] wanted = Rows(samples);
            if (samples * network.Description.InputLength != input.Length || samples * network.Description.OutputLength != wanted.Length) return false;
            float[] found = samples == 1 ? network.Forward(input) : network.ForwardBatch(input);
            return found.Zip(wanted).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - (double)pair.Second) <= Absolute + (Relative * Math.Abs(pair.Second)));
        }
    }
}
