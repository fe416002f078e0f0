using System.IO;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Reading;

/// <summary>Reads constants: from raw bytes, from lists of numbers, or from a file beside the model.</summary>
/// <param name="folder">The model's folder, which its files may not leave; null where it has none.</param>
internal sealed class TensorReader(string? folder)
{
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    /// <summary>The files beside the model that were read, as it names them.</summary>
    public IReadOnlyList<string> Files => [.. files.Keys.OrderBy(file => file, StringComparer.Ordinal)];

    public OnnxTensor Read(ProtoReader message)
    {
        var shape = new List<long>();
        var singles = new List<float>();
        var integers = new List<long>();
        var doubles = new List<double>();
        var external = new Dictionary<string, string>();
        ArraySegment<byte>? raw = null;
        string name = string.Empty;
        var type = OnnxType.Undefined;
        bool isExternal = false;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    message.Int64s(shape);
                    break;
                case 2:
                    type = (OnnxType)message.Int32();
                    break;
                case 4:
                    message.Singles(singles);
                    break;
                case 5 or 7 or 11:
                    message.Int64s(integers);
                    break;
                case 8:
                    name = message.Text();
                    break;
                case 9:
                    raw = message.Bytes();
                    break;
                case 10:
                    message.Doubles(doubles);
                    break;
                case 13:
                    (string key, string value) = ModelReader.Entry(message.Message());
                    external[key] = value;
                    break;
                case 14:
                    isExternal = message.Int64() == 1;
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        int[] extents = Extents(name, shape);
        int count = Places.Count(extents);
        if (isExternal) raw = External(name, external);
        if (raw is { } bytes) return FromBytes(name, type, extents, bytes, count);
        Require(name, count, type == OnnxType.Float32 ? singles.Count : type == OnnxType.Float64 ? doubles.Count : integers.Count);
        return type switch
        {
            OnnxType.Float32 => new OnnxTensor(name, type, extents, singles.ToArray()),
            OnnxType.Float64 => new OnnxTensor(name, type, extents, doubles.Select(value => (float)value).ToArray()),
            OnnxType.Float16 => new OnnxTensor(name, type, extents, integers.Select(bits => HalfToSingle((ushort)bits)).ToArray()),
            OnnxType.BFloat16 => new OnnxTensor(name, type, extents, integers.Select(bits => BitsToSingle((int)bits << 16)).ToArray()),
            _ when IsInteger(type) => new OnnxTensor(name, type, extents, integers.ToArray()),
            _ => throw Unsupported(name, type),
        };
    }

    private static int[] Extents(string name, List<long> shape)
    {
        long count = 1;
        foreach (long extent in shape)
        {
            count = extent is < 0 or > int.MaxValue ? long.MaxValue : count * Math.Max(1, extent);
            if (count > int.MaxValue) throw new OnnxException($"Constant '{name}' has the impossible shape [{string.Join(", ", shape)}].");
        }

        return shape.Select(extent => (int)extent).ToArray();
    }

    private static OnnxTensor FromBytes(string name, OnnxType type, int[] shape, ArraySegment<byte> raw, int count)
    {
        int size = SizeOf(type);
        if (size == 0) throw Unsupported(name, type);
        if (raw.Count != (long)count * size)
        {
            throw new OnnxException($"Constant '{name}' of shape [{string.Join(", ", shape)}] needs {(long)count * size} bytes, but has {raw.Count}.");
        }

        byte[] bytes = raw.Array!;
        int At(int element) => raw.Offset + (element * size);
        IEnumerable<int> places = Enumerable.Range(0, count).Select(At);
        return type switch
        {
            OnnxType.Float32 => new OnnxTensor(name, type, shape, places.Select(at => BitConverter.ToSingle(bytes, at)).ToArray()),
            OnnxType.Float64 => new OnnxTensor(name, type, shape, places.Select(at => (float)BitConverter.ToDouble(bytes, at)).ToArray()),
            OnnxType.Float16 => new OnnxTensor(name, type, shape, places.Select(at => HalfToSingle(BitConverter.ToUInt16(bytes, at))).ToArray()),
            OnnxType.BFloat16 => new OnnxTensor(name, type, shape, places.Select(at => BitsToSingle(BitConverter.ToUInt16(bytes, at) << 16)).ToArray()),
            _ => new OnnxTensor(name, type, shape, places.Select(at => IntegerAt(type, bytes, at)).ToArray()),
        };
    }

    private static long IntegerAt(OnnxType type, byte[] bytes, int at) => type switch
    {
        OnnxType.UInt8 or OnnxType.Boolean => bytes[at],
        OnnxType.Int8 => unchecked((sbyte)bytes[at]),
        OnnxType.UInt16 => BitConverter.ToUInt16(bytes, at),
        OnnxType.Int16 => BitConverter.ToInt16(bytes, at),
        OnnxType.Int32 => BitConverter.ToInt32(bytes, at),
        OnnxType.UInt32 => BitConverter.ToUInt32(bytes, at),
        _ => BitConverter.ToInt64(bytes, at),
    };

    private static int SizeOf(OnnxType type) => type switch
    {
        OnnxType.UInt8 or OnnxType.Int8 or OnnxType.Boolean => 1,
        OnnxType.UInt16 or OnnxType.Int16 or OnnxType.Float16 or OnnxType.BFloat16 => 2,
        OnnxType.Float32 or OnnxType.Int32 or OnnxType.UInt32 => 4,
        OnnxType.Float64 or OnnxType.Int64 or OnnxType.UInt64 => 8,
        _ => 0,
    };

    private static bool IsInteger(OnnxType type) => SizeOf(type) > 0;

    private static OnnxException Unsupported(string name, OnnxType type) =>
        new($"Constant '{name}' has the element type {type}, which is not supported: numbers and booleans are.");

    private static void Require(string name, int expected, int found)
    {
        if (expected != found) throw new OnnxException($"Constant '{name}' needs {expected} elements, but has {found}.");
    }

    /// <summary>The bytes of a constant that lies in a file of its own, beside the model or below.</summary>
    private ArraySegment<byte> External(string name, Dictionary<string, string> entries)
    {
        string location = entries.TryGetValue("location", out string? path) ? path : string.Empty;
        if (folder is null) throw new OnnxException($"Constant '{name}' lies in the file '{location}', but the model was not read from a folder.");
        string root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        bool isRelative = location.Length > 0 && location.IndexOfAny(Path.GetInvalidPathChars()) < 0 && !Path.IsPathRooted(location);
        string full = isRelative ? Path.GetFullPath(Path.Combine(root, location)) : string.Empty;
        if (!full.StartsWith(root, StringComparison.Ordinal) || LeadsElsewhere(root, full))
        {
            throw new OnnxException($"Constant '{name}' points to '{location}', which lies outside the model's folder.");
        }

        if (!File.Exists(full)) throw new OnnxException($"Constant '{name}' lies in the file '{location}', which does not exist beside the model.");
        if (!files.TryGetValue(location, out byte[]? bytes)) files[location] = bytes = File.ReadAllBytes(full);
        long offset = Number(name, entries, "offset", 0);
        long length = Number(name, entries, "length", bytes.Length - offset);
        if (offset < 0 || length < 0 || offset > bytes.Length || length > bytes.Length - offset)
        {
            throw new OnnxException($"Constant '{name}' needs bytes {offset} to {offset + length} of '{location}', which has {bytes.Length}.");
        }

        return new ArraySegment<byte>(bytes, (int)offset, (int)length);
    }

    /// <summary>Whether the file, or a folder between it and the model's, is a link.</summary>
    private static bool LeadsElsewhere(string root, string path)
    {
        for (string? place = path; place is not null && place.Length > root.Length; place = Path.GetDirectoryName(place))
        {
            bool isThere = File.Exists(place) || Directory.Exists(place);
            if (isThere && (File.GetAttributes(place) & FileAttributes.ReparsePoint) != 0) return true;
        }

        return false;
    }

    private static long Number(string name, Dictionary<string, string> entries, string key, long otherwise)
    {
        if (!entries.TryGetValue(key, out string? text)) return otherwise;
        return long.TryParse(text, out long value) ? value : throw new OnnxException($"Constant '{name}' has the {key} '{text}', which is no number.");
    }

    private static float BitsToSingle(int bits) => BitConverter.ToSingle(BitConverter.GetBytes(bits), 0);

    private static float HalfToSingle(ushort bits)
    {
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        double size = exponent switch
        {
            0 => fraction * Math.Pow(2, -24),
            31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1024 + fraction) * Math.Pow(2, exponent - 25),
        };
        return (float)((bits & 0x8000) != 0 ? -size : size);
    }
}
