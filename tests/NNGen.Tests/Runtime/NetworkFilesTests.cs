using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NNGen.Tests.Runtime;

/// <summary>Saving and loading networks.</summary>
public sealed class NetworkFilesTests : IDisposable
{
    private const int HeaderStart = 8;

    private readonly string folder = Directory.CreateTempSubdirectory("nngen-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void SaveAndLoad_File_GivesTheSameNetwork()
    {
        var network = new DescribedNetwork(seed: 1);
        network.Parameters[3] = float.NaN;
        network.Parameters[4] = -0f;
        network.Parameters[5] = float.Epsilon;
        string path = Path.Combine(folder, "network.safetensors");
        network.Save(path);
        var loaded = new DescribedNetwork(seed: 2);
        long version = loaded.Parameters.Version;
        loaded.Load(path);
        Assert.Equal(Bits(network), Bits(loaded));
        Assert.NotEqual(version, loaded.Parameters.Version);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Save_TensorStoredTransposed_IsCanonicalInTheFile()
    {
        var network = new DescribedNetwork(seed: 1);
        byte[] file = Saved(network);
        int dataStart = HeaderStart + (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        for (int i = 0; i < DescribedNetwork.Inputs; i++)
        {
            for (int o = 0; o < DescribedNetwork.Hidden; o++)
            {
                float found = BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(dataStart + (4 * ((i * DescribedNetwork.Hidden) + o))));
                Assert.Equal(network.Parameters[(o * DescribedNetwork.Inputs) + i], found);
            }
        }
    }

    [Fact]
    public void Save_Header_IsExactlyThis()
    {
        string expected = OneLine(
            """
            {"__metadata__":{"format":"nngen","format_version":"1","network":"Described","architecture":"0123456789abcdef"},
            "dense_1.kernel":{"dtype":"F32","shape":[3,4],"data_offsets":[0,48]},
            "dense_1.bias":{"dtype":"F32","shape":[4],"data_offsets":[48,64]},
            "dense_2.kernel":{"dtype":"F32","shape":[4,2],"data_offsets":[64,96]},
            "dense_2.bias":{"dtype":"F32","shape":[2],"data_offsets":[96,104]}}
            """);
        byte[] file = Saved(new DescribedNetwork(seed: 1));
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        string header = Encoding.UTF8.GetString(file, HeaderStart, length);
        Assert.Equal(expected, header.TrimEnd(' '));
        Assert.Equal(0, length % 8);
        Assert.Equal(HeaderStart + length + 104, file.Length);
    }

    [Fact]
    public void Save_Twice_GivesTheSameBytesInFileAndStream()
    {
        var network = new DescribedNetwork(seed: 1);
        string path = Path.Combine(folder, "network.safetensors");
        network.Save(path);
        Assert.Equal(Saved(network), File.ReadAllBytes(path));
        Assert.Equal(Saved(network), Saved(new DescribedNetwork(seed: 1)));
    }

    [Fact]
    public void Save_ExistingFile_ReplacesIt()
    {
        string path = Path.Combine(folder, "network.safetensors");
        File.WriteAllBytes(path, new byte[100_000]);
        new DescribedNetwork(seed: 1).Save(path);
        Assert.Equal(Saved(new DescribedNetwork(seed: 1)), File.ReadAllBytes(path));
    }

    [Fact]
    public void Save_PlaceTaken_LeavesNothingBehind()
    {
        string path = Path.Combine(folder, "network.safetensors");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<SystemException>(() => new DescribedNetwork(seed: 1).Save(path));
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Throws<DirectoryNotFoundException>(() => new DescribedNetwork(seed: 1).Save(Path.Combine(folder, "absent", "network")));
    }

    [Fact]
    public void Load_StreamThatCannotSeek_ReadsToItsEnd()
    {
        var network = new DescribedNetwork(seed: 1);
        using var compressed = new MemoryStream();
        using (var stream = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) network.Save(stream);
        compressed.Position = 0;
        var loaded = new DescribedNetwork(seed: 2);
        loaded.Load(new DeflateStream(compressed, CompressionMode.Decompress));
        Assert.Equal(Bits(network), Bits(loaded));
    }

    [Fact]
    public void Load_StreamThatCannotSeekWithWrongLength_IsRefused()
    {
        byte[] file = Saved(new DescribedNetwork(seed: 1));
        Assert.Contains("expected 104 bytes of data, found more", Refused([.. file, 0]), StringComparison.Ordinal);
        Assert.Contains("expected 104 bytes of data, found 103", Refused(file[..^1]), StringComparison.Ordinal);

        static string Refused(byte[] bytes)
        {
            using var compressed = new MemoryStream();
            using (var stream = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(bytes);
            compressed.Position = 0;
            using var decompressed = new DeflateStream(compressed, CompressionMode.Decompress);
            return Assert.Throws<InvalidDataException>(() => new DescribedNetwork(seed: 2).Load(decompressed)).Message;
        }
    }

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.Throws<FileNotFoundException>(() => new DescribedNetwork(seed: 1).Load(Path.Combine(folder, "absent")));

    // As Python's safetensors writes it for PyTorch: sorted by name, its own metadata, built by hand.
    [Fact]
    public void Load_FileOfAnotherProgram_NeedsOnlyNamesAndShapes()
    {
        string header = OneLine(
            """
            {"__metadata__":{"format":"pt","architecture":"resnet18"},
            "dense_1.bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},
            "dense_1.kernel":{"dtype":"F32","shape":[3,4],"data_offsets":[16,64]},
            "dense_2.bias":{"dtype":"F32","shape":[2],"data_offsets":[64,72]},
            "dense_2.kernel":{"dtype":"F32","shape":[4,2],"data_offsets":[72,104]}}
            """);
        float[] values = [.. Enumerable.Range(0, 26).Select(i => (float)i)];
        var network = new DescribedNetwork(seed: 1);
        network.Load(new MemoryStream(Built(header + "   ", values)));
        Assert.Equal(values[..4], network.Parameters["dense_1.bias"].ToArray());
        Assert.Equal(values[4..16], network.Parameters["dense_1.kernel"].ToArray());
        Assert.Equal(values[16..18], network.Parameters["dense_2.bias"].ToArray());
        Assert.Equal(values[18..], network.Parameters["dense_2.kernel"].ToArray());

        // Element [1, 2] of the kernel, which is stored as [out, in].
        Assert.Equal(values[4 + (1 * 4) + 2], network.Parameters[(2 * 3) + 1]);
    }

    [Fact]
    public void Load_ManyMismatches_ListsThemAllAndChangesNothing()
    {
        string header = OneLine(
            """
            {"__metadata__":{"format":"nngen","format_version":"2","network":"Other","architecture":"fedcba9876543210"},
            "dense_1.kernel":{"dtype":"F32","shape":[4,3],"data_offsets":[0,48]},
            "dense_1.bias":{"dtype":"F32","shape":[4],"data_offsets":[48,64]},
            "dense_2.bias":{"dtype":"F16","shape":[2],"data_offsets":[64,68]},
            "dense_3.bias":{"dtype":"F32","shape":[1],"data_offsets":[68,72]}}
            """);
        string message = AssertRefused(Built(header, new float[18]));
        Assert.Equal(
            """
            The stream: expected the parameters of Described, found those of Other:
            - format_version: expected 1, found 2
            - architecture: expected 0123456789abcdef, found fedcba9876543210
            - tensor 'dense_1.kernel': expected F32 [3, 4], found F32 [4, 3]
            - tensor 'dense_2.kernel': expected F32 [4, 2], found no such tensor
            - tensor 'dense_2.bias': expected F32 [2], found F16 [2]
            - tensor 'dense_3.bias': expected no such tensor, found F32 [1]
            """,
            message);
    }

    [Fact]
    public void Load_CutOffAnywhere_IsRefusedAndChangesNothing()
    {
        byte[] file = Saved(new DescribedNetwork(seed: 1));
        for (int length = 0; length < file.Length; length++) AssertRefused(file[..length]);
        AssertRefused([.. file, 0]);
    }

    [Fact]
    public void Load_AnyBitFlipped_IsRefusedUnchangedOrLoaded()
    {
        byte[] file = Saved(new DescribedNetwork(seed: 1));
        int dataStart = file.Length - 104;
        int refused = 0;
        for (int place = 0; place < file.Length; place++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. file];
                damaged[place] ^= (byte)(1 << bit);
                var network = new DescribedNetwork(seed: 2);
                try
                {
                    network.Load(new MemoryStream(damaged));
                    continue;
                }
                catch (InvalidDataException)
                {
                    refused++;
                    Assert.True(place < dataStart, "Every bit pattern is a float.");
                    Assert.Equal(Bits(new DescribedNetwork(seed: 2)), Bits(network));
                }
            }
        }

        // What is left are the values of the metadata that nobody compares.
        Assert.True(refused > dataStart * 8 * 3 / 4, $"Only {refused} of {dataStart * 8} damaged headers were refused.");
    }

    [Fact]
    public void SaveAndLoad_Nothing_IsAnArgumentError()
    {
        var network = new DescribedNetwork(seed: 1);
        Assert.Throws<ArgumentException>(() => network.Save(""));
        Assert.Throws<ArgumentException>(() => network.Load(""));
        Assert.Throws<ArgumentNullException>(() => network.Save((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => network.Load((string)null!));
        Assert.Throws<ArgumentNullException>(() => ((DescribedNetwork)null!).Save(Stream.Null));
    }

    private static uint[] Bits(DescribedNetwork network) =>
        [.. network.Parameters.AsReadOnlySpan().ToArray().Select(BitConverter.SingleToUInt32Bits)];

    private static byte[] Saved(DescribedNetwork network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("");

    private static byte[] Built(string header, float[] values)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((ulong)Encoding.UTF8.GetByteCount(header));
        writer.Write(Encoding.UTF8.GetBytes(header));
        foreach (float value in values) writer.Write(value);
        return stream.ToArray();
    }

    /// <summary>Checks that loading fails and changes nothing; gives the message.</summary>
    private static string AssertRefused(byte[] file)
    {
        var network = new DescribedNetwork(seed: 2);
        long version = network.Parameters.Version;
        var error = Assert.Throws<InvalidDataException>(() => network.Load(new MemoryStream(file)));
        Assert.Equal(version, network.Parameters.Version);
        Assert.Equal(Bits(new DescribedNetwork(seed: 2)), Bits(network));
        return error.Message;
    }
}
