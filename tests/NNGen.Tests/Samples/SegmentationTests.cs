using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Segmentation;
using Xunit;

namespace NNGen.Tests.Samples;

/// <summary>The sample of segmentation, with fewer pictures.</summary>
public sealed class SegmentationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nngen-segmentation-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Train_AFewEpochs_FindsShapes()
    {
        Scenes train = Scenes.Draw(200, seed: 1), test = Scenes.Draw(40, seed: 2);
        var network = new ShapeSegmenter(seed: 1);
        PixelScores before = Segmenting.Measure(network, test);
        int epochs = 0;
        Segmenting.Train(network, train, test, epochs: 6, (epoch, loss, _, _) =>
        {
            Assert.Equal(++epochs, epoch);
            Assert.InRange(loss, 0, 3);
        });
        PixelScores after = Segmenting.Measure(network, test);
        Assert.Equal(6, epochs);

        // Background alone would be a mean IoU below 0.25.
        Assert.True(after.MeanIou > before.MeanIou && after.MeanIou > 0.3, $"{before} to {after}");
        Assert.True(after.PixelAccuracy > 0.8, $"{before} to {after}");
    }

    [Fact]
    public void Draw_Scenes_AreFixedBySeedAndShowEveryClass()
    {
        Scenes scenes = Scenes.Draw(50, seed: 1);
        Assert.Equal(scenes.Pictures, Scenes.Draw(50, seed: 1).Pictures);
        Assert.NotEqual(scenes.Pictures, Scenes.Draw(50, seed: 2).Pictures);
        Assert.Equal([0, 1, 2, 3], scenes.Masks.Distinct().Order());
        Dataset data = scenes.ToDataset();
        Assert.Equal(ShapeSegmenter.InputLength, data.InputLength);
        Assert.Equal(ShapeSegmenter.OutputLength, data.TargetLength);
        Assert.Equal(scenes.Masks.Length, data.Targets.ToArray().Sum());
    }

    [Fact]
    public void Scores_OfKnownMasks_AreThese()
    {
        PixelScores scores = PixelScores.Of([0, 0, 1, 1], [0, 1, 1, 1], classes: 4);
        Assert.Equal((0.5 + (2.0 / 3)) / 2, scores.MeanIou, 1e-12);
        Assert.Equal(0.75, scores.PixelAccuracy);
    }

    [Fact]
    public void Write_Sheet_IsAValidPngAndNothingElse()
    {
        Scenes scenes = Scenes.Draw(2, seed: 1);
        byte[] sheet = MaskSheet.Draw(scenes.Pictures, scenes.Masks, scenes.Masks);
        string path = Path.Combine(folder, "sheet.png");
        File.WriteAllText(path, "an older file");
        PngFile.Write(path, MaskSheet.Width(2), sheet);
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.Equal(sheet, Decoded(File.ReadAllBytes(path), MaskSheet.Width(2)));

        string absent = Path.Combine(folder, "absent", "sheet.png");
        Assert.Throws<DirectoryNotFoundException>(() => PngFile.Write(absent, MaskSheet.Width(2), sheet));
        Assert.Throws<ArgumentException>(() => PngFile.Write(path, MaskSheet.Width(2), sheet.AsSpan(1)));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    /// <summary>The pixels of an RGB file without filters; checks signature, order, lengths and checksums of its chunks.</summary>
    private static byte[] Decoded(byte[] file, int width)
    {
        Assert.Equal([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], file[..8]);
        byte[] header = Chunk("IHDR", 8, out int next);
        byte[] compressed = Chunk("IDAT", next, out next);
        Assert.Empty(Chunk("IEND", next, out next));
        Assert.Equal(file.Length, next);
        Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(header));
        int height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal([8, 2, 0, 0, 0], header[8..]);

        using var pixels = new MemoryStream();
        using (var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress)) stream.CopyTo(pixels);
        byte[][] rows = pixels.ToArray().Chunk((3 * width) + 1).ToArray();
        Assert.Equal(height, rows.Length);
        Assert.All(rows, row => Assert.Equal(0, row[0]));
        return rows.SelectMany(row => row[1..]).ToArray();

        byte[] Chunk(string type, int start, out int end)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start));
            end = start + 12 + length;
            Assert.Equal(type, Encoding.ASCII.GetString(file, start + 4, 4));
            Assert.Equal(Checksum(file.AsSpan(start + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(end - 4)));
            return file[(start + 8)..(end - 4)];
        }
    }

    /// <summary>The checksum of zlib and PNG by polynomial division, bit by bit, most significant power first.</summary>
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in data)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool divides = (((remainder >> 31) ^ (uint)(value >> bit)) & 1) == 1;
                remainder = (remainder << 1) ^ (divides ? 0x04C11DB7u : 0);
            }
        }

        uint reversed = 0;
        for (int bit = 0; bit < 32; bit++) reversed |= ((remainder >> bit) & 1) << (31 - bit);
        return ~reversed;
    }
}
