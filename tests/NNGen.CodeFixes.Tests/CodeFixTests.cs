using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace NNGen.CodeFixes.Tests;

/// <summary>Every fix makes of the mistake what a user would write, and nothing is reported afterwards.</summary>
public sealed class CodeFixTests
{
    [Theory]
    [InlineData(
        "/// <summary>Mine.</summary>\n[NeuralNetwork, Input(2), Dense(1)]\npublic sealed class Net;",
        "/// <summary>Mine.</summary>\n[NeuralNetwork, Input(2), Dense(1)]\npublic sealed partial class Net;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(1)] // one\nclass Net;", "[NeuralNetwork, Input(2), Dense(1)] // one\npartial class Net;")]
    [InlineData("// First.\n[NeuralNetwork, Input(2), Dense(1)]\nclass Net { }", "// First.\n[NeuralNetwork, Input(2), Dense(1)]\npartial class Net { }")]
    public Task MakePartial_AddsTheModifier(string source, string expected) => Verify(new MakePartialFix(), source, expected);

    [Fact]
    public Task MakePartial_OfAClassAroundIt_ChangesThatOne() => Verify(
        new MakePartialFix(),
        "static class Outer\n{\n    [NeuralNetwork, Input(2), Dense(1)]\n    private sealed partial class Net;\n}",
        "static partial class Outer\n{\n    [NeuralNetwork, Input(2), Dense(1)]\n    private sealed partial class Net;\n}");

    [Theory]
    [InlineData("[NeuralNetwork, Input(8, 8, 1), Conv2D(4, 3), Dense(1)]", "[NeuralNetwork, Input(8, 8, 1), Conv2D(4, 3), Flatten, Dense(1)]")]
    [InlineData("[NeuralNetwork]\n[Input(4, 4)]\n[Dense(1)]", "[NeuralNetwork]\n[Input(4, 4)]\n[Flatten, Dense(1)]")]
    [InlineData("[NeuralNetwork, Input(4, 4), NNGen.DenseAttribute(1)]", "[NeuralNetwork, Input(4, 4), NNGen.Flatten, NNGen.DenseAttribute(1)]")]
    public Task Flatten_IsPutBeforeADenseLayer(string attributes, string expected) =>
        Verify(new FlattenFix(), $"{attributes}\npartial class Net;", $"{expected}\npartial class Net;");

    [Theory]
    [InlineData("[NeuralNetwork, Input(4), Conv2D(4, 3), Flatten, Dense(1)]\npartial class Net;")]
    [InlineData("[NeuralNetwork, Input(4, 4), Flatten, Dense(4), Dense(4, From = \"input\"), Add(\"dense_1\")]\npartial class Net;")]
    public async Task Flatten_WhereItWouldNotHelp_IsNotOffered(string source)
    {
        using var file = new FixedSource($"using NNGen;\n{source}\n");
        Assert.Contains("NNG0013", await FixedSource.Ids($"using NNGen;\n{source}\n"));
        Assert.Empty(await file.Offers(new FlattenFix()));
    }

    [Theory]
    [InlineData("(Loss = Loss.CategoricalCrossEntropy, FromLogits = true)", "(Loss = Loss.CategoricalCrossEntropy)")]
    [InlineData("(FromLogits = true)", "")]
    public Task FromLogits_BehindASoftmax_IsRemoved(string arguments, string expected) => Verify(
        new RemoveFromLogitsFix(),
        $"[NeuralNetwork{arguments}, Input(4), Dense(3, Activation.Softmax)]\npartial class Net;",
        $"[NeuralNetwork{expected}, Input(4), Dense(3, Activation.Softmax)]\npartial class Net;");

    [Theory]
    [InlineData(
        "[NeuralNetwork, Input(8), Dense(8), Dense(4, From = \"input\"), Dense(2)]",
        "[NeuralNetwork, Input(8), Dense(4, From = \"input\"), Dense(2)]")]
    [InlineData(
        "[NeuralNetwork, Input(8)]\n[Dense(8)]\n[Dense(4, From = \"input\")]",
        "[NeuralNetwork, Input(8)]\n[Dense(4, From = \"input\")]")]
    public Task RemoveLayer_WhoseOutputNobodyReads(string attributes, string expected) =>
        Verify(new RemoveLayerFix(), $"{attributes}\npartial class Net;", $"{expected}\npartial class Net;");

    [Fact]
    public async Task ListModel_AddsTheItemToTheProject()
    {
        string project = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(project, "<Project Sdk=\"Microsoft.NET.Sdk\">\r\n</Project>\r\n");
            using var file = new FixedSource(
                "using NNGen;\n[NeuralNetwork, Input(2), Dense(1), Weights(\"models/a & b.safetensors\")]\npartial class Net;\n", project);
            await file.Apply(new ListModelFix());
            string expected = "<Project Sdk=\"Microsoft.NET.Sdk\">\r\n  <ItemGroup>\r\n    <NNGenModel Include=\"models/a &amp; b.safetensors\" />\r\n" +
                "  </ItemGroup>\r\n</Project>\r\n";
            Assert.Equal(expected, await File.ReadAllTextAsync(project));
        }
        finally
        {
            File.Delete(project);
        }
    }

    [Fact]
    public async Task ListModel_WithoutAProjectFile_IsNotOffered()
    {
        using var file = new FixedSource("using NNGen;\n[NeuralNetwork, Input(2), Dense(1), Weights(\"a.npz\")]\npartial class Net;\n");
        Assert.Empty(await file.Offers(new ListModelFix()));
        Assert.Equal("no project", ProjectFileChange.Insert("no project", "a.npz"));
    }

    private static async Task Verify(CodeFixProvider fix, string source, string expected)
    {
        using var file = new FixedSource($"using NNGen;\n{source}\n");
        Assert.Equal($"using NNGen;\n{expected}\n", await file.Apply(fix));
        Assert.Empty(await FixedSource.Ids($"using NNGen;\n{expected}\n"));
    }
}
