using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Runtime;

public sealed class IdxTests : IDisposable
{
    // Three images of 2 × 2 pixels, and their labels.
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 255, 51, 102, 1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9];

    private readonly string folder = Directory.CreateTempSubdirectory("nngen-idx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void FromIdx_PlainFiles_ScalesPixels()
    {
        Dataset data = Dataset.FromIdx(Write("images", Images), Write("labels", Labels));
        Assert.Equal((3, 4, 10), (data.Count, data.InputLength, data.Classes));
        Assert.Equal([0, 1, 51 / 255f, 102 / 255f], data.Input(0).ToArray());
        Assert.Equal([7, 0, 9], data.Labels.ToArray());
    }

    [Theory]
    [InlineData("images.gz", "labels.gz")]
    [InlineData("images", "labels")]
    public void FromIdx_CompressedFiles_AreFoundWithAndWithoutTheirEnding(string images, string labels)
    {
        Write("images.gz", Compress(Images));
        Write("labels.gz", Compress(Labels));
        Assert.Equal(3, Dataset.FromIdx(Path.Combine(folder, images), Path.Combine(folder, labels)).Count);
    }

    [Fact]
    public void FromIdx_CompressedFileWithoutTheEnding_IsRecognisedByItsContent() =>
        Assert.Equal(3, Dataset.FromIdx(Write("images", Compress(Images)), Write("labels", Compress(Labels))).Count);

    [Fact]
    public void FromIdx_PlainFilesNamedGz_AreFound()
    {
        Write("images", Images);
        Write("labels", Labels);
        Assert.Equal(3, Dataset.FromIdx(Path.Combine(folder, "images.gz"), Path.Combine(folder, "labels.gz")).Count);
    }

    [Fact]
    public void FromIdx_NoFile_NamesBothNamesTried()
    {
        string path = Path.Combine(folder, "absent");
        var error = Assert.Throws<FileNotFoundException>(() => Dataset.FromIdx(path, path));
        Assert.Contains(path + " or " + path + ".gz", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string[]> DamagedImages() => new()
    {
        { "magic", With(Images, 0, 1), ["two zero bytes", "01 00"] },
        { "type", With(Images, 2, 0x0D), ["0x08", "0x0D"] },
        { "one dimension", Labels, ["[count, …]", "[3]"] },
        { "no image", With(Images, 7, 0)[..16], ["at least one image", "[0, 2, 2]"] },
        { "no pixel", With(Images, 11, 0)[..16], ["at least one pixel", "[3, 0, 2]"] },
        { "huge", With(Images, 4, 0xFF), ["at most", "more in its header"] },
        { "overflowing", With(With(With(Images, 4, 0x7F), 8, 0x7F), 12, 0x7F), ["at most", "more in its header"] },
        { "large", With(Images, 4, 0x10), ["bytes of data", "cut off"] },
        { "truncated", Images[..^1], ["12 bytes", "found 11", "cut off"] },
        { "trailing", [.. Images, 0], ["12 bytes", "behind the data"] },
        { "header only", Images[..9], ["header", "end of the file"] },
        { "empty", [], ["header", "end of the file"] },
    };

    [Theory]
    [MemberData(nameof(DamagedImages))]
    public void FromIdx_DamagedImages_NamesFileExpectedAndFound(string damage, byte[] images, string[] parts)
    {
        string labels = Write("labels", Labels);
        foreach (string path in new[] { Write(damage, images), Write(damage + ".z", Compress(images)) })
        {
            var error = Assert.Throws<InvalidDataException>(() => Dataset.FromIdx(path, labels));
            Assert.All(parts.Append(path), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void FromIdx_LabelsThatDoNotFit_NamesFileExpectedAndFound()
    {
        string images = Write("images", Images);
        AssertRefused(images, Write("two", [0, 0, 8, 1, 0, 0, 0, 2, 7, 0]), "3 labels", "found 2");
        AssertRefused(images, images, "[count]", "[3, 2, 2]");
        AssertRefused(images, Write("eleven", With(Labels, 10, 10)), "0 to 9", "found 10 for sample 2");
        Assert.Equal(11, Dataset.FromIdx(images, Write("eleven", With(Labels, 10, 10)), classes: 11).Classes);
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromIdx(images, images, classes: 0));
    }

    // Some damage does not matter (a time in gzip's header, its checksum cut off): then the images must be the right ones.
    [Fact]
    public void FromIdx_DamagedCompression_IsRefusedOrHarmless()
    {
        string labels = Write("labels", Labels);
        float[] expected = Dataset.FromIdx(Write("whole", Images), labels).Inputs.ToArray();
        byte[] compressed = Compress(Images);
        int refused = 0;
        for (int place = 2; place < compressed.Length; place++)
        {
            Read(compressed[..place]);
            for (int bit = 0; bit < 8; bit++) Read(With(compressed, place, (byte)(compressed[place] ^ (1 << bit))));
        }

        Assert.True(refused > compressed.Length * 4, $"Only {refused} damaged files were refused.");

        void Read(byte[] damaged)
        {
            string path = Write("images", damaged);
            try
            {
                Assert.Equal(expected, Dataset.FromIdx(path, labels).Inputs.ToArray());
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
    }

    [Fact]
    public void ReadMnist_ImageSizesThatDiffer_IsRefused()
    {
        Write("train-images-idx3-ubyte", Images);
        Write("train-labels-idx1-ubyte", Labels);
        Write("t10k-images-idx3-ubyte.gz", Compress([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3]));
        Write("t10k-labels-idx1-ubyte.gz", Compress(Labels));
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.ReadMnist(folder));
        Assert.Contains("expected images of 4 pixels as in the training data, found 1", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ReadMnist_TheDataSet_HasThePublishedCounts()
    {
        (Dataset train, Dataset test) = IdxFile.ReadMnist(TestData.RequireFolder("mnist"));
        Assert.Equal((60_000, 784, 10), (train.Count, train.InputLength, train.Classes));
        Assert.Equal((10_000, 784, 10), (test.Count, test.InputLength, test.Classes));
        Assert.Equal([5, 0, 4, 1, 9], train.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], test.Labels[..5].ToArray());
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Histogram(train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Histogram(test));

        // The mean that PyTorch's examples normalise with.
        Assert.Equal(0.1307, Mean(train), 4);
    }

    private static double Mean(Dataset data)
    {
        double sum = 0;
        foreach (float pixel in data.Inputs) sum += pixel;
        return sum / data.Inputs.Length;
    }

    private static int[] Histogram(Dataset data)
    {
        var counts = new int[data.Classes];
        foreach (int label in data.Labels) counts[label]++;
        return counts;
    }

    private static void AssertRefused(string images, string labels, params string[] parts)
    {
        var error = Assert.Throws<InvalidDataException>(() => Dataset.FromIdx(images, labels));
        Assert.All(parts.Append(labels), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static byte[] With(byte[] bytes, int place, byte value)
    {
        byte[] changed = [.. bytes];
        changed[place] = value;
        return changed;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal)) stream.Write(bytes);
        return compressed.ToArray();
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
