using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NNGen.Tests.Files;

/// <summary>
/// Damaged and hostile files of every format: an error that names the file, or the tensors that are still readable; never another
/// exception, a hang, or memory beyond what a small file deserves.
/// </summary>
public sealed class FileFuzzTests
{
    private const string Name = "damaged.bin";
    private const long MemoryLimit = 32 << 20;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Files =>
    [
        "c_order.npy", "fortran.npy", "types.npz", "torch_checkpoint.pt", "torch_checkpoint_legacy.pt", "torch_sequence.pt",
        "torch_sequence_legacy.pt", "keras_vlen.h5", "keras.keras", "network.safetensors",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_CutOffAnywhere_IsAnErrorOfTheFile(string name)
    {
        byte[] content = Content(name);
        int step = 1 + (content.Length / 4000);
        for (int length = 0; length < content.Length; length += step) ReadAll(content[..length], $"{name}, {length} bytes");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_AByteChanged_IsAnErrorOfTheFileOrReadable(string name)
    {
        byte[] content = Content(name);
        int step = 1 + (content.Length / 4000);
        for (int place = 0; place < content.Length; place += step)
        {
            foreach (byte change in (byte[])[0x01, 0x80, 0xff])
            {
                byte[] damaged = [.. content];
                damaged[place] ^= change;
                ReadAll(damaged, $"{name}, byte {place} changed by {change:x2}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_NumbersReplacedByExtremes_IsAnErrorOfTheFileOrReadable(string name)
    {
        byte[] content = Content(name);
        foreach (ulong number in (ulong[])[0, uint.MaxValue, long.MaxValue, ulong.MaxValue, 0x7fffffff])
        {
            for (int place = 0; place + sizeof(ulong) <= content.Length; place += Math.Max(8, content.Length / 1000))
            {
                byte[] damaged = [.. content];
                BitConverter.TryWriteBytes(damaged.AsSpan(place), number);
                ReadAll(damaged, $"{name}, {number} at byte {place}");
            }
        }
    }

    [Fact]
    public void Open_ArrayLargerThanItsData_IsRefusedWithoutMemory()
    {
        byte[] header = Header("(100000, 100000)");
        Assert.Contains("expected 40000000000 bytes of data, found 0", Fails([.. header]));
        using TensorFile file = FileData.Open(Zipped("a.npy", [.. Header("(1000000,)"), .. new byte[4_000_000]]), Name);
        Assert.Equal(1_000_000, file["a"].ReadSingles().Length);
    }

    [Fact]
    public void Open_ShapeOfHostileExtents_IsRefused()
    {
        Assert.Contains("extents from 0 to 2147483647", Fails(Header("(4294967296, 1)")));
        Assert.Contains("extents from 0 to 2147483647", Fails(Header("(2147483647, 2147483647, 2147483647)")));
        Assert.Contains("a shape of integers", Fails(Header("(-1,)")));
        Assert.Contains("at most 32 axes", Fails(Header($"({string.Concat(Enumerable.Repeat("1,", 40))})")));
        Assert.Contains("a structured one", Fails(Header("(1,)", "[('a', '<f4')]")));
        Assert.Contains("found '|O'", Fails(Header("(1,)", "'|O'")));
    }

    [Fact]
    public void Open_PickleOfACommand_ExecutesNothing()
    {
        byte[] pickle = Encoding.ASCII.GetBytes("cos\nsystem\n(X\u0004\0\0\0true\u0085R.");
        string message = Fails(Zipped("a/data.pkl", [0x80, 2, .. pickle], CompressionLevel.NoCompression));
        Assert.Contains("found os.system, which is not on the list of what may be read", message);
    }

    [Fact]
    public void Open_PickleThatHoldsItself_IsRefused()
    {
        // A list that is its own element.
        string itself = Fails(Zipped("a/data.pkl", [0x80, 2, .. "]q\0h\0a."u8], CompressionLevel.NoCompression));
        Assert.Contains("at most 32 dictionaries in each other", itself);

        // Thirty lists, each twice in the next: a thousand million values.
        IEnumerable<byte> twice = Enumerable.Range(0, 30).SelectMany(i => (byte[])
            [(byte)'q', (byte)i, (byte)']', (byte)'h', (byte)i, (byte)'a', (byte)'h', (byte)i, (byte)'a']);
        byte[] doubled = [0x80, 2, (byte)']', .. twice, (byte)'.'];
        Assert.Contains("at most 100000 dictionaries and tensors", Fails(Zipped("a/data.pkl", doubled, CompressionLevel.NoCompression)));
    }

    [Fact]
    public void Open_CompressedPickle_IsRefused()
    {
        byte[] zeros = new byte[50_000_000];
        Assert.Contains("data without compression", Fails(Zipped("a/data.pkl", zeros)));
    }

    [Fact]
    public void Open_GroupInItself_IsRefused()
    {
        // The only member of the root of an empty tree is the root: the symbol table's address leads back to its header.
        byte[] content = File.ReadAllBytes(FileData.PathOf("keras_vlen.h5"));
        int entry = content.AsSpan().IndexOf("SNOD"u8) + 8;
        content.AsSpan(64, 8).CopyTo(content.AsSpan(entry + 8));
        Assert.Contains("groups in each other", Fails(content));
    }

    private static string Fails(byte[] content)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => FileData.Open(content, Name));
        Assert.StartsWith(Name, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * MemoryLimit);
        return error.Message;
    }

    private static byte[] Content(string name)
    {
        if (name != "network.safetensors") return File.ReadAllBytes(FileData.PathOf(name));
        var stream = new MemoryStream();
        new Twins(seed: 1).Save(stream);
        return stream.ToArray();
    }

    /// <summary>Opens a file and reads whatever it says it has.</summary>
    private static void ReadAll(byte[] content, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            using TensorFile file = FileData.Open(content, Name);
            foreach (StoredTensor tensor in file.Tensors)
            {
                if (tensor.IsFloatingPoint) tensor.ReadSingles();
            }
        }
        catch (InvalidDataException error)
        {
            Assert.StartsWith(Name, error.Message, StringComparison.Ordinal);
        }
        catch (Exception error)
        {
            Assert.Fail($"{what}: {error}");
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MemoryLimit, $"{what}: too much memory");
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeLimit, $"{what}: too slow");
    }

    private static byte[] Header(string shape, string type = "'<f4'")
    {
        string text = $"{{'descr': {type}, 'fortran_order': False, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)];
    }

    private static byte[] Zipped(string entry, byte[] data, CompressionLevel level = CompressionLevel.Optimal)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream target = archive.CreateEntry(entry, level).Open();
            target.Write(data);
        }

        return stream.ToArray();
    }
}
