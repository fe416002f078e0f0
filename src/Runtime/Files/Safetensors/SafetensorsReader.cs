using System.IO;
using System.Linq;

namespace NNGen;

/// <summary>Reads a safetensors file as a list of tensors.</summary>
internal static class SafetensorsReader
{
    public static TensorFileContent Read(FileBytes bytes)
    {
        using Stream stream = bytes.View(0, bytes.Length, "the file");
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, bytes.Source);
        long dataStart = stream.Position;
        StoredTensor[] tensors = header.Tensors.Select(Describe).ToArray();

        // The format sorts tensors as it likes; only our own files keep the network's order.
        bool isOwn = header.MetadataValue(NetworkFiles.FormatKey) == NetworkFiles.Format;
        return new TensorFileContent(TensorFileFormat.Safetensors, tensors, isOwn ? WeightLayout.Keras : WeightLayout.Auto, isOwn);

        StoredTensor Describe(SafetensorsTensor tensor) => new(
            bytes.Source,
            tensor.Name,
            ElementFormat.Of(tensor.Dtype),
            tensor.Shape,
            () => bytes.View(dataStart + tensor.Start, tensor.End - tensor.Start, $"tensor '{tensor.Name}'"));
    }
}
