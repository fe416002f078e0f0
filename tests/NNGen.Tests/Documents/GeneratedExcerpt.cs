using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NNGen.Tests.Generator;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>One generated kernel, shortened for a reader: of lines that differ in their numbers only, the first stands for all.</summary>
internal static partial class GeneratedExcerpt
{
    private const string Declaration =
        "[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)] partial class DigitsMlp;";

    /// <summary>The first kernel of the given name in the sample's network: the one for 512-bit vectors.</summary>
    public static string Of(string kernel) => Fold(Method(GeneratorHost.Run(Declaration).Text.Split('\n'), kernel));

    /// <summary>The lines with every run of similar ones, of three or more, cut down to the first and a remark.</summary>
    public static string Fold(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        int index = 0;
        while (index < lines.Count)
        {
            string shape = Shape(lines[index]);
            int count = lines.Skip(index).TakeWhile(line => Shape(line) == shape).Count();
            bool isFolded = count > 2 && shape.EndsWith(';');
            text.Append(lines[index]).Append(isFolded ? $" // and {count - 1} more like it\n" : "\n");
            index += isFolded ? count : 1;
        }

        return text.ToString();
    }

    /// <summary>A method with the comment and the attribute before it, without its indentation.</summary>
    private static string[] Method(IReadOnlyList<string> lines, string kernel)
    {
        int head = lines.ToList().FindIndex(line => line.Contains($" void {kernel}(", System.StringComparison.Ordinal));
        Assert.True(head >= 2, $"There is no kernel {kernel}.");
        string indentation = lines[head][..^lines[head].TrimStart().Length];
        int end = lines.ToList().FindIndex(head, line => line == indentation + "}");
        return lines.Skip(head - 2).Take(end - head + 3).Select(line => line[indentation.Length..]).ToArray();
    }

    private static string Shape(string line) => Number().Replace(line, "0").Replace(", 0)", ")");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
