namespace NNGen;

/// <summary>
/// Base of blocks: layers that networks use together, under one name, as if they were one layer. The layers are attributes on the block's
/// class, and the parameters of its constructor are what a use of the block gives.
/// </summary>
/// <param name="arguments">The parameters of the constructor, in their order.</param>
/// <remarks>
/// <para>On the class, <see cref="Block.Input"/> is the block's input, <see cref="Block.Parameter1"/> the first parameter of its
/// constructor, and so on. Names of layers are the block's own. Its output is that of its last layer, and may be read by the name of the
/// use. Inside a network layers and tensors have the name of the use before their own: <c>down.conv2d_1.kernel</c>.</para>
/// <para>Blocks may use blocks, of the same or another assembly, but not themselves.</para>
/// </remarks>
/// <example>
/// <code>
/// [Conv2D(Residual.Channels, 3, Activation.ReLU, Padding = Padding.Same)]
/// [Conv2D(Residual.Channels, 3, Padding = Padding.Same), Add(Block.Input), ReLU]
/// public sealed class Residual(int channels) : BlockAttribute(channels)
/// {
///     public const int Channels = Block.Parameter1;
/// }
///
/// [NeuralNetwork, Input(32, 32, 3), Conv2D(16, 3, Padding = Padding.Same), Residual(16, Repeat = 3)]
/// [GlobalAveragePool2D, Dense(10, Activation.Softmax)]
/// public sealed partial class ThreeBlocks;
/// </code>
/// </example>
public abstract class BlockAttribute(params object[] arguments) : LayerAttribute
{
    /// <summary>The parameters of the constructor, in their order.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    /// <summary>
    /// How many times the block stands here, one behind the other, each with parameters of its own unless <see cref="SharesWeights"/>
    /// is set; from 1 to 256. Default: 1. With more than one, their names end with their numbers: <c>down_1</c>, <c>down_2</c>.
    /// </summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// Whether all repetitions use the parameters of the first one, so that the same weights are applied again and again. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool SharesWeights { get; set; }
}
