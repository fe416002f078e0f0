using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NNGen.Tests.Training;
using Xunit;

namespace NNGen.Tests.Runtime;

/// <summary>What Mermaid and Graphviz are given to draw.</summary>
public sealed partial class NetworkDrawingTests
{
    [Fact]
    public void ToMermaid_OfAGraph_HasEveryLayerAndEdge()
    {
        const string Expected = """
            flowchart TD
                n0(["observation<br/>[3, 4]"])
                n1(["state<br/>[3]"])
                n2["flatten_2<br/>Flatten<br/>[12]"]
                n3["seen<br/>Dense, Tanh<br/>[16], 208 parameters"]
                n4["concat_4<br/>Concat<br/>[19]"]
                n5["body<br/>Dense, Tanh<br/>[24], 480 parameters"]
                n6["policy<br/>Dense, Softmax<br/>[5], 125 parameters"]
                n7["value<br/>Dense<br/>[1], 25 parameters"]
                n0 --> n2
                n2 --> n3
                n3 --> n4
                n1 --> n4
                n4 --> n5
                n5 --> n6
                n5 --> n7
                n8(["policy<br/>[5]"])
                n6 --> n8
                n9(["value<br/>[1]"])
                n7 --> n9

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), ActorCritic.Description.ToMermaid());
    }

    [Fact]
    public void ToDot_OfAChain_IsAGraphOfGraphviz()
    {
        const string Expected = """
            digraph "Described" {
                node [shape=box, fontname="sans-serif"];
                n0 [label="input\n[3]", shape=ellipse];
                n1 [label="dense_1\nDense\n[4], 16 parameters"];
                n2 [label="dense_2\nDense\n[2], 10 parameters"];
                n0 -> n1;
                n1 -> n2;
                n3 [label="output\n[2]", shape=ellipse];
                n2 -> n3;
            }

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), DescribedNetwork.Description.ToDot());
    }

    /// <summary>Blocks, merges and shared sources: every layer is fed, and every edge is between nodes that there are.</summary>
    [Fact]
    public void ToDot_OfBlocks_ConnectsEveryLayer()
    {
        foreach (NetworkDescription network in new[] { ActorCritic.Description, OfBlocks.Description })
        {
            string text = network.ToDot();
            HashSet<string> nodes = [.. Node().Matches(text).Select(match => match.Groups[1].Value)];
            (string From, string To)[] edges = [.. Edge().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
            Assert.Equal(network.Inputs.Count + network.Layers.Count + network.Outputs.Count, nodes.Count);
            Assert.All(edges, edge => Assert.True(nodes.Contains(edge.From) && nodes.Contains(edge.To)));
            Assert.Equal(network.Layers.Sum(layer => layer.Inputs.Count) + network.Outputs.Count, edges.Length);
        }
    }

    [GeneratedRegex(@"^    (n\d+) \[label", RegexOptions.Multiline)]
    private static partial Regex Node();

    [GeneratedRegex(@"^    (n\d+) -> (n\d+);$", RegexOptions.Multiline)]
    private static partial Regex Edge();
}
