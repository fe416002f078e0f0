using System.Linq;

namespace NNGen;

/// <summary>A layer of a network with the tensors it has.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The layer's kind.</param>
/// <param name="Tensors">Its tensors, in the network's order, which is Keras' order of a layer's variables.</param>
internal sealed record NetworkLayer(string Name, string Kind, IReadOnlyList<TensorDescription> Tensors)
{
    /// <summary>What each of our tensors is called elsewhere.</summary>
    private static readonly Dictionary<string, string[]> OtherNames = new()
    {
        ["weight"] = ["kernel", "gamma", "embeddings", "alpha"],
        ["bias"] = ["bias", "beta"],
        ["running_mean"] = ["moving_mean"],
        ["running_var"] = ["moving_variance"],
        ["depthwise_kernel"] = ["kernel"],
    };

    /// <summary>The layers with parameters, in the network's order.</summary>
    public static List<NetworkLayer> Of(NetworkDescription network) =>
    [
        .. network.Tensors.GroupBy(LayerNames.Of).Select(group => new NetworkLayer(
            group.Key,
            network.Layers.FirstOrDefault(layer => layer.Name == group.Key)?.Kind ?? string.Empty,
            [.. group])),
    ];

    public static string RoleOf(TensorDescription tensor) => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];

    /// <summary>The tensor with a role in Keras', PyTorch's or our own words, or with a number; null if the layer has none.</summary>
    public TensorDescription? Find(string role)
    {
        int number = FileLayer.NumberOf(role);
        if (number >= 0) return number < Tensors.Count ? Tensors[number] : null;
        string[] others = OtherNames.GetValueOrDefault(role, []);
        return Tensors.FirstOrDefault(tensor => RoleOf(tensor) == role) ?? Tensors.FirstOrDefault(
            tensor => others.Contains(RoleOf(tensor)));
    }
}
