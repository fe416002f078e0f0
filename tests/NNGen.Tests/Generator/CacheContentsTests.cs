using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>What the incremental cache keeps must not keep a compilation alive.</summary>
public sealed class CacheContentsTests
{
    private const string Source = """
        using NNGen;
        [NeuralNetwork, Input(2), Dense(3, Activation.Softmax)] partial class Right { }
        [NeuralNetwork, Input(2), Dense(0, (Activation)9, Name = "a b")] partial class Wrong { public int Parameters; }
        partial class Outer<T> { [NeuralNetwork, Dense(2)] partial class Nested { } }
        """;

    [Fact]
    public void Steps_OfOurs_HoldNoRoslynObject()
    {
        GeneratorDriver driver = GeneratorHost.CreateDriver().RunGenerators(GeneratorHost.Compile(Source));
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        foreach (string name in OurSteps())
        {
            object[] outputs = result.TrackedSteps[name].SelectMany(step => step.Outputs).Select(output => output.Value).ToArray();
            Assert.NotEmpty(outputs);
            Assert.All(outputs, output => Assert.Null(ObjectGraph.FindRoslyn(output)));
        }
    }

    [Fact]
    public void Steps_AreAllNamed() => Assert.Equal(4, OurSteps().Count());

    public static TheoryData<string> Planted => ["symbol", "syntax", "tree", "compilation", "location", "attribute", "constant"];

    /// <summary>The walker sees each kind, however deep it lies: in a struct in an array in a list in a closure.</summary>
    [Theory]
    [MemberData(nameof(Planted))]
    public void Walk_OverAPlantedObject_FindsIt(string kind)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(Source);
        INamedTypeSymbol symbol = compilation.GetTypeByMetadataName("Right")!;
        AttributeData attribute = symbol.GetAttributes()[1];
        object planted = kind switch
        {
            "symbol" => symbol,
            "syntax" => compilation.SyntaxTrees[0].GetRoot(),
            "tree" => compilation.SyntaxTrees[0],
            "compilation" => compilation,
            "location" => symbol.Locations[0],
            "attribute" => attribute,
            _ => attribute.ConstructorArguments[0],
        };
        Func<object> closure = () => planted;
        Assert.NotNull(ObjectGraph.FindRoslyn(Hide(closure)));
        Assert.Null(ObjectGraph.FindRoslyn(Hide("text")));
    }

    private static List<KeyValuePair<string, object>[]> Hide(object value) => [[KeyValuePair.Create("key", value)]];

    private static IEnumerable<string> OurSteps() => typeof(NeuralNetworkGenerator)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Where(field => field.IsLiteral && field.Name.EndsWith("Step", StringComparison.Ordinal))
        .Select(field => (string)field.GetRawConstantValue()!);
}
