namespace NNGen;

/// <summary>
/// Puts trained weights into the assembly: the class gets a static property <c>Pretrained</c>, a network with the weights of the file, ready
/// without reading any file at run time.
/// </summary>
/// <remarks>
/// The project lists the file as <c>&lt;NNGenModel Include="lenet5.safetensors" /&gt;</c>. It is a safetensors file as <c>Save</c> writes it:
/// every tensor of the network by name, in its canonical shape, as 32-bit floats; anything else is an error of the build. Small files become
/// static data of the generated code, larger ones an embedded resource.
/// </remarks>
/// <param name="file">The file as the project lists it, with forward slashes between folders.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WeightsAttribute(string file) : Attribute
{
    /// <summary>The file as the project lists it.</summary>
    public string File { get; } = file;
}
