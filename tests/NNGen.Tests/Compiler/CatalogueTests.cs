using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Layers;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Layers.Losses;
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
        Assert.Equal(Enum.GetNames<Loss>().Where(name => name != nameof(Loss.Auto)).Order(), LossKind.All.Select(loss => loss.Name).Order());

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
}
