using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using NNGen.Build;
using NNGen.Generator;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>Weights that become part of the assembly: from the file over the manifest to the network.</summary>
public sealed class WeightsTests : IDisposable
{
    private const string Source =
        """
        using NNGen;
        [NeuralNetwork, Input(3), Dense(4), Dense(2)]
        [Weights("models/net.safetensors")]
        public sealed partial class Net;
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("nngen-weights-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pretrained_DataOrResource_HasTheWeightsOfTheFile(bool isData)
    {
        Runtime.DescribedNetwork trained = new(seed: 7);
        byte[] file = Save(trained, out string manifest);
        if (!isData) manifest = Without(manifest, "data") + "resource models/net.safetensors\n";
        GeneratorOutcome outcome = GeneratorHost.Run(GeneratorHost.Compile(Source), manifest);
        outcome.AssertClean();
        var image = new MemoryStream();
        Assert.True(outcome.Compilation.Emit(image, manifestResources: [new("models/net.safetensors", () => new MemoryStream(file), isPublic: true)]).Success);
        var context = new AssemblyLoadContext(null, isCollectible: true);
        image.Position = 0;
        Type net = context.LoadFromStream(image).GetType("Net")!;
        object pretrained = net.GetProperty("Pretrained")!.GetValue(null)!;
        Assert.Same(pretrained, net.GetProperty("Pretrained")!.GetValue(null));
        var parameters = (ParameterBuffer)net.GetProperty("Parameters")!.GetValue(pretrained)!;
        foreach (TensorDescription tensor in trained.Parameters.Description.Tensors)
        {
            Assert.Equal(trained.Parameters[tensor.Name].ToArray(), parameters[tensor.Name].ToArray());
        }

        context.Unload();
    }

    [Fact]
    public void Manifest_OfALargeFile_NamesTheResourceInsteadOfTheData()
    {
        byte[] file = new byte[8 + 100 + 40_000];
        string json = """{"a.kernel":{"dtype":"F32","shape":[100,100],"data_offsets":[0,40000]}}""".PadRight(100);
        file[0] = 100;
        System.Text.Encoding.ASCII.GetBytes(json, file.AsSpan(8));
        string manifest = Describe(file);
        Assert.Contains("\ntensor F32 100,100 a.kernel\n", manifest);
        Assert.Contains("\nresource models/net.safetensors\n", manifest);
        Assert.DoesNotContain("\ndata ", manifest);
        Assert.NotEqual(manifest, Describe([.. file[..^1], 1]));
    }

    [Fact]
    public void Manifest_OfAnyDamagedFile_IsAnErrorOrReadable()
    {
        byte[] file = Save(new Runtime.DescribedNetwork(seed: 7), out _);
        for (int place = 0; place < file.Length; place++)
        {
            byte[] damaged = [.. file];
            damaged[place] ^= 0x21;
            foreach (byte[] content in new[] { file[..place], damaged })
            {
                string? manifest = null;
                try
                {
                    manifest = Describe(content);
                }
                catch (InvalidDataException error)
                {
                    Assert.StartsWith("models/net.safetensors: expected ", error.Message, StringComparison.Ordinal);
                }

                if (manifest is null || place % 40 > 0) continue;
                GeneratorHost.Run(GeneratorHost.Compile(Source), manifest).AssertNobodyThrew();
            }
        }
    }

    [Fact]
    public void Generator_AnotherManifest_WritesOnlyItsNetworkAnew()
    {
        Save(new Runtime.DescribedNetwork(seed: 7), out string first);
        Save(new Runtime.DescribedNetwork(seed: 8), out string second);
        Compilation compilation = GeneratorHost.Compile(
            Source, "using NNGen; [NeuralNetwork, Input(2), Dense(1)] public sealed partial class Other;");
        var text = new ManifestText(first);
        GeneratorDriver driver = GeneratorHost.CreateDriver().AddAdditionalTexts([text]).RunGenerators(compilation);
        driver = driver.ReplaceAdditionalText(text, new ManifestText(second)).RunGenerators(compilation);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(driver).Order());

        // Another stamp is another text, but the same facts.
        driver = GeneratorHost.CreateDriver().AddAdditionalTexts([text]).RunGenerators(compilation);
        driver = driver.ReplaceAdditionalText(text, new ManifestText(first.Replace("stamp ", "stamp 1"))).RunGenerators(compilation);
        Assert.All(Reasons(driver), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Member_WithTheNameOfTheProperty_IsReportedOnlyWithWeights()
    {
        MarkedSource.Verify("[NeuralNetwork, Input(2), Dense(3)] partial class A { public int Pretrained => 1; }");
        Save(new Runtime.DescribedNetwork(seed: 7), out string manifest);
        string taken = Source.Replace("class Net;", "class Net { public int Pretrained => 1; }");
        GeneratorOutcome outcome = GeneratorHost.Run(GeneratorHost.Compile(taken), manifest);
        Assert.Equal("NNG0019", Assert.Single(outcome.AnalyzerDiagnostics).Id);
        Assert.Empty(outcome.CompilerDiagnostics);
    }

    private static ImmutableArray<IncrementalStepRunReason> Reasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].TrackedSteps[NeuralNetworkGenerator.SourceStep].SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private static string Without(string manifest, string key) =>
        string.Join('\n', manifest.Split('\n').Where(line => !line.StartsWith(key + " ", StringComparison.Ordinal)));

    private byte[] Save(Runtime.DescribedNetwork network, out string manifest)
    {
        var stream = new MemoryStream();
        network.Save(stream);

        // The architecture is that of a class written by hand: a file of another program does not say.
        byte[] file = stream.ToArray();
        "other"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("nngen"u8)));
        manifest = Describe(file);
        return file;
    }

    private string Describe(byte[] file)
    {
        string path = Path.Combine(folder, "net.safetensors");
        File.WriteAllBytes(path, file);
        return ModelFile.Describe(path, "models/net.safetensors", "stamp 1 1");
    }
}
