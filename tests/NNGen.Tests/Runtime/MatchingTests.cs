using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NNGen.Tests.Runtime;

/// <summary>Taking over those tensors of another network that fit.</summary>
public sealed class MatchingTests
{
    /// <summary>Another network: its first kernel fits but lies the other way round in memory, its head has another shape.</summary>
    private static readonly ParameterBuffer Other = Filled(DescribedNetwork.Describe(
        "Other",
        new TensorDescription("dense_1.bias", [4], 0, [0], Initializer.Zeros, 3, 4),
        new TensorDescription("dense_1.kernel", [3, 4], 4, [0, 1], Initializer.Zeros, 3, 4),
        new TensorDescription("dense_2.kernel", [4, 5], 16, [1, 0], Initializer.Zeros, 4, 5),
        new TensorDescription("extra.bias", [2], 36, [0], Initializer.Zeros, 4, 2)));

    private static readonly MatchOptions Skipping = new() { SkipOtherShapes = true };

    [Fact]
    public void CopyMatching_OtherStorageOrder_CopiesCanonicalElements()
    {
        var network = new DescribedNetwork(seed: 1);
        float[] head = network.Parameters.AsReadOnlySpan()[16..].ToArray();
        long version = network.Parameters.Version;
        ParameterMatch match = network.Parameters.CopyMatching(Other, Skipping);
        Assert.Equal(["dense_1.kernel", "dense_1.bias"], match.Loaded);
        Assert.Equal(["dense_2.bias"], match.Missing);
        Assert.Equal(["dense_2.kernel"], match.OtherShape);
        Assert.Equal(["dense_2.kernel", "extra.bias"], match.Unused);
        Assert.Equal(Other["dense_1.kernel"].ToArray(), network.Parameters["dense_1.kernel"].ToArray());
        Assert.Equal(Other["dense_1.bias"].ToArray(), network.Parameters["dense_1.bias"].ToArray());
        Assert.Equal(head, network.Parameters.AsReadOnlySpan()[16..].ToArray());
        Assert.NotEqual(version, network.Parameters.Version);
    }

    [Fact]
    public void CopyMatching_OtherShape_IsRefusedUnchanged() => Assert.Equal(
        Lines(
            "Other: expected parameters that match those of Described:",
            "- tensor 'dense_2.kernel': expected F32 [4, 2], found F32 [4, 5] (Parameter 'source')"),
        AssertRefused<ArgumentException>(network => network.Parameters.CopyMatching(Other)));

    [Fact]
    public void CopyMatching_Layers_TakesTheseAlone()
    {
        var network = new DescribedNetwork(seed: 1);
        ParameterMatch match = network.Parameters.CopyMatching(Other, new MatchOptions { Layers = ["dense_1"] });
        Assert.Equal(["dense_1.kernel", "dense_1.bias"], match.Loaded);
        Assert.Empty(match.Missing);
        Assert.Empty(match.OtherShape);
        Assert.Equal(["dense_2.kernel", "extra.bias"], match.Unused);
    }

    [Fact]
    public void CopyMatching_LayersThatAreNotThere_AreRefusedWithEveryTensor()
    {
        Assert.Equal(
            Lines(
                "Other: expected parameters that match those of Described:",
                "- tensor 'dense_2.kernel': expected F32 [4, 2], found F32 [4, 5]",
                "- tensor 'dense_2.bias': expected F32 [2], found no such tensor (Parameter 'source')"),
            AssertRefused<ArgumentException>(network => network.Parameters.CopyMatching(Other, new MatchOptions { Layers = ["dense_2"] })));
        Assert.StartsWith(
            "Described has no layer 'dense_3'. It has: dense_1, dense_2.",
            AssertRefused<ArgumentException>(network => network.Parameters.CopyMatching(Other, new MatchOptions { Layers = ["dense_3"] })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CopyMatching_NothingMatches_IsRefused()
    {
        ParameterBuffer stranger = Filled(DescribedNetwork.Describe(
            "Stranger", new TensorDescription("conv2d_1.bias", [4], 0, [0], Initializer.Zeros, 3, 4)));
        string message = AssertRefused<ArgumentException>(network => network.Parameters.CopyMatching(stranger, Skipping));
        Assert.Contains("- expected one of the tensors dense_1.kernel [3, 4], ", message, StringComparison.Ordinal);
        Assert.Contains(", found conv2d_1.bias", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LoadMatching_StrangeFile_ReadsTheTensorsThatFit(bool canSeek)
    {
        var network = new DescribedNetwork(seed: 1);
        ParameterMatch match = network.LoadMatching(Stream(StrangeFile(), canSeek), Skipping);
        Assert.Equal(["dense_1.bias", "dense_2.kernel"], match.Loaded);
        Assert.Equal(["dense_1.kernel"], match.Missing);
        Assert.Equal(["dense_2.bias"], match.OtherShape);
        Assert.Equal(["counter", "dense_2.bias"], match.Unused);
        Assert.Equal([1, 2, 3, 4], network.Parameters["dense_1.bias"].ToArray());
        Assert.Equal([5, 6, 7, 8, 9, 10, 11, 12], network.Parameters["dense_2.kernel"].ToArray());
        Assert.Equal(
            Lines(
                "The stream: expected parameters that match those of Described:",
                "- tensor 'dense_2.bias': expected F32 [2], found F16 [2]"),
            AssertRefused<InvalidDataException>(other => other.LoadMatching(Stream(StrangeFile(), canSeek))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LoadMatching_CutOffAnywhere_IsRefusedUnchanged(bool canSeek)
    {
        byte[] file = StrangeFile();
        for (int length = 0; length < file.Length; length++)
        {
            AssertRefused<InvalidDataException>(network => network.LoadMatching(Stream(file[..length], canSeek), Skipping));
        }

        AssertRefused<InvalidDataException>(network => network.LoadMatching(Stream([.. file, 0], canSeek), Skipping));
    }

    [Fact]
    public void LoadMatching_SavedFile_GivesTheSameNetworkAndRefusesNewerFormats()
    {
        var saved = new DescribedNetwork(seed: 1);
        using var stream = new MemoryStream();
        saved.Save(stream);
        var loaded = new DescribedNetwork(seed: 2);
        ParameterMatch match = loaded.LoadMatching(new MemoryStream(stream.ToArray()));
        Assert.Equal(4, match.Loaded.Count);
        Assert.Empty(match.Unused);
        Assert.Equal(saved.Parameters.AsReadOnlySpan().ToArray(), loaded.Parameters.AsReadOnlySpan().ToArray());

        byte[] newer = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(stream.ToArray()).Replace("\"format_version\":\"1\"", "\"format_version\":\"2\""));
        Assert.Contains(
            "- format_version: expected 1, found 2",
            AssertRefused<InvalidDataException>(network => network.LoadMatching(new MemoryStream(newer))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void LoadMatching_Path_NamesTheFile()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, StrangeFile());
            Assert.StartsWith(
                $"{path}: ", AssertRefused<InvalidDataException>(network => network.LoadMatching(path)), StringComparison.Ordinal);
            Assert.Equal(2, new DescribedNetwork(seed: 1).LoadMatching(path, Skipping).Loaded.Count);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<FileNotFoundException>(() => new DescribedNetwork(seed: 1).LoadMatching(path));
        Assert.Throws<ArgumentException>(() => new DescribedNetwork(seed: 1).LoadMatching(""));
    }

    /// <summary>Types that the library does not read, odd lengths, tensors of nobody; the metadata of another program.</summary>
    private static byte[] StrangeFile()
    {
        string header =
            """
            {"__metadata__":{"format":"pt","format_version":"7"},
            "counter":{"dtype":"I8","shape":[3],"data_offsets":[0,3]},
            "dense_1.bias":{"dtype":"F32","shape":[4],"data_offsets":[3,19]},
            "dense_2.bias":{"dtype":"F16","shape":[2],"data_offsets":[19,23]},
            "dense_2.kernel":{"dtype":"F32","shape":[4,2],"data_offsets":[23,55]}}
            """;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((ulong)header.Length);
        writer.Write(Encoding.ASCII.GetBytes(header));
        writer.Write(new byte[3]);
        for (int i = 1; i <= 4; i++) writer.Write((float)i);
        writer.Write(new byte[4]);
        for (int i = 5; i <= 12; i++) writer.Write((float)i);
        return stream.ToArray();
    }

    private static Stream Stream(byte[] file, bool canSeek)
    {
        if (canSeek) return new MemoryStream(file);
        using var compressed = new MemoryStream();
        using (var deflating = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) deflating.Write(file);
        return new DeflateStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
    }

    private static ParameterBuffer Filled(NetworkDescription description)
    {
        var parameters = new ParameterBuffer(description);
        for (int i = 0; i < parameters.Length; i++) parameters[i] = 100 + i;
        return parameters;
    }

    /// <summary>Checks that an action fails and changes nothing; gives the message.</summary>
    private static string AssertRefused<TException>(Action<DescribedNetwork> action)
        where TException : Exception
    {
        var network = new DescribedNetwork(seed: 2);
        long version = network.Parameters.Version;
        TException error = Assert.Throws<TException>(() => action(network));
        Assert.Equal(version, network.Parameters.Version);
        Assert.Equal(
            new DescribedNetwork(seed: 2).Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
        return error.Message;
    }

    private static string Lines(params string[] lines) => string.Join('\n', lines);
}
