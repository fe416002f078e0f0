using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NNGen.Generator.Layers;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Parsing;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>What users can write and what the compiler knows are the same: tests and documents are derived from the catalogue.</summary>
public class CatalogueTests
{
    [Fact]
    public void Activations_OfTheCatalogue_AreTheEnumsMembers() =>
        Assert.Equal(Enum.GetNames<Activation>().Order(), ActivationCatalogue.Names.Order());

    [Fact]
    public void Losses_OfTheCatalogue_AreTheEnumsMembers() =>
        Assert.Equal(
            Enum.GetNames<Loss>().Where(name => name != nameof(Loss.Auto)).Order(), LossCatalogue.All.Select(loss => loss.Name).Order());

    [Fact]
    public void LossParameters_OfTheCatalogue_AreTheAttributesProperties()
    {
        IEnumerable<string> properties = typeof(NeuralNetworkAttribute).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);
        Assert.Subset(properties.ToHashSet(), LossSpec.ParameterNames.ToHashSet());
        Assert.Equal(LossSpec.ParameterNames.Order(), LossCatalogue.All.SelectMany(loss => loss.Parameters).Distinct().Order());
    }

    [Fact]
    public void Losses_OfTheCatalogue_AreInTheKernelTests() => Assert.All(LossCatalogue.All, loss =>
        Assert.Contains(KernelCases.Trainable, network => network.Loss.Split(',')[0] == loss.Name));

    [Fact]
    public void Layers_OfTheCatalogue_AreTheAttributes()
    {
        IEnumerable<string> attributes = typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract && type != typeof(InputAttribute))
            .Select(type => type.Name[..^"Attribute".Length]);
        Assert.Equal(attributes.Order(), Catalogue.Layers.Select(layer => layer.Name).Order());
    }

    [Fact]
    public void Layers_OfTheCatalogue_ShowThemselves() =>
        Assert.All(Catalogue.Layers, layer => Assert.Equal(layer.Name, layer.Sample.Split('(')[0]));

    /// <summary>With its defaults alone, tests and documents would not see what the arguments do.</summary>
    [Fact]
    public void Layers_WithArguments_ShowArguments() => Assert.All(Catalogue.Layers, layer =>
    {
        Type attribute = typeof(LayerAttribute).Assembly.GetType($"NNGen.{layer.Name}Attribute", throwOnError: true)!;
        bool hasArguments = attribute.GetConstructors().Single().GetParameters().Length > 0;
        Assert.Equal(hasArguments, layer.Sample.Contains('('));
    });

    [Fact]
    public void Layers_OfTheCatalogue_AreInTheKernelTests() => Assert.All(Catalogue.Layers, layer =>
    {
        string[] networks = KernelCases.Trainable.Select(network => network.Layers).ToArray();
        string sample = Regex.Escape(layer.SampleLayers + layer.Sample);
        Assert.Contains(networks, network => Regex.IsMatch(network, $@"^Input\([\d, ]+\), (Tanh, )?{sample}, "));
        Assert.Contains(networks, network => Regex.IsMatch(network, $@"(Dense|Conv)\w*\([^)]+\), {sample}, (Flatten, )?Dense"));
        Assert.Contains(networks, network => Regex.IsMatch(network, $@"(Dense|Conv)\w*\([^)]+\), {sample}$"));
    });

    [Fact]
    public void Layer_WithoutASample_IsFound() =>
        Assert.Throws<ArgumentException>(() => KernelCases.Of(new LayerWithoutASample()).ToArray());

    private sealed class LayerWithoutASample : LayerKind
    {
        public override string Name => "Unshown";

        public override string Formula => "y = x";

        public override string Sample => string.Empty;

        public override IReadOnlyList<Stage> Infer(LayerInference layer) => [];
    }
}
