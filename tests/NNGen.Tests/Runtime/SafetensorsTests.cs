using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace NNGen.Tests.Runtime;

/// <summary>The format itself: what is read and what is refused.</summary>
public sealed class SafetensorsTests
{
    [Fact]
    public void ReadHeader_EveryPart_IsUnderstood()
    {
        // Tensors out of the order of their data, a single number, an empty tensor, an escaped name and space at the end.
        const string Json =
            """
            {"b":{"data_offsets":[4,12],"shape":[1,2],"dtype":"F32"}, "\u0061":{"dtype":"F32","shape":[],"data_offsets":[0,4]},
            "__metadata__":{"key":"value","other":""}, "empty":{"dtype":"F32","shape":[0,9],"data_offsets":[4,4]}}
            """;
        using MemoryStream stream = File(Json + "  ", 12);
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, "x");
        Assert.Equal(["a", "empty", "b"], header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["F32 []", "F32 [0, 9]", "F32 [1, 2]"], header.Tensors.Select(tensor => tensor.TypeAndShape));
        Assert.Equal([(0L, 4L), (4, 4), (4, 12)], header.Tensors.Select(tensor => (tensor.Start, tensor.End)));
        Assert.Equal(("value", "", null), (header.MetadataValue("key"), header.MetadataValue("other"), header.MetadataValue("third")));
        Assert.Equal(12, header.DataLength);
        Assert.Equal([0, 0, 0], SafetensorsFile.ReadData(stream, header, "x"));
    }

    [Fact]
    public void ReadHeader_NoTensors_IsEmpty() => Assert.Empty(SafetensorsFile.ReadHeader(File("{}", 0), "x").Tensors);

    [Theory]
    [InlineData("BOOL", 1)]
    [InlineData("F8_E4M3", 1)]
    [InlineData("BF16", 2)]
    [InlineData("I32", 4)]
    [InlineData("F64", 8)]
    public void ReadHeader_OtherTypes_AreKnownBySize(string dtype, int bytes)
    {
        string json = $$$"""{"a":{"dtype":"{{{dtype}}}","shape":[3],"data_offsets":[0,{{{3 * bytes}}}]}}""";
        Assert.Equal($"{dtype} [3]", SafetensorsFile.ReadHeader(File(json, 3 * bytes), "x").Tensors[0].TypeAndShape);
    }

    [Theory]
    [InlineData("""[]""", "begins with {")]
    [InlineData(""" {}""", "begins with {")]
    [InlineData("""{"a":""", "valid JSON")]
    [InlineData("""{} {}""", "valid JSON")]
    [InlineData("""{"a\ud800":{}}""", "valid JSON")]
    [InlineData("""{"a":1}""", "tensor 'a': expected a JSON StartObject, found Number")]
    [InlineData("""{"a":{}}""", "tensor 'a'", "not all of them")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "tensor 'a'", "not all of them")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":0}}""", "tensor 'a'", "found 'more'")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "tensor 'a'", "once each")]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", "tensor 'a'", "found 'F31'")]
    [InlineData("""{"a":{"dtype":null,"shape":[1],"data_offsets":[0,4]}}""", "tensor 'a', dtype", "JSON String")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "tensor 'a', shape", "StartArray")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "tensor 'a', shape", "JSON Number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "tensor 'a', shape", "0 or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "tensor 'a', shape", "integers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "tensor 'a', shape", "integers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483648],"data_offsets":[0,4]}}""", "tensor 'a'", "at most 2147483647")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,4]}}""", "tensor 'a'", "2⁶³")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "tensor 'a': expected 8 bytes for F32 [2], found 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "tensor 'a'", "found [4, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", "tensor 'a'", "found [0, 4, 4]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor 'a': expected its data from 0 on", "found 4")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "tensor 'b': expected its data from 4 on",
        "found 0")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "'a': expected one entry")]
    [InlineData("""{"__metadata__":[]}""", "'__metadata__': expected a JSON StartObject")]
    [InlineData("""{"__metadata__":{"a":1}}""", "'__metadata__', 'a': expected a JSON String")]
    [InlineData("""{"__metadata__":{"a":"1","a":"1"}}""", "'__metadata__', 'a': expected one value")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "'__metadata__': expected one entry")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "expected 12 bytes of data, found 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "expected 4 bytes of data, found 8")]
    public void ReadHeader_AgainstTheFormat_NamesFileTensorExpectedAndFound(string json, params string[] parts)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadHeader(File(json, 8), "weights.safetensors"));
        Assert.StartsWith("weights.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ReadHeader_BytesThatAreNotUnicode_IsRefused()
    {
        byte[] json = Encoding.Latin1.GetBytes("{\"ä\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadHeader(File(json, 0), "x"));
        Assert.Contains("valid JSON", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0ul, "2 to 100000000 bytes, found 0")]
    [InlineData(1ul, "2 to 100000000 bytes, found 1")]
    [InlineData(3ul, "expected a header of 3 bytes, found 2")]
    [InlineData(100_000_000ul, "expected a header of 100000000 bytes, found 2")]
    [InlineData(100_000_001ul, "2 to 100000000 bytes, found 100000001")]
    [InlineData(ulong.MaxValue, "found 18446744073709551615")]
    public void ReadHeader_LengthThatCannotBe_IsRefused(ulong length, string part)
    {
        byte[] file = File("{}", 0).ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadHeader(new MemoryStream(file), "x"));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_AnyNames_ReadsBackAndIsPadded()
    {
        var header = new SafetensorsHeader(
            [new("key", "\"quoted\" \\ \n ünï 語")],
            [new("größe.kernel", "F32", [2, 3], 0, 24), new("x", "F32", [], 24, 28)]);
        ReadOnlySpan<byte> json = header.ToJson().Span;
        Assert.Equal(0, json.Length % 8);
        Assert.Contains("größe", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        SafetensorsHeader found = SafetensorsHeaderParser.Parse(json, "x");
        Assert.Equal(header.Metadata, found.Metadata);
        Assert.Equal(header.Tensors.Select(Text), found.Tensors.Select(Text));
    }

    // Written by another program; it holds integers among the floats.
    [SkippableFact]
    public void ReadHeader_FileOfAnotherProgram_IsUnderstood()
    {
        string path = Path.Combine(TestData.RequireFolder("weights"), "burn-mnist.safetensors");
        using FileStream stream = System.IO.File.OpenRead(path);
        SafetensorsHeader header = SafetensorsFile.ReadHeader(stream, path);
        Assert.Equal(20, header.Tensors.Count);
        Assert.Contains("fc1.weight F32 [32, 11616] 19056..1505904", header.Tensors.Select(Text));
        Assert.Contains("norm1.num_batches_tracked I64 [] 0..8", header.Tensors.Select(Text));
    }

    private static string Text(SafetensorsTensor tensor) => $"{tensor.Name} {tensor.TypeAndShape} {tensor.Start}..{tensor.End}";

    private static MemoryStream File(string json, int dataLength) => File(Encoding.UTF8.GetBytes(json), dataLength);

    private static MemoryStream File(byte[] json, int dataLength)
    {
        var file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, 8);
        return new MemoryStream(file);
    }
}
