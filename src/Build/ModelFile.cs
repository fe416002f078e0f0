using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace NNGen.Build;

/// <summary>Reads a safetensors file as far as the compiler wants to know of it, and writes that down as a manifest.</summary>
internal static class ModelFile
{
    /// <summary>The first line of a manifest.</summary>
    public const string Signature = "nngen-model 1";

    /// <summary>
    /// The data of smaller files becomes part of the source text. 4,096 floats are 50 KB of text; a resource of any size costs the compiler
    /// nothing, but is found by its name at run time.
    /// </summary>
    public const int LargestData = 16 << 10;

    private const int LongestHeader = 100_000_000;

    /// <summary>The test becomes text in the program.</summary>
    private const int LongestTest = 1 << 20;
    private const string InputsKey = "nngen.self_test.inputs";
    private const string OutputsKey = "nngen.self_test.outputs";
    private const string Float32 = "F32";

    /// <summary>The line that tells whether a file is still the one that was described, and whether by this version of the task.</summary>
    public static string StampOf(string path) => $"stamp {FactsOf(path)} {typeof(ModelFile).Module.ModuleVersionId:N}";

    /// <summary>Size and time of a file; of one that does not exist, that it does not.</summary>
    public static string FactsOf(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return "missing";
        return $"{file.Length.ToString(CultureInfo.InvariantCulture)},{file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The manifest.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The file as the project lists it, with forward slashes.</param>
    /// <param name="stamp">The line of <see cref="StampOf"/>.</param>
    /// <exception cref="InvalidDataException">The file is damaged; says where, what was expected and what was found.</exception>
    public static string Describe(string path, string name, string stamp)
    {
        var text = new StringBuilder();
        text.Append(Signature).Append('\n').Append(stamp).Append('\n').Append("file ").Append(name).Append('\n');
        byte[] content = File.ReadAllBytes(path);
        AppendTensors(text, new MemoryStream(content), name);
        AppendHash(text, content);
        return text.ToString();
    }

    /// <summary>The lines of a weights file's tensors, and of where their data is.</summary>
    /// <param name="text">Receives the lines.</param>
    /// <param name="stream">The whole file, as safetensors.</param>
    /// <param name="name">The file as the project lists it: the resource's name too.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Describe"/>.</exception>
    public static void AppendTensors(StringBuilder text, Stream stream, string name)
    {
        byte[] lengthBytes = Take(stream, 8, name);
        ulong length = lengthBytes.Select((value, index) => (ulong)value << (8 * index)).Aggregate(0ul, (sum, part) => sum | part);
        bool isPossible = length is >= 2 and <= LongestHeader && (long)length <= stream.Length - stream.Position;
        if (!isPossible) throw Wrong(name, $"a header of 2 to {stream.Length - stream.Position} bytes", $"{length}");
        object? header = new JsonText(Encoding.UTF8.GetString(Take(stream, (int)length, name)), name).Read();
        (List<Tensor> tensors, string architecture) = ReadTensors(
            header as Dictionary<string, object?> ?? throw Wrong(name, "a header with an object", "another value"), name);
        long dataLength = stream.Length - stream.Position;
        long expected = tensors.Count == 0 ? 0 : tensors[tensors.Count - 1].End;
        if (dataLength != expected) throw Wrong(name, $"{expected} bytes of data", $"{dataLength}");
        foreach (Tensor tensor in tensors) text.Append($"tensor {tensor.Type} {tensor.Shape} {tensor.Name}\n");
        if (SelfTestOf(header as Dictionary<string, object?>, name) is { } test) text.Append("test ").Append(test).Append('\n');
        if (architecture.Length > 0) text.Append("architecture ").Append(architecture).Append('\n');
        bool isSmall = dataLength <= LargestData && tensors.All(tensor => tensor.Type == Float32);
        if (isSmall) text.Append("data ").Append(Convert.ToBase64String(Take(stream, (int)dataLength, name))).Append('\n');
        else text.Append("resource ").Append(name).Append('\n');
    }

    /// <summary>The line of a file's SHA-256.</summary>
    public static void AppendHash(StringBuilder text, byte[] content)
    {
        using var sha = SHA256.Create();
        string hash = BitConverter.ToString(sha.ComputeHash(content)).Replace("-", string.Empty).ToLowerInvariant();
        text.Append("hash ").Append(hash).Append('\n');
    }

    /// <summary>The samples and outputs that a file brings along, in base 64; null where there are none.</summary>
    private static string? SelfTestOf(Dictionary<string, object?>? header, string file)
    {
        bool hasTest = header is not null && header.TryGetValue("__metadata__", out object? entries) && entries is Dictionary<string, object?> metadata
            && metadata.TryGetValue(InputsKey, out object? inputs) & metadata.TryGetValue(OutputsKey, out object? outputs)
            && inputs is string && outputs is string;
        if (!hasTest) return null;
        var texts = (Dictionary<string, object?>)header!["__metadata__"]!;
        string test = $"{texts[InputsKey]} {texts[OutputsKey]}";
        bool isPlain = test.All(letter => letter is ' ' or '+' or '/' or '=' || (letter < 128 && char.IsLetterOrDigit(letter)));
        if (!isPlain) throw Wrong(file, "a self-test in base 64", "other letters");
        return test.Length <= LongestTest ? test : throw Wrong(file, $"a self-test of at most {LongestTest} letters", $"{test.Length}; record fewer samples");
    }

    private static (List<Tensor> Tensors, string Architecture) ReadTensors(Dictionary<string, object?> header, string file)
    {
        string architecture = string.Empty;
        var tensors = new List<Tensor>();
        foreach (KeyValuePair<string, object?> entry in header)
        {
            bool isPlain = entry.Key.All(letter => !char.IsControl(letter));
            if (entry.Value is not Dictionary<string, object?> facts || !isPlain)
            {
                throw Wrong(file, "an object for each tensor", $"another value for '{entry.Key}'");
            }
            if (entry.Key == "__metadata__")
            {
                bool isOurs = facts.TryGetValue("format", out object? format) && format as string == "nngen";
                if (isOurs && facts.TryGetValue("architecture", out object? hash))
                {
                    architecture = new string((hash as string ?? string.Empty).Where(char.IsLetterOrDigit).ToArray());
                }
                continue;
            }

            bool isTensor = facts.TryGetValue("dtype", out object? type)
                & facts.TryGetValue("shape", out object? shape)
                & facts.TryGetValue("data_offsets", out object? offsets);
            bool isComplete = isTensor && type is string { Length: > 0 and < 16 } text
                && text.All(letter => char.IsLetterOrDigit(letter) || letter == '_')
                && Integers(shape) is not null && Integers(offsets) is { Length: 2 } limits && limits[1] >= limits[0];
            if (!isComplete) throw Wrong(file, $"dtype, shape and data_offsets of tensor '{entry.Key}'", "other facts");
            long[] extents = Integers(shape)!;
            tensors.Add(new Tensor(entry.Key, (string)type!, extents.Length == 0 ? "-" : string.Join(",", extents), Integers(offsets)![0], Integers(offsets)![1]));
        }

        tensors.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        long end = 0;
        foreach (Tensor tensor in tensors)
        {
            if (tensor.Start != end) throw Wrong(file, $"the data of tensor '{tensor.Name}' from byte {end} on", $"{tensor.Start}");
            end = tensor.End;
        }

        return (tensors, architecture);
    }

    private static long[]? Integers(object? value)
    {
        if (value is not List<object?> items || !items.All(item => item is long and >= 0)) return null;
        return items.Select(item => (long)item!).ToArray();
    }

    private static byte[] Take(Stream stream, int count, string file)
    {
        var bytes = new byte[count];
        int read = 0;
        while (read < count)
        {
            int more = stream.Read(bytes, read, count - read);
            if (more == 0) throw Wrong(file, $"{count} bytes", $"{read}");
            read += more;
        }

        return bytes;
    }

    private static InvalidDataException Wrong(string file, string expected, string found) =>
        new($"{file}: expected {expected}, found {found}.");

    private sealed class Tensor(string name, string type, string shape, long start, long end)
    {
        public string Name => name;

        public string Type => type;

        public string Shape => shape;

        public long Start => start;

        public long End => end;
    }
}
