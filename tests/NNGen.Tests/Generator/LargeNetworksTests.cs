using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator.Emission;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>Networks of many layers stay small as text: kernels that differ in numbers only are written once.</summary>
public class LargeNetworksTests
{
    private const int LargestText = 1_000_000;

    [Fact]
    public void GeneratedText_OfEveryArchitecture_IsBelowAMegabyte()
    {
        string[] sources = Directory.GetFiles(RepositoryFiles.PathOf("samples", "Architectures"), "*.cs").Select(File.ReadAllText).ToArray();
        GeneratorDriver driver = GeneratorHost.CreateDriver().RunGenerators(GeneratorHost.Compile([.. sources, "global using NNGen;"]));
        GeneratedSourceResult[] files = driver.GetRunResult().Results.Single().GeneratedSources.ToArray();
        Assert.True(files.Length >= sources.Count(source => source.Contains("[NeuralNetwork")), $"{files.Length} files are generated.");
        Assert.All(files, file => Assert.True(file.SourceText.Length < LargestText, $"{file.HintName} has {file.SourceText.Length} characters."));
    }

    /// <summary>The text of the whole network would be above the limit, so the gallery has its blocks in a smaller one.</summary>
    [Fact]
    public void EfficientNetB0_OfTheGallerysBlocks_HasTheParametersOfThePaper()
    {
        const string network = """
            [NeuralNetwork(Trainable = false), Input(224, 224, 3), NormalizedConv(32, 3, stride: 2), SiLU]
            [NormalizedDepthwise(3), SiLU, SqueezeExcitation(8, 32, Activation.SiLU), NormalizedConv(16, 1)]
            [MBConv(16, 24, 3, stride: 2), ResidualMBConv(24, 3), MBConv(24, 40, 5, stride: 2), ResidualMBConv(40, 5)]
            [MBConv(40, 80, 3, stride: 2), ResidualMBConv(80, 3, Repeat = 2), MBConv(80, 112, 5), ResidualMBConv(112, 5, Repeat = 2)]
            [MBConv(112, 192, 5, stride: 2), ResidualMBConv(192, 5, Repeat = 3), MBConv(192, 320, 3), NormalizedConv(1280, 1), SiLU]
            [GlobalAveragePool2D, Dense(1000, Activation.Softmax)]
            public sealed partial class EfficientNetB0;
            """;
        string[] blocks = new[] { "NormalizedConvolutions.cs", "SqueezeAndExcitation.cs", "EfficientNet.cs" }
            .Select(file => File.ReadAllText(RepositoryFiles.PathOf("samples", "Architectures", file)))
            .ToArray();
        CSharpCompilation compilation = GeneratorHost.Compile(["using NNGen.Samples.Architectures;" + network, .. blocks, "global using NNGen;"]);
        NetworkSpec spec = NetworkParser.Parse(compilation.GetTypeByMetadataName("EfficientNetB0")!, default)!.Spec;
        InferredNetwork inferred = global::NNGen.Generator.Layers.NetworkInference.Infer(spec, [])!;
        Assert.Equal(5_288_548, new NetworkAlgorithm(inferred).Parameters.Sum(parameter => parameter.Tensor.Length));
        Assert.Equal([7, 7, 1280], inferred.Layers[^3].OutputShape);
    }

    [Fact]
    public void SharedKernel_NumbersThatDiffer_BecomeArguments()
    {
        KernelPattern[] kernels = new[] { "for (i < 8) x_1 = y[i * 16 + 3] * 2f;", "for (i < 9) x_1 = y[i * 18 + 3] * 2f;" }
            .Select(text => new KernelPattern(text))
            .ToArray();
        Assert.Equal(kernels[0].Text, kernels[1].Text);
        var shared = new SharedKernel(kernels);
        Assert.Equal("for (i < size_0) x_1 = y[i * (2 * size_0) + 3] * 2f;", shared.Body);
        Assert.Equal(["nuint size_0"], shared.Parameters);
        Assert.Equal(["8"], shared.ArgumentsOf(0));
        Assert.Equal(["9"], shared.ArgumentsOf(1));
    }

    [Fact]
    public void SharedKernel_NumbersWithoutRelation_AreArgumentsOfTheirOwn()
    {
        KernelPattern[] kernels = new[] { "f(8, 5, 12, 7)", "f(9, 3, 14, 7)", "f(11, 4, 18, 7)" }.Select(text => new KernelPattern(text)).ToArray();
        var shared = new SharedKernel(kernels);
        Assert.Equal("f(size_0, size_1, ((2 * size_0) - 4), 7)", shared.Body);
        Assert.Equal(["11", "4"], shared.ArgumentsOf(2));
    }

    /// <summary>Arguments are unsigned native integers: a call that takes another type keeps its constants, and so sets kernels apart.</summary>
    [Fact]
    public void KernelPattern_ArgumentsOfTypeInt_ArePartOfTheText()
    {
        Assert.NotEqual(new KernelPattern("VirtualLanes.Sum(ref x, 8)").Text, new KernelPattern("VirtualLanes.Sum(ref x, 9)").Text);
        Assert.Equal("VirtualLanes.Sum(ref x, 8)", new KernelPattern("VirtualLanes.Sum(ref x, 8)").Fill(Array.Empty<string>()));
    }
}
