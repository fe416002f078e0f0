using System;
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

    /// <summary>The first kernel in the sample's network that computes a tensor: the one for a single sample and 512-bit vectors.</summary>
    public static string Of(string tensor) => Fold(Method(GeneratorHost.Run(Declaration).Text.Split('\n'), tensor));

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

    /// <summary>A method with its formula, which stands before it, and without its indentation.</summary>
    private static string[] Method(IReadOnlyList<string> lines, string tensor)
    {
        int formula = lines.ToList().FindIndex(line => line.TrimStart().StartsWith($"// {tensor}[", StringComparison.Ordinal));
        Assert.True(formula >= 0, $"There is no kernel that computes {tensor}.");
        string indentation = lines[formula][..^lines[formula].TrimStart().Length];
        int end = lines.ToList().FindIndex(formula, line => line == indentation + "}");
        return lines.Skip(formula).Take(end - formula + 1).Select(line => line[indentation.Length..]).ToArray();
    }

    private static string Shape(string line) => Number().Replace(line, "0").Replace(", 0)", ")");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
