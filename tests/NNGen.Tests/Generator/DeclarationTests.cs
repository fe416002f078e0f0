using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>The ways to write a right declaration.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("[NeuralNetwork] [Input(2)] [Dense(3)] partial class A;")]
    [InlineData("[NNGen.NeuralNetwork, NNGen.InputAttribute(2), NNGen.Dense(3)] partial class A;")]
    [InlineData("[type: global::NNGen.NeuralNetworkAttribute, global::NNGen.Input(2)] [type: Dense(3)] partial class A;")]
    [InlineData("using Net = NNGen.NeuralNetworkAttribute; using D = NNGen.DenseAttribute; [Net, Input(2), D(3)] partial class A;")]
    [InlineData(
        "global using NetAttribute = NNGen.NeuralNetworkAttribute; using static NNGen.Activation; " +
        "[Net, Input(2), Dense(3, Softmax)] partial class A;")]
    [InlineData(
        "[NeuralNetwork(Loss = Loss.MeanSquaredError, Trainable = false), Input(shape: 2), Dense(activation: Activation.Tanh, " +
        "units: 1 + 2)] partial class A;")]
    [InlineData(
        "static class Sizes { public const int Units = 3; } [NeuralNetwork, Input(Sizes.Units), Dense(Sizes.Units)] " +
        "partial class A;")]
    [InlineData("[NeuralNetwork] partial class A; [Input(2), Dense(3)] partial class A; partial class A { public int X; }")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial class A : INeuralNetwork<A>, ITrainableNetwork<A>;")]
    [InlineData(
        "[System.Serializable, NeuralNetwork, System.Obsolete(\"old\", true), Input(2), System.CLSCompliant(false), Dense(3)] " +
        "partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Name = null)] partial class A;")]
    [InlineData(
        "[NeuralNetwork, Input(2, Name = \"image\"), Dense(3, Name = \"a\"), Dense(3, Name = \"a_z\"), Dense(2, " +
        "Name = \"Output\")] partial class A;")]
    [InlineData("[NeuralNetwork, Input(3)] [Softmax] partial class A;")]
    [InlineData("[NeuralNetwork, Input(new[] { 2, 3 })] [Softmax] partial class A;")]
    public void Declaration_InAnyNotation_IsRead(string source, params string[] compilerErrors)
    {
        GeneratorOutcome outcome = MarkedSource.Verify(source, compilerErrors);
        Assert.Contains("Kernels512", outcome.Text);
    }

    [Fact]
    public void Networks_OfOneName_GetFilesOfTheirOwn()
    {
        GeneratorOutcome outcome = GeneratorHost.Run("""
            [NeuralNetwork, Input(2), Dense(1)] partial class Net;
            [NeuralNetwork, Input(2), Dense(2)] partial class NET;
            namespace Deep { [NeuralNetwork, Input(2), Dense(3)] partial class Net; }
            namespace deep { [NeuralNetwork, Input(2), Dense(4)] partial class Net; }
            partial class Outer { [NeuralNetwork, Input(2), Dense(5)] internal partial class Net; }
            partial class Outer<T> { [NeuralNetwork, Input(2), Dense(6)] internal partial class Net; }
            partial class Outer<T, U> { [NeuralNetwork, Input(2), Dense(7)] internal partial class Net; }
            [NeuralNetwork, Input(2), Dense(8)] partial class Single;
            """).AssertClean();
        string[] names = outcome.Result.Results.Single().GeneratedSources.Select(source => source.HintName).ToArray();
        Assert.Equal(8, names.Select(name => name.ToUpperInvariant()).Distinct().Count());
        Assert.Contains("Single.g.cs", names);
        Assert.Contains(names, name => name.StartsWith("Deep.Net.", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Network_InANetwork_IsOneToo() => GeneratorHost.Run("""
        [NeuralNetwork, Input(2), Dense(3)]
        partial class A
        {
            [NeuralNetwork, Input(2), Dense(4)]
            internal partial class B : A;
        }
        """).AssertClean();

    [Fact]
    public void Description_OfAClassCalledLikeAKeyword_HasNoAt()
    {
        GeneratorOutcome outcome = GeneratorHost.Run("[NeuralNetwork, Input(2), Dense(3)] public partial class @class;").AssertClean();
        var description = (NetworkDescription)outcome.Load().GetType("class")!.GetProperty("Description")!.GetValue(null)!;
        Assert.Equal("class", description.Name);
        Assert.Equal("class.g.cs", outcome.Result.Results.Single().GeneratedSources.Single().HintName);
    }
}
