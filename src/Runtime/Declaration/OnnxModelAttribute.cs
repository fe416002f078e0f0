namespace NNGen;

/// <summary>
/// Makes a partial class the network of an ONNX model: the build reads shapes, layers and weights from the file, and the class gets a static
/// property <c>Pretrained</c>, ready without reading any file at run time.
/// </summary>
/// <remarks>
/// The project lists the file as <c>&lt;NNGenModel Include="policy.onnx" /&gt;</c>. Every operator of the model has to have a layer here; those
/// that have none are errors of the build, all at once, each with its node and the reason. Inputs and outputs keep the order of the file.
/// Nothing else that declares a network stands on the class.
/// </remarks>
/// <param name="file">The file as the project lists it, with forward slashes between folders.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OnnxModelAttribute(string file) : Attribute
{
    /// <summary>The file as the project lists it.</summary>
    public string File { get; } = file;

    /// <summary>
    /// Whether code for training is generated too, so that the model can be trained on. Default: <see langword="false"/>.
    /// </summary>
    public bool Trainable { get; set; }

    /// <summary>The loss that training minimises. Default: <see cref="NNGen.Loss.Auto"/>, as for <see cref="NeuralNetworkAttribute"/>.</summary>
    public Loss Loss { get; set; } = Loss.Auto;
}
