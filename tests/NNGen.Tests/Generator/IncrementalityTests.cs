using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NNGen.Tests.Generator;

/// <summary>What an edit makes the generator do again, step by step.</summary>
public sealed class IncrementalityTests
{
    private const string Network = "using NNGen; [NeuralNetwork, Input(2), Dense(3)] partial class A { }";
    private const string Other = "class Other { int F() => 1; }";

    [Fact]
    public void FirstRun_OfTwoNetworks_IsNew()
    {
        Edited edited = Edit([Network, Network.Replace("class A", "class B")], []);
        edited.AssertReasons([New, New], [New, New], [New, New]);
    }

    [Fact]
    public void Edit_OfNothing_IsCached() => Edit([Network], [Network]).AssertReasons([Cached], [Cached], [Cached]);

    /// <summary>Another file may change what an attribute means, so the class is read again; nothing comes of it.</summary>
    [Fact]
    public void Edit_OfAnotherFile_StopsAtTheSpec() =>
        Edit([Network, Other], [Network, Other.Replace("1", "2")]).AssertReasons([Unchanged], [Cached], [Cached]);

    [Fact]
    public void Edit_OfABlockInAnotherFile_WritesItsUsersAnew()
    {
        const string block = "using NNGen; [Dense(3)] class B : BlockAttribute;";
        string user = Network.Replace("Dense(3)", "B(Repeat = 2)");
        Edit([user, block], [user, block.Replace("3", "4")]).AssertReasons([Modified], [Modified], [Modified]);
        Edit([user, block], [user, block.Replace("3", "1 + 2")]).AssertReasons([Unchanged], [Cached], [Cached]);
    }

    [Theory]
    [InlineData("{ }", "{ /* a comment */ }")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)]", "\n\n[NeuralNetwork]\n// the input\n[Input(2)]\n[Dense(3)]")]
    [InlineData("{ }", "{ public int Year => 1; }")]
    [InlineData("partial class", "public sealed partial class")]
    [InlineData("Dense(3)", "Dense(units: 1 + 2)")]
    public void Edit_ThatChangesNoLayer_StopsAtTheSpec(string old, string replacement) =>
        Edit([Network], [Network.Replace(old, replacement)]).AssertReasons([Unchanged], [Cached], [Cached]);

    [Theory]
    [InlineData("Dense(3)", "Dense(4)")]
    [InlineData("Dense(3)", "Dense(3, Name = \"last\")")]
    [InlineData("Dense(3)", "Dense(3, Activation.Sigmoid)")]
    [InlineData("Dense(3)", "Dense(0)")]
    [InlineData("[NeuralNetwork", "[NeuralNetwork(Loss = Loss.MeanSquaredError, Trainable = false)")]
    [InlineData("using NNGen;", "using NNGen; namespace Mine;")]
    public void Edit_ThatChangesTheNetwork_WritesItAnew(string old, string replacement) =>
        Edit([Network], [Network.Replace(old, replacement)]).AssertReasons([Modified], [Modified], [Modified]);

    /// <summary>The spec is another one, but the same text comes of it: the file stays.</summary>
    [Fact]
    public void Edit_ThatLeadsToTheSameText_StopsAtTheSource() =>
        Edit([Network], [Network.Replace("[NeuralNetwork", "[NeuralNetwork(Loss = Loss.MeanSquaredError)")])
            .AssertReasons([Modified], [Unchanged], [Cached]);

    /// <summary>A function of the user's own is part of the networks that name it, wherever its body stands.</summary>
    [Theory]
    [InlineData("x * 2", "x * 3", Modified, Modified)]
    [InlineData("x * 2", "x  *  2f", Unchanged, Cached)]
    public void Edit_OfAFunctionsBody_WritesItsUsersAnew(
        string old, string replacement, IncrementalStepRunReason spec, IncrementalStepRunReason output)
    {
        const string function = "static class F { public static float G(float x) => x * 2; }";
        string user = Network.Replace("Dense(3)", "Dense(3), Activation(typeof(F), \"G\")").Replace("class A", "class B");
        Edit([Network, user, function], [Network, user, function.Replace(old, replacement)])
            .AssertReasons([Unchanged, spec], [Cached, output], [Cached, output]);
    }

    [Fact]
    public void Edit_ThatAddsANetwork_WritesOnlyThatOne()
    {
        string added = Network.Replace("class A", "class B");
        Edit([Network, Other], [Network, added]).AssertReasons([Unchanged, New], [Cached, New], [Cached, New]);
    }

    [Fact]
    public void Edit_OfOneNetworkOfTwo_WritesOnlyThatOne()
    {
        string other = Network.Replace("class A", "class B");
        Edit([Network, other], [Network, other.Replace("Dense(3)", "Dense(4)")])
            .AssertReasons([Unchanged, Modified], [Cached, Modified], [Cached, Modified]);
    }

    [Fact]
    public void Edit_ThatRemovesANetwork_RemovesItsFile()
    {
        Edited edited = Edit([Network, Network.Replace("class A", "class B")], [Network, Other]);
        edited.AssertReasons([Unchanged, Removed], [Cached, Removed], [Cached, Removed]);
        Assert.Single(edited.Result.GeneratedSources);
    }

    /// <summary>The guard of the guards: this test's way to look at steps sees a step that runs again.</summary>
    [Fact]
    public void Reasons_OfARunWithoutACache_AreNew()
    {
        CSharpCompilation compilation = GeneratorHost.Compile(Network);
        GeneratorRunResult first = GeneratorHost.CreateDriver().RunGenerators(compilation).GetRunResult().Results.Single();
        GeneratorRunResult second = GeneratorHost.CreateDriver().RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Equal([New], new Edited(first).Reasons(NeuralNetworkGenerator.SourceStep));
        Assert.Equal([New], new Edited(second).Reasons(NeuralNetworkGenerator.SourceStep));
    }

    /// <summary>Runs over the files before and then, with the same driver, over the files after the edit.</summary>
    private static Edited Edit(string[] before, string[] after)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(before);
        GeneratorDriver driver = GeneratorHost.CreateDriver().RunGenerators(compilation);
        for (int index = 0; index < after.Length; index++)
        {
            if (after[index] == before[index]) continue;
            SyntaxTree old = compilation.SyntaxTrees[index];
            compilation = compilation.ReplaceSyntaxTree(old, GeneratorHost.Tree(after[index], old.FilePath));
        }

        if (after.Length > 0) driver = driver.RunGenerators(compilation);
        return new Edited(driver.GetRunResult().Results.Single());
    }

    private sealed record Edited(GeneratorRunResult Result)
    {
        public void AssertReasons(IncrementalStepRunReason[] spec, IncrementalStepRunReason[] source, IncrementalStepRunReason[] output)
        {
            Assert.Null(Result.Exception);
            Assert.Equal(spec, Reasons(NeuralNetworkGenerator.SpecStep));
            Assert.Equal(source, Reasons(NeuralNetworkGenerator.SourceStep));
            Assert.Equal(output, ReasonsOf(Result.TrackedOutputSteps["SourceOutput"]));
        }

        public IncrementalStepRunReason[] Reasons(string step) => ReasonsOf(Result.TrackedSteps[step]);

        private static IncrementalStepRunReason[] ReasonsOf(ImmutableArray<IncrementalGeneratorRunStep> steps) =>
            steps.SelectMany(step => step.Outputs).Select(output => output.Reason).ToArray();
    }
}
