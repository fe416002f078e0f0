using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Generator;

/// <summary>
/// Writes declarations as nobody would: attributes in any number and order, with arguments from a list of bad ones and a few good ones.
/// </summary>
/// <param name="random">The source of chance.</param>
/// <param name="isTyped">Whether all arguments have the right types, so that the compiler itself has nothing to say.</param>
internal sealed partial class RandomDeclaration(Random random, bool isTyped)
{
    private static readonly string[] Integers =
    [
        "0", "-1", "1", "2", "3", "5", "16", "17", "33", "int.MinValue", "int.MaxValue", "1 << 20", "(1 << 20) + 1", "0x7FFF",
        "unchecked((int)0x80000000)",
    ];

    private static readonly string[] Texts =
    [
        "null", "\"\"", "\" \"", "\"a b\"", "\"sum\"", "\"class\"", "\"a.b\"", "\"x_1\"", "\"dense_1\"", "\"_\"", "\"__\"", "\"9\"",
        "\"\\0\"", "\"\\n\"", "\"*/\"", "\"größe\"", "\"\\ud800\"", "\"loss\"", "\"target\"", "\"a_z\"", "\"a\"", "\"A\"",
        "\"input\"", "\"</summary>\"", "\"output\"", "nameof(System)", "default(string)",
    ];

    private static readonly string[] Singles =
    [
        "0.1f", "-0f", "0", "1", "-2.5f", "float.NaN", "1 / 0f", "float.NegativeInfinity", "float.MaxValue", "float.Epsilon", "'a'",
        "1e-45f",
    ];

    private static readonly string[] Garbage =
    [
        "\"3\"", "undefined", "3.5", "1L << 40", "null", "typeof(int)", "Activation.ReLU", "new[] { 1 }", "units: 3, units: 4", "",
        "shape: 3", "(", "default", "this", "A.B", "Name = 3",
    ];

    /// <summary>The number of axes of the last value, as far as anybody can tell: some layers should fit.</summary>
    private int axes = 1;

    public string Class(string name)
    {
        string modifiers = isTyped || random.Next(3) > 0
            ? Pick("", "public ", "internal ", "sealed ", "public sealed ")
            : Pick("static ", "abstract ", "file ");
        string kind = isTyped || random.Next(10) > 0 ? "class" : Pick("record", "struct", "interface", "enum", "record struct");
        string partial = random.Next(20) > 0 ? "partial " : string.Empty;
        string members = random.Next(15) > 0 ? "" : "public void Forward() { } public int Parameters { get; set; } public class Pack { }";
        string declaration = $"{Attributes()} {modifiers}{partial}{kind} {name} {{ {members} }}";
        string container = Pick("partial class", "partial struct", "partial interface", "class");
        return random.Next(5) > 0 ? declaration : $"{container} Outer{name} {{ {declaration} }}";
    }

    private string Attributes()
    {
        var attributes = new List<string>();
        if (random.Next(20) > 0) attributes.Add(Network());
        if (random.Next(12) > 0) attributes.Add(Input());
        for (int count = random.Next(6); count > 0; count--) attributes.Add(Layer());
        if (random.Next(6) == 0) attributes = attributes.OrderBy(_ => random.Next()).ToList();
        return string.Concat(attributes.Select(attribute => $"[{attribute}]"));
    }

    private string Network() =>
        "NeuralNetwork" + Arguments([], Option("Loss", Member("Loss", 4)), Option("Trainable", Pick("true", "false")));

    private string Input()
    {
        string[] shape = Enumerable.Range(0, random.Next(2) == 0 ? random.Next(4) : 1).Select(_ => Integer()).ToArray();
        axes = Math.Max(1, shape.Length);
        string array = $"new int[] {{ {string.Join(", ", shape)} }}";
        string[][] ways = [[array], [$"shape: {array}"], ["null"], [], ["3"]];
        string[] positional = random.Next(2) == 0 ? shape : ways[random.Next(ways.Length)];
        return "Input" + Arguments(positional, Option("Name", Pick(Texts)), Option("ElementType", Member("ElementType", 1)));
    }

    private string Layer()
    {
        string name = random.Next(3) == 0 ? Option("Name", Pick(Texts)) : string.Empty;
        string from = random.Next(5) == 0 ? Option("From", Pick(Texts)) : string.Empty;
        if (random.Next(8) == 0) return "Input" + Arguments(["2"], name);
        if (random.Next(2) == 0) return Sample(name, from);
        if (axes > 1 && random.Next(3) > 0)
        {
            axes = 1;
            return "Flatten" + Arguments([], name, from);
        }

        string units = Integer();
        string activation = Member("Activation", 5);
        string[][] ways = [[units], [units, activation], [$"activation: {activation}", $"units: {units}"]];
        return "Dense" + Arguments(
            ways[random.Next(ways.Length)],
            name,
            from,
            Option("UseBias", Pick("true", "false")),
            Option("KernelInitializer", Member("Initializer", 9)),
            Option("BiasInitializer", Member("Initializer", 9)));
    }

    /// <summary>Any layer of the catalogue, as its sample shows it or with other numbers and names.</summary>
    private string Sample(string name, string from)
    {
        LayerKind[] fitting = Catalogue.Layers.Where(layer => layer.SampleInput.Count(c => c == ',') == axes - 1).ToArray();
        IReadOnlyList<LayerKind> layers = random.Next(4) > 0 && fitting.Length > 0 ? fitting : Catalogue.Layers;
        string sample = layers[random.Next(layers.Count)].Sample;
        if (sample.StartsWith("Flatten") || sample.StartsWith("Global")) axes = 1;
        string[] parts = sample.Split('(', 2);
        if (parts.Length == 1) return sample + Arguments([], name, from);
        string arguments = parts[1][..^1];
        if (random.Next(2) == 0) arguments = Number().Replace(arguments, _ => Integer());
        if (random.Next(3) == 0) arguments = Single().Replace(arguments, _ => Pick(Singles));
        if (random.Next(4) == 0) arguments = Text().Replace(arguments, _ => Pick(Texts));
        return parts[0] + Arguments([arguments], name, from);
    }

    [GeneratedRegex(@"(?<![\w.-])\d+(?![\w.])")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+(\.\d+)?f")]
    private static partial Regex Single();

    [GeneratedRegex("\"\\w*\"")]
    private static partial Regex Text();

    private string Arguments(string[] positional, params string[] options)
    {
        List<string> all = [.. positional, .. options.Where(option => option.Length > 0)];
        if (!isTyped && random.Next(4) == 0) all.Insert(random.Next(all.Count + 1), Pick(Garbage));
        return all.Count == 0 && random.Next(2) == 0 ? string.Empty : $"({string.Join(", ", all)})";
    }

    private string Option(string name, string value) => random.Next(4) == 0 ? $"{name} = {value}" : string.Empty;

    /// <summary>Mostly a small number, so that some declarations are right.</summary>
    private string Integer() => random.Next(8) == 0 ? Pick(Integers) : random.Next(1, 20).ToString();

    private string Member(string type, int count) =>
        random.Next(16) == 0 ? $"({type})({Pick("-1", "99", "int.MaxValue", "int.MinValue")})" : $"({type}){random.Next(count)}";

    private string Pick(params string[] values) => values[random.Next(values.Length)];
}
