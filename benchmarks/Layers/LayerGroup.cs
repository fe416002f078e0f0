namespace NNGen.Benchmarks.Layers;

/// <summary>Layers that stand behind the same others.</summary>
/// <param name="Before">The network without any of them.</param>
/// <param name="Layers">The networks that end with one of them each.</param>
internal sealed record LayerGroup(LayerWorkload Before, IReadOnlyList<LayerWorkload> Layers);
