using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Compiler;

/// <summary>A network to test: its attributes as users write them. Its class is named after them.</summary>
internal sealed record NetworkCase(string Layers, string Loss = "Auto")
{
    public string Name
    {
        get
        {
            string text = (Loss == "Auto" ? Layers : $"{Layers} {Loss}").Replace("Activation.", string.Empty).Replace("-", "Minus");
            IEnumerable<string> words = new string(text.Select(c => char.IsLetterOrDigit(c) ? c : ' ').ToArray())
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return "N_" + string.Join("_", words);
        }
    }

    public string Declaration =>
        $"[NNGen.NeuralNetwork(Loss = NNGen.Loss.{Loss})]\n[{Layers}]\npublic sealed partial class {Name};\n";

    /// <summary>Dense layers with a bias, from the sizes of the input and of each layer.</summary>
    public static NetworkCase Dense(params int[] sizes) =>
        new($"Input({sizes[0]}), {string.Join(", ", sizes.Skip(1).Select(units => $"Dense({units})"))}");

    /// <summary>A kind of layer as its catalogue entry shows it: first, in the middle, and last.</summary>
    public static IEnumerable<NetworkCase> Around(LayerKind layer)
    {
        // A layer that combines its input with the network's input needs another one to have two.
        string before = layer.Sample.Contains("\"input\"") ? "Tanh, " : string.Empty;
        string[] shape = layer.SampleInput.Split('(', ')')[1].Split(", ");

        // A bias has no gradient before a layer that subtracts means.
        string shapeKeeping = shape.Length == 1 ? $"Dense({shape[0]})" : $"Conv{shape.Length - 1}D({shape[^1]}, 1, UseBias = false)";
        yield return new NetworkCase($"{layer.SampleInput}, {before}{layer.SampleLayers}{layer.Sample}, Flatten, Dense(3)");
        yield return new NetworkCase($"{layer.SampleInput}, {shapeKeeping}, {layer.SampleLayers}{layer.Sample}, Flatten, Dense(3)");
        yield return new NetworkCase($"{layer.SampleInput}, {shapeKeeping}, {layer.SampleLayers}{layer.Sample}");
    }

    public override string ToString() => Name;
}
