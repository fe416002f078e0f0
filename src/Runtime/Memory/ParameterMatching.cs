using System.Linq;
using System.Text;

namespace NNGen;

/// <summary>Compares the tensors of a network with those of a file or another network, by name, before anything is copied.</summary>
internal sealed class ParameterMatching
{
    private readonly NetworkDescription network;
    private readonly MatchOptions options;
    private readonly Dictionary<string, string> offered = [];
    private readonly List<string> mistakes = [];

    /// <summary>Begins a comparison.</summary>
    /// <param name="network">The network that receives the tensors.</param>
    /// <param name="options">What to take over.</param>
    /// <param name="argument">The name of the caller's argument with the options, for messages.</param>
    /// <exception cref="ArgumentException">The network has no layer of the options.</exception>
    public ParameterMatching(NetworkDescription network, MatchOptions options, string argument)
    {
        if (options.Layers is not null) LayerNames.Require(network, options.Layers, argument);
        this.network = network;
        this.options = options;
    }

    /// <summary>Type and shape of a tensor, as in <c>F32 [2, 3]</c>.</summary>
    public static string TextOf(TensorDescription tensor) => $"{SafetensorsTensor.Float32} {ShapeText.Format(tensor.Shape)}";

    /// <summary>One tensor of the source, in the source's order.</summary>
    public void Offer(string name, string typeAndShape) => offered.Add(name, typeAndShape);

    /// <summary>A mistake that has nothing to do with tensors.</summary>
    public void Report(string mistake) => mistakes.Add(mistake);

    /// <summary>Compares the tensors.</summary>
    public ParameterMatch Finish()
    {
        List<string> loaded = [], missing = [], otherShape = [];
        foreach (TensorDescription tensor in network.Tensors)
        {
            bool isNamed = options.Layers is not null && LayerNames.Cover(options.Layers, LayerNames.Of(tensor));
            if (options.Layers is not null && !isNamed) continue;
            string expected = TextOf(tensor);
            string? found = offered.GetValueOrDefault(tensor.Name);
            if (found == expected) loaded.Add(tensor.Name);
            else if (found is null) missing.Add(tensor.Name);
            else otherShape.Add(tensor.Name);

            bool isAllowed = found is null ? !isNamed : found == expected || options.SkipOtherShapes;
            if (!isAllowed) mistakes.Add($"tensor '{tensor.Name}': expected {expected}, found {found ?? "no such tensor"}");
        }

        if (loaded.Count == 0 && mistakes.Count == 0)
        {
            mistakes.Add($"expected one of the tensors {string.Join(", ", network.Tensors)}, found {Found()}");
        }

        return new ParameterMatch(loaded, missing, otherShape, [.. offered.Keys.Where(name => !loaded.Contains(name))]);
    }

    /// <summary>All mistakes as one message, or null.</summary>
    /// <param name="source">The name of the file or the network, for people.</param>
    public string? Mistakes(string source)
    {
        if (mistakes.Count == 0) return null;
        var message = new StringBuilder($"{source}: expected parameters that match those of {network.Name}:");
        foreach (string mistake in mistakes) message.Append("\n- ").Append(mistake);
        return message.ToString();
    }

    private string Found() => offered.Count == 0 ? "none" : string.Join(", ", offered.Keys);
}
