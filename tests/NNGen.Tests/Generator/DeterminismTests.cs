using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>The same declaration gives the same text, whoever compiles it, and wherever.</summary>
public sealed class DeterminismTests
{
    // A network is a line.
    private const string Source = """
        [NeuralNetwork, Input(5), Dense(17, Activation.Tanh, Name = "interim"), LeakyReLU(0.015625f), Softmax] partial class Interim;
        [NeuralNetwork(Trainable = false), Input(3, 2), LeakyReLU(-1e-20f), Softmax] partial class Image;
        [NeuralNetwork, Input(2), Dense(-3), LeakyReLU(float.NaN)] partial class Wrong;
        """;

    [Fact]
    public void Text_OfTwoRuns_IsTheSame() => Assert.Equal(Texts(), Texts());

    [Fact]
    public void Text_OfNetworksInAnotherOrder_IsTheSame()
    {
        string[] lines = Source.Split('\n');
        Assert.Equal(Texts().Order(), Texts(string.Join('\n', lines.Reverse())).Order());
    }

    [Fact]
    public void Text_HasOnlyLineFeeds()
    {
        string[] texts = Texts(Source.Replace("\n", "\r\n"));
        Assert.Equal(3, texts.Length);
        Assert.All(texts, text => Assert.DoesNotContain('\r', text));
        Assert.All(texts, text => Assert.EndsWith("}\n", text));
        Assert.All(texts, text => Assert.DoesNotContain("\t", text));
    }

    public static TheoryData<CultureInfo> Cultures =>
        [Foreign(), .. Named("de-DE"), .. Named("tr-TR"), .. Named("ar-SA"), .. Named("sv-SE")];

    [Theory]
    [MemberData(nameof(Cultures), DisableDiscoveryEnumeration = true)]
    public void Text_UnderAnotherCulture_IsTheSame(CultureInfo culture)
    {
        string[] expected = [.. Texts(), .. Messages()];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            string[] actual = [.. Texts(), .. Messages()];
            Assert.Equal(expected, actual);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The guard can fail: the culture that is always there does write numbers in its own way.</summary>
    [Fact]
    public void ForeignCulture_WritesNumbersInItsOwnWay()
    {
        Assert.Equal("~1;5", (-1.5f).ToString(Foreign()));
        Assert.Equal("~3", (-3).ToString(Foreign()));
        Assert.Equal("nope", float.NaN.ToString(Foreign()));
    }

    /// <summary>No machine has this culture, and none lacks it: tests also run where all named ones are the invariant one.</summary>
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ";";
        culture.NumberFormat.NumberGroupSeparator = "_";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NaNSymbol = "nope";
        return culture;
    }

    private static IEnumerable<CultureInfo> Named(string name)
    {
        CultureInfo? culture;
        try
        {
            culture = CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            culture = null;
        }

        return culture is null ? [] : [culture];
    }

    private static string[] Texts(string source = Source) =>
        GeneratorHost.Run(source).Result.GeneratedTrees.Select(tree => tree.ToString()).ToArray();

    private static string[] Messages() =>
        GeneratorHost.Run(Source).AnalyzerDiagnostics.Select(item => item.GetMessage(CultureInfo.InvariantCulture)).ToArray();
}
