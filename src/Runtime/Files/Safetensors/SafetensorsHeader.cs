using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NNGen;

/// <summary>
/// What stands in front of the data of a safetensors file: the metadata, and name, type, shape and place of every tensor, as JSON.
/// Source: https://github.com/huggingface/safetensors.
/// </summary>
/// <remarks>
/// For example <c>{"__metadata__":{"key":"value"},"name":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}</c>, padded with spaces.
/// </remarks>
/// <param name="metadata">The metadata, in the order of the file.</param>
/// <param name="tensors">The tensors, in the order of their data, which has no gaps.</param>
internal sealed class SafetensorsHeader(IReadOnlyList<KeyValuePair<string, string>> metadata, IReadOnlyList<SafetensorsTensor> tensors)
{
    public const string MetadataName = "__metadata__";
    public const string DtypeName = "dtype";
    public const string ShapeName = "shape";
    public const string OffsetsName = "data_offsets";

    // The reference implementation pads like this, so that the data can be mapped into memory and read in place.
    private const int Alignment = 8;

    /// <summary>The metadata.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; } = metadata;

    /// <summary>The tensors.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; } = tensors;

    /// <summary>The bytes of all tensors.</summary>
    public long DataLength => Tensors.Count == 0 ? 0 : Tensors[^1].End;

    /// <summary>One value of the metadata, or null.</summary>
    public string? MetadataValue(string key)
    {
        foreach ((string name, string value) in Metadata)
        {
            if (name == key) return value;
        }

        return null;
    }

    /// <summary>The JSON text, padded. The same header gives the same bytes.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var json = new ArrayBufferWriter<byte>();

        // The relaxed encoder leaves letters of all languages as they are, as the reference implementation does.
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (Metadata.Count > 0) WriteMetadata(writer);
            foreach (SafetensorsTensor tensor in Tensors) WriteTensor(writer, tensor);
            writer.WriteEndObject();
        }

        int padding = (Alignment - (json.WrittenCount % Alignment)) % Alignment;
        json.GetSpan(padding)[..padding].Fill((byte)' ');
        json.Advance(padding);
        return json.WrittenMemory;
    }

    private static void WriteTensor(Utf8JsonWriter writer, SafetensorsTensor tensor)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString(DtypeName, tensor.Dtype);
        writer.WriteStartArray(ShapeName);
        foreach (int extent in tensor.Shape) writer.WriteNumberValue(extent);
        writer.WriteEndArray();
        writer.WriteStartArray(OffsetsName);
        writer.WriteNumberValue(tensor.Start);
        writer.WriteNumberValue(tensor.End);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(MetadataName);
        foreach ((string key, string value) in Metadata) writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
