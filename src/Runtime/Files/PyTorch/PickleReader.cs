using System.Buffers.Binary;
using System.IO;
using System.Numerics;
using System.Text;

namespace NNGen;

/// <summary>
/// Reads a Python pickle as far as PyTorch needs it to save tensors: numbers, texts, lists, tuples, dictionaries, and calls of what
/// <see cref="IPickleObjects"/> allows. Nothing else is understood, and nothing is ever executed. Source: CPython's pickletools.
/// </summary>
/// <param name="stream">At the first instruction; it can seek.</param>
/// <param name="source">The file's name, for messages.</param>
/// <param name="objects">What globals and calls stand for.</param>
internal sealed class PickleReader(Stream stream, string source, IPickleObjects objects)
{
    // An instruction of one byte makes an object of up to a hundred. A state dictionary has about 60 for each tensor.
    private const int MaximumInstructions = 4_000_000;

    private static readonly object Mark = new();

    private readonly List<object?> stack = [];
    private readonly Dictionary<long, object?> memo = [];
    private long start;

    /// <summary>Reads one pickle, to the end of its instructions.</summary>
    /// <returns>What was pickled.</returns>
    /// <exception cref="InvalidDataException">The pickle is damaged or holds something that is not allowed.</exception>
    public object? Read()
    {
        stack.Clear();
        memo.Clear();
        for (int count = 0; count < MaximumInstructions; count++)
        {
            start = stream.Position;
            int instruction = stream.ReadByte();
            if (instruction == '.') return Pop();
            if (instruction < 0) throw Wrong("an instruction", "the end of the data");
            if (!Execute((byte)instruction)) throw Wrong("an instruction that stores tensors", $"instruction 0x{instruction:x2}");
        }

        throw Wrong($"at most {MaximumInstructions} instructions", "more");
    }

    /// <summary>One instruction; false if it is not on the list.</summary>
    private bool Execute(byte instruction)
    {
        switch (instruction)
        {
            case 0x80 or 0x95: // PROTO, FRAME
                Take(instruction == 0x80 ? 1 : 8);
                return true;
            case (byte)'(':
                stack.Add(Mark);
                return true;
            case (byte)'0':
                Pop();
                return true;
            case (byte)'c':
                stack.Add(FindGlobal(TakeLine(), TakeLine()));
                return true;
            case 0x93: // STACK_GLOBAL
                string name = Pop<string>();
                stack.Add(FindGlobal(Pop<string>(), name));
                return true;
            case (byte)'R':
                object?[] arguments = Pop<object?[]>();
                object function = Pop() ?? throw Wrong("a call of a function", "None");
                stack.Add(
                    objects.Call(function, arguments) ?? throw Wrong("a call that makes a tensor", $"{function} with other arguments"));
                return true;
            case (byte)'Q':
                stack.Add(objects.Persistent(Pop()) ?? throw Wrong("a reference to a tensor's storage", "another one"));
                return true;
            case (byte)'b': // BUILD: attributes of a dictionary, such as its modules' versions, hold no weights.
                Pop();
                if (stack.Count == 0 || stack[^1] is not PickleDictionary)
                {
                    throw Wrong("attributes of a dictionary", "those of another object");
                }
                return true;
            default:
                return ExecuteMemo(instruction) || ExecuteContainer(instruction) || ExecuteValue(instruction);
        }
    }

    private bool ExecuteMemo(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'q':
                memo[Take(1)[0]] = Top();
                return true;
            case (byte)'r':
                memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Top();
                return true;
            case 0x94: // MEMOIZE
                memo[memo.Count] = Top();
                return true;
            case (byte)'h':
                stack.Add(Recall(Take(1)[0]));
                return true;
            case (byte)'j':
                stack.Add(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                return true;
            default:
                return false;
        }
    }

    private bool ExecuteContainer(byte instruction)
    {
        switch (instruction)
        {
            case (byte)')':
                stack.Add(Array.Empty<object?>());
                return true;
            case >= 0x85 and <= 0x87: // TUPLE1 to TUPLE3
                stack.Add(PopLast(instruction - 0x84));
                return true;
            case (byte)'t':
                stack.Add(PopToMark());
                return true;
            case (byte)']':
                stack.Add(new List<object?>());
                return true;
            case (byte)'l':
                stack.Add(new List<object?>(PopToMark()));
                return true;
            case (byte)'a' or (byte)'e':
                object?[] added = instruction == 'a' ? PopLast(1) : PopToMark();
                (Top() as List<object?> ?? throw Wrong("a list", "another object")).AddRange(added);
                return true;
            case (byte)'}':
                stack.Add(new PickleDictionary());
                return true;
            case (byte)'d':
                object?[] first = PopToMark();
                stack.Add(new PickleDictionary());
                SetItems(first);
                return true;
            case (byte)'s' or (byte)'u':
                SetItems(instruction == 's' ? PopLast(2) : PopToMark());
                return true;
            default:
                return false;
        }
    }

    private bool ExecuteValue(byte instruction)
    {
        object? value;
        switch (instruction)
        {
            case (byte)'N':
                value = null;
                break;
            case 0x88 or 0x89: // NEWTRUE, NEWFALSE
                value = instruction == 0x88;
                break;
            case (byte)'K':
                value = (long)Take(1)[0];
                break;
            case (byte)'M':
                value = (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
                break;
            case (byte)'J':
                value = (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4));
                break;
            case 0x8a: // LONG1
                value = Integer(Take(Take(1)[0]));
                break;
            case (byte)'G':
                value = BinaryPrimitives.ReadDoubleBigEndian(Take(8));
                break;
            case (byte)'X':
                value = Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case 0x8c: // SHORT_BINUNICODE
                value = Encoding.UTF8.GetString(Take(Take(1)[0]));
                break;
            case (byte)'U': // SHORT_BINSTRING: texts of Python 2
                value = Encoding.Latin1.GetString(Take(Take(1)[0]));
                break;
            default:
                return false;
        }

        stack.Add(value);
        return true;
    }

    private static object Integer(byte[] bytes)
    {
        var number = new BigInteger(bytes);
        return number >= long.MinValue && number <= long.MaxValue ? (long)number : number;
    }

    private object FindGlobal(string module, string name) => objects.Global(module, name) ?? throw Wrong(
        "tensors in dictionaries, as torch.save(model.state_dict(), path) writes them",
        $"{module}.{name}, which is not on the list of what may be read");

    private object? Recall(long index) => memo.TryGetValue(index, out object? value) ? value : throw Wrong("a value that was kept", "none");

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0) throw Wrong("keys with values", "a key without one");
        PickleDictionary target = Top() as PickleDictionary ?? throw Wrong("a dictionary", "another object");
        for (int i = 0; i < items.Length; i += 2) target.Items.Add(new(items[i], items[i + 1]));
    }

    private object? Top() => stack.Count > 0 ? stack[^1] : throw Wrong("a value", "none");

    private object? Pop() => PopLast(1)[0];

    private T Pop<T>()
        where T : class => Pop() as T ?? throw Wrong($"a {typeof(T).Name}", "another value");

    private object?[] PopLast(int count)
    {
        if (stack.Count < count) throw Wrong($"{count} values", $"{stack.Count}");
        object?[] values = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        int mark = stack.LastIndexOf(Mark);
        if (mark < 0) throw Wrong("a mark", "none");
        object?[] values = PopLast(stack.Count - mark);
        return values[1..];
    }

    private string TakeLine()
    {
        var text = new StringBuilder();
        for (int next = stream.ReadByte(); next != '\n'; next = stream.ReadByte())
        {
            if (next < 0 || text.Length >= 1000) throw Wrong("a name of at most 1000 characters", "the end of the data, or more");
            text.Append((char)next);
        }

        return text.ToString();
    }

    private byte[] Take(long count)
    {
        if (count > stream.Length - stream.Position) throw Wrong($"{count} more bytes", $"{stream.Length - stream.Position}");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private InvalidDataException Wrong(string expected, string found) =>
        FileBytes.Wrong(source, $"byte {start} of the pickle", expected, found);
}
