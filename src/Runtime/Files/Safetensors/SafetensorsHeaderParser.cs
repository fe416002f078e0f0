using System.IO;
using System.Text.Json;

namespace NNGen;

/// <summary>
/// Reads a <see cref="SafetensorsHeader"/> from JSON and refuses everything that the format does not allow: files come from anywhere.
/// </summary>
/// <param name="source">The file's name, for messages.</param>
internal sealed class SafetensorsHeaderParser(string source)
{
    private readonly HashSet<string> names = [];
    private readonly List<KeyValuePair<string, string>> metadata = [];
    private readonly List<SafetensorsTensor> tensors = [];

    /// <summary>Parses one header.</summary>
    /// <exception cref="InvalidDataException">
    /// The header is not well-formed; says which tensor, what was expected and what was found.
    /// </exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            return new SafetensorsHeaderParser(source).ParseHeader(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader's answer to text that is not valid Unicode is an InvalidOperationException.
            throw new InvalidDataException($"{source}: expected a header of valid JSON, found a mistake: {error.Message}", error);
        }
    }

    private SafetensorsHeader ParseHeader(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'{', ..]) throw Wrong("the header", "JSON that begins with {", "other text");
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (NextProperty(ref reader) is string name)
        {
            if (!names.Add(name)) throw Wrong(Quoted(name), "one entry", "a second one");
            reader.Read();
            if (name == SafetensorsHeader.MetadataName)
            {
                ParseMetadata(ref reader);
            }
            else
            {
                tensors.Add(ParseTensor(ref reader, name));
            }
        }

        // Throws when anything but white space is left.
        reader.Read();
        RequireNoGaps();
        return new SafetensorsHeader(metadata, tensors);
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        const string Place = $"'{SafetensorsHeader.MetadataName}'";
        var keys = new HashSet<string>();
        Require(ref reader, JsonTokenType.StartObject, Place);
        while (NextProperty(ref reader) is string key)
        {
            if (!keys.Add(key)) throw Wrong($"{Place}, {Quoted(key)}", "one value", "a second one");
            reader.Read();
            Require(ref reader, JsonTokenType.String, $"{Place}, {Quoted(key)}");
            metadata.Add(new(key, reader.GetString()!));
        }
    }

    private SafetensorsTensor ParseTensor(ref Utf8JsonReader reader, string name)
    {
        string place = $"tensor {Quoted(name)}";
        string? dtype = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Require(ref reader, JsonTokenType.StartObject, place);
        while (NextProperty(ref reader) is string property)
        {
            reader.Read();
            switch (property)
            {
                case SafetensorsHeader.DtypeName when dtype is null:
                    Require(ref reader, JsonTokenType.String, $"{place}, {property}");
                    dtype = reader.GetString();
                    break;
                case SafetensorsHeader.ShapeName when shape is null:
                    shape = ParseNumbers(ref reader, $"{place}, {property}");
                    break;
                case SafetensorsHeader.OffsetsName when offsets is null:
                    offsets = ParseNumbers(ref reader, $"{place}, {property}");
                    break;
                default:
                    throw Wrong(place, "dtype, shape and data_offsets, once each", Quoted(property));
            }
        }

        if (dtype is null || shape is null || offsets is null) throw Wrong(place, "dtype, shape and data_offsets", "not all of them");
        int elementBytes = SafetensorsTensor.ElementBytes(dtype);
        if (elementBytes == 0) throw Wrong(place, $"a dtype of the format, as {SafetensorsTensor.Float32}", Quoted(dtype));
        if (offsets is not [long start, long end] || end < start)
        {
            throw Wrong(place, "data_offsets [start, end], in this order", $"[{string.Join(", ", offsets)}]");
        }

        long expected = Bytes(elementBytes, shape, place);
        if (end - start != expected)
        {
            throw Wrong(place, $"{expected} bytes for {dtype} [{string.Join(", ", shape)}]", $"{end - start} bytes, from {start} to {end}");
        }

        return new SafetensorsTensor(name, dtype, shape.ConvertAll(extent => (int)extent), start, end);
    }

    private List<long> ParseNumbers(ref Utf8JsonReader reader, string place)
    {
        var numbers = new List<long>();
        Require(ref reader, JsonTokenType.StartArray, place);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(ref reader, JsonTokenType.Number, place);
            if (!reader.TryGetInt64(out long number) || number < 0) throw Wrong(place, "integers of 0 or more", "another number");
            numbers.Add(number);
        }

        return numbers;
    }

    private long Bytes(int elementBytes, List<long> shape, string place)
    {
        long bytes = elementBytes;
        foreach (long extent in shape)
        {
            bool isTooLarge = extent > int.MaxValue || (extent > 0 && bytes > long.MaxValue / extent);
            if (isTooLarge)
            {
                throw Wrong(place, $"extents of at most {int.MaxValue} and less than 2⁶³ bytes", $"[{string.Join(", ", shape)}]");
            }

            bytes *= extent;
        }

        return bytes;
    }

    private void RequireNoGaps()
    {
        // Empty tensors may stand anywhere between two others, so the end decides between equal starts.
        tensors.Sort((a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        long end = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (tensor.Start != end)
            {
                throw Wrong($"tensor {Quoted(tensor.Name)}", $"its data from {end} on, without gap or overlap", $"{tensor.Start}");
            }

            end = tensor.End;
        }
    }

    /// <summary>The name of the object's next property, or null at its end.</summary>
    private static string? NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? null : reader.GetString();
    }

    private void Require(ref Utf8JsonReader reader, JsonTokenType expected, string place)
    {
        if (reader.TokenType != expected) throw Wrong(place, $"a JSON {expected}", $"{reader.TokenType}");
    }

    private static string Quoted(string name) => $"'{name}'";

    private InvalidDataException Wrong(string place, string expected, string found) =>
        new($"{source}: {place}: expected {expected}, found {found}.");
}
