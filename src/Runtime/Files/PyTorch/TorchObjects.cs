using System.IO;
using System.Linq;

namespace NNGen;

/// <summary>A piece of memory that tensors are parts of.</summary>
/// <param name="Elements">How elements are written.</param>
/// <param name="Key">Its name in the file.</param>
/// <param name="Count">The number of its elements.</param>
internal sealed record TorchStorage(ElementFormat Elements, string Key, long Count);

/// <summary>A part of a storage, read with strides.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="Extents">The shape.</param>
/// <param name="Strides">How far one step along each axis goes, in elements.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, IReadOnlyList<long> Extents, IReadOnlyList<long> Strides);

/// <summary>
/// The classes and functions that the pickle of a state dictionary mentions: ordered dictionaries, storages, and the functions that make
/// tensors and parameters of them. Source: PyTorch, torch/_utils.py.
/// </summary>
/// <param name="isBigEndian">Whether the most significant byte of a number comes first.</param>
internal sealed class TorchObjects(bool isBigEndian) : IPickleObjects
{
    private static readonly Dictionary<string, string> StorageTypes = new()
    {
        ["FloatStorage"] = "F32",
        ["DoubleStorage"] = "F64",
        ["HalfStorage"] = "F16",
        ["BFloat16Storage"] = "BF16",
        ["LongStorage"] = "I64",
        ["IntStorage"] = "I32",
        ["ShortStorage"] = "I16",
        ["CharStorage"] = "I8",
        ["ByteStorage"] = "U8",
        ["BoolStorage"] = "BOOL",
    };

    private enum Function
    {
        OrderedDictionary,
        Tensor,
        Parameter,
        Size,
    }

    public object? Global(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") => Function.OrderedDictionary,
        ("torch._utils", "_rebuild_tensor" or "_rebuild_tensor_v2") => Function.Tensor,
        ("torch._utils", "_rebuild_parameter") => Function.Parameter,
        ("torch", "Size") => Function.Size,
        ("torch", _) when StorageTypes.TryGetValue(name, out string? type) => ElementFormat.Of(type, isBigEndian),
        _ => null,
    };

    public object? Call(object function, object?[] arguments) => (function, arguments) switch
    {
        (Function.OrderedDictionary, []) => new PickleDictionary(),
        (Function.OrderedDictionary, [List<object?> pairs]) => Dictionary(pairs),
        (Function.Size, [object?[] extents]) => extents,
        (Function.Parameter, [TorchTensor tensor, ..]) => tensor,
        (Function.Tensor, [TorchStorage storage, long offset, object?[] extents, object?[] strides, ..])
            when Integers(extents) is { } sizes && Integers(strides) is { } steps => new TorchTensor(storage, offset, sizes, steps),
        _ => null,
    };

    public object? Persistent(object? id) => id switch
    {
        object?[] and ["storage", ElementFormat elements, string key, string, long count] => new TorchStorage(elements, key, count),
        object?[] and ["storage", ElementFormat elements, string key, string, long count, null] => new TorchStorage(elements, key, count),
        _ => null,
    };

    /// <summary>The tensors in dictionaries, lists and tuples, each under the path to it, as in <c>state_dict.fc1.weight</c>.</summary>
    /// <exception cref="InvalidDataException">Dictionaries are nested too deeply, or hold too much.</exception>
    public static List<KeyValuePair<string, TorchTensor>> Flatten(object? root, string source)
    {
        const int maximumDepth = 32;
        const int maximumValues = 100_000;
        var tensors = new List<KeyValuePair<string, TorchTensor>>();
        int values = 0;
        Visit(root, string.Empty, 0);
        return tensors;

        void Visit(object? value, string path, int depth)
        {
            // A value may stand in many places of a pickle, and in itself.
            if (depth > maximumDepth)
            {
                throw FileBytes.Wrong(source, "the pickle", $"at most {maximumDepth} dictionaries in each other", "more");
            }

            if (++values > maximumValues)
            {
                throw FileBytes.Wrong(source, "the pickle", $"at most {maximumValues} dictionaries and tensors", "more");
            }
            if (value is TorchTensor tensor) tensors.Add(new(path, tensor));
            foreach ((object? name, object? item) in ItemsOf(value))
            {
                // Numbers and texts are no tensors, and there may be many of them.
                if (item is not (PickleDictionary or List<object?> or object?[] or TorchTensor)) continue;
                Visit(item, path.Length == 0 ? $"{name}" : $"{path}.{name}", depth + 1);
            }
        }
    }

    private static IEnumerable<(object? Name, object? Item)> ItemsOf(object? value) => value switch
    {
        PickleDictionary dictionary => dictionary.Items.Select(item => (item.Key, item.Value)),
        IEnumerable<object?> items => items.Select((item, index) => ((object?)index, item)),
        _ => [],
    };

    private static PickleDictionary? Dictionary(List<object?> pairs)
    {
        var dictionary = new PickleDictionary();
        foreach (object? pair in pairs)
        {
            object?[]? parts = pair as object?[] ?? (pair as List<object?>)?.ToArray();
            if (parts is not [object key, var value]) return null;
            dictionary.Items.Add(new(key, value));
        }

        return dictionary;
    }

    private static long[]? Integers(object?[] values) => values.All(value => value is long) ? [.. values.Cast<long>()] : null;
}
