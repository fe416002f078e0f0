using System.Globalization;
using System.IO;

namespace NNGen;

/// <summary>
/// Reads the Python dictionary in the header of a NumPy array: exactly the three keys that the format has, and nothing else.
/// </summary>
/// <param name="text">The dictionary, padded with space.</param>
/// <param name="source">The file's name, for messages.</param>
/// <param name="place">The array, for messages.</param>
internal sealed class NpyHeaderParser(string text, string source, string place)
{
    private int position;

    /// <exception cref="InvalidDataException">The text is something else.</exception>
    public NpyFormat Parse()
    {
        ElementFormat? elements = null;
        bool? isFortranOrder = null;
        List<long>? extents = null;
        Expect('{');
        while (!TryTake('}'))
        {
            string key = ReadText();
            Expect(':');
            switch (key)
            {
                case "descr" when elements is null:
                    elements = ReadType();
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = ReadBoolean();
                    break;
                case "shape" when extents is null:
                    extents = ReadShape();
                    break;
                default:
                    throw Wrong("the keys descr, fortran_order and shape, once each", $"'{key}'");
            }

            if (TryTake(',')) continue;
            Expect('}');
            break;
        }

        SkipSpace();
        if (position < text.Length) throw Wrong("nothing behind the dictionary", $"'{text[position]}'");
        if (elements is null || isFortranOrder is null || extents is null) throw Wrong("descr, fortran_order and shape", "not all of them");
        return new NpyFormat(elements.Value, isFortranOrder.Value, extents);
    }

    private ElementFormat ReadType()
    {
        SkipSpace();
        if (position < text.Length && text[position] == '[') throw Wrong("an array of numbers", "a structured one");
        string code = ReadText();
        string type = code.Length < 2 ? string.Empty : code[1..] switch
        {
            "f2" => "F16",
            "f4" => "F32",
            "f8" => "F64",
            "b1" => "BOOL",
            "i1" => "I8",
            "i2" => "I16",
            "i4" => "I32",
            "i8" => "I64",
            "u1" => "U8",
            "u2" => "U16",
            "u4" => "U32",
            "u8" => "U64",
            _ => string.Empty,
        };
        if (type.Length == 0 || code[0] is not ('<' or '>' or '|')) throw Wrong("numbers, as in '<f4'", $"'{code}'");
        return ElementFormat.Of(type, code[0] == '>');
    }

    private List<long> ReadShape()
    {
        var extents = new List<long>();
        Expect('(');
        while (!TryTake(')'))
        {
            int start = position;
            while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
            if (!long.TryParse(text.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out long extent))
            {
                throw Wrong("a shape of integers, as in (3, 4)", Here());
            }

            extents.Add(extent);
            if (TryTake(',')) continue;
            Expect(')');
            break;
        }

        return extents;
    }

    private bool ReadBoolean()
    {
        foreach ((string word, bool value) in new[] { ("True", true), ("False", false) })
        {
            SkipSpace();
            if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0) continue;
            position += word.Length;
            return value;
        }

        throw Wrong("True or False", Here());
    }

    private string ReadText()
    {
        SkipSpace();
        char quote = position < text.Length ? text[position] : ' ';
        int end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
        if (end < 0) throw Wrong("a text in quotes", Here());
        string value = text[(position + 1)..end];
        position = end + 1;
        return value;
    }

    private void Expect(char mark)
    {
        if (!TryTake(mark)) throw Wrong($"'{mark}'", Here());
    }

    private bool TryTake(char mark)
    {
        SkipSpace();
        bool isThere = position < text.Length && text[position] == mark;
        if (isThere) position++;
        SkipSpace();
        return isThere;
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is (' ' or '\n' or '\r' or '\t')) position++;
    }

    private string Here() => position < text.Length ? $"'{text[position]}' as character {position} of the header" : "the end of the header";

    private InvalidDataException Wrong(string expected, string found) => FileBytes.Wrong(source, place, expected, found);
}
