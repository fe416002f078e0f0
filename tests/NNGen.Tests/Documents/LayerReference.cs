using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using NNGen.Generator.Layers;
using NNGen.Tests.Generator;

namespace NNGen.Tests.Documents;

/// <summary>
/// Writes what documents say of layers, losses and optimisers from the code: the catalogue, the attributes and their comments.
/// </summary>
internal static class LayerReference
{
    /// <summary>
    /// The README's table: all layers by the folders in which they lie, and what else a network is made and trained with.
    /// </summary>
    public static string ReadmeTable() => Table(
        ["kind", "members"],
        [
            .. Catalogue.Layers.GroupBy(Family).Select(family => new[] { family.Key, string.Join(", ", family.Select(LinkTo)) }),
            ["`Activation`", Names<Activation>()],
            ["`Loss`", Names<Loss>()],
            ["`Initializer`", Names<Initializer>()],
            ["`Optimizer`", string.Join(", ", Derived<LearningRule>().Select(type => $"`{type.Name}`"))],
            ["`LearningRateSchedule`", string.Join(", ", Derived<LearningRateSchedule>().Select(type => $"`{type.Name}`"))],
        ]);

    /// <summary>The whole page <c>docs/layers.md</c>.</summary>
    public static string Page()
    {
        var page = new StringBuilder();
        page.Append("# Layers\n\n");
        page.Append("This page is written by a test from the catalogue of layers and the documentation comments, and accepted like a\n");
        page.Append("[snapshot](../CONTRIBUTING.md#generated-text-in-the-repository).\n");
        page.Append("x is a layer's input and y its output, for one sample; a shape such as [5] leaves the samples out.\n\n");
        page.Append("## The input\n\n").Append(XmlDocumentation.Summary("T:NNGen.InputAttribute")).Append("\n\n");
        page.Append(Arguments(typeof(InputAttribute)));
        page.Append($"Every layer also has a `Name`. {XmlDocumentation.Summary("P:NNGen.LayerAttribute.Name")}\n\n");
        page.Append($"It starts from the layer before it, or from `From`. {XmlDocumentation.Summary("P:NNGen.LayerAttribute.From")}\n");
        foreach (LayerKind layer in Catalogue.Layers) page.Append('\n').Append(Section(layer));
        page.Append("\n## Activations\n\n").Append(Members<Activation>("activation"));
        page.Append("\n## Losses\n\n").Append(XmlDocumentation.Summary("T:NNGen.Loss")).Append("\n\n").Append(Members<Loss>("loss"));
        page.Append("\n## Initialisers\n\n").Append(XmlDocumentation.Summary("T:NNGen.Initializer")).Append("\n\n");
        page.Append(Members<Initializer>("initialiser"));
        return page.ToString();
    }

    /// <summary>The table of all kinds of something, such as optimisers.</summary>
    public static string Kinds<TBase>(string kind) => Table(
        [kind, "meaning"], Derived<TBase>().Select(type => new[] { $"`{type.Name}`", XmlDocumentation.Summary($"T:{type.FullName}") }));

    /// <summary>The table of what can be set on something, such as options.</summary>
    public static string Settings<TSettings>() => Table(
        ["property", "type", "meaning"],
        typeof(TSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(
            property => new[]
            {
                $"`{property.Name}`",
                $"`{NameOf(property.PropertyType)}`",
                XmlDocumentation.Summary($"P:{typeof(TSettings).FullName}.{property.Name}"),
            }));

    private static string Family(LayerKind layer)
    {
        string folder = layer.GetType().Namespace!.Split('.')[^1];
        return folder is "Layers" or "Activations" ? "dense and activations" : folder.ToLowerInvariant();
    }

    private static string LinkTo(LayerKind layer) => $"[`{layer.Name}`](docs/layers.md#{layer.Name.ToLowerInvariant()})";

    private static string Section(LayerKind layer)
    {
        Type attribute = typeof(NeuralNetworkAttribute).Assembly.GetType($"NNGen.{layer.Name}Attribute", throwOnError: true)!;
        string before = layer.SampleInput == "Input(5)" ? "Input(5), Dense(3)" : layer.SampleInput;
        string attributes = $"[NeuralNetwork(Loss = Loss.MeanSquaredError), {before}, {layer.SampleLayers}{layer.Sample}]";
        string example = $"{attributes}\npublic sealed partial class {layer.Name}Example;\n{layer.SampleCode}";
        Assembly assembly = Snippet.Compile(example).AssertClean().Load();
        var description = (NetworkDescription)assembly.GetType($"{layer.Name}Example")!.GetProperty("Description")!.GetValue(null)!;
        string remarks = XmlDocumentation.Remarks($"T:{attribute.FullName}");
        string formula = $"## {layer.Name}\n\n`{layer.Formula}`\n\n" + (remarks.Length == 0 ? string.Empty : remarks + "\n\n");
        return $"{formula}{Arguments(attribute)}```csharp\n{example}```\n\n```text\n{description.Summary()}```\n";
    }

    /// <summary>What an attribute takes: the parameters of its constructor, then the properties that can be set.</summary>
    private static string Arguments(Type attribute)
    {
        IEnumerable<string[]> parameters = attribute.GetConstructors().Single().GetParameters().Select(parameter => new[]
        {
            $"`{parameter.Name}`",
            $"`{NameOf(parameter.ParameterType)}`",
            XmlDocumentation.Parameter($"T:{attribute.FullName}", parameter.Name!),
        });
        IEnumerable<string[]> properties = attribute
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.DeclaringType != typeof(LayerAttribute))
            .Select(property => new[]
            {
                $"`{property.Name}`",
                $"`{NameOf(property.PropertyType)}`",
                XmlDocumentation.Summary($"P:{property.DeclaringType!.FullName}.{property.Name}"),
            });
        string[][] rows = parameters.Concat(properties).ToArray();
        return rows.Length == 0 ? string.Empty : Table(["argument", "type", "meaning"], rows) + "\n";
    }

    private static string Members<TEnum>(string kind)
        where TEnum : struct, Enum => Table(
        [kind, "meaning"],
        Enum.GetNames<TEnum>().Select(name => new[] { $"`{name}`", XmlDocumentation.Summary($"F:NNGen.{typeof(TEnum).Name}.{name}") }));

    private static IEnumerable<Type> Derived<TBase>() => typeof(TBase).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(TBase)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static string Names<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetNames<TEnum>().Select(name => $"`{name}`"));

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => NameOf(type.GetElementType()!) + "[]",
        _ when type == typeof(int) => "int",
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(float) => "float",
        _ when Nullable.GetUnderlyingType(type) is { } value => NameOf(value) + "?",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ when type == typeof(string) => "string",
        _ => type.Name,
    };

    private static string Table(string[] head, IEnumerable<string[]> rows)
    {
        IEnumerable<string> lines = rows.Select(row => $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", @"\|")))} |");
        string rule = string.Concat(Enumerable.Repeat("---|", head.Length));
        return string.Join('\n', [$"| {string.Join(" | ", head)} |", $"|{rule}", .. lines]) + "\n";
    }
}
