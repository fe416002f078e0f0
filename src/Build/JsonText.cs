using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace NNGen.Build;

/// <summary>
/// Reads JSON into dictionaries, lists, texts, integers, booleans and null: as much as the header of a weights file needs. The build's host
/// brings a library for that in many versions, or none.
/// </summary>
/// <param name="text">The whole text; white space may follow.</param>
/// <param name="file">The file's name, for messages.</param>
internal sealed class JsonText(string text, string file)
{
    private const int MaximumDepth = 16;

    private int place;

    /// <exception cref="InvalidDataException">The text is not well-formed.</exception>
    public object? Read()
    {
        object? value = ReadValue(0);
        SkipSpace();
        return place == text.Length ? value : throw Wrong("the end of the header");
    }

    private object? ReadValue(int depth)
    {
        if (depth > MaximumDepth) throw Wrong($"at most {MaximumDepth} values in each other");
        SkipSpace();
        switch (place < text.Length ? text[place] : '\0')
        {
            case '{':
                return ReadObject(depth);
            case '[':
                return ReadArray(depth);
            case '"':
                return ReadText();
            default:
                return ReadWord();
        }
    }

    private Dictionary<string, object?> ReadObject(int depth)
    {
        var members = new Dictionary<string, object?>();
        Expect('{');
        if (TryTake('}')) return members;
        do
        {
            SkipSpace();
            string name = ReadText();
            Expect(':');
            if (members.ContainsKey(name)) throw Wrong($"one entry '{name}'");
            members.Add(name, ReadValue(depth + 1));
        }
        while (TryTake(','));
        Expect('}');
        return members;
    }

    private List<object?> ReadArray(int depth)
    {
        var items = new List<object?>();
        Expect('[');
        if (TryTake(']')) return items;
        do
        {
            items.Add(ReadValue(depth + 1));
        }
        while (TryTake(','));
        Expect(']');
        return items;
    }

    private string ReadText()
    {
        var value = new StringBuilder();
        Expect('"');
        while (true)
        {
            char letter = Next();
            if (letter == '"') return value.ToString();
            if (letter < ' ') throw Wrong("a letter");
            if (letter != '\\')
            {
                value.Append(letter);
                continue;
            }

            char escape = Next();
            int index = "\"\\/bfnrt".IndexOf(escape);
            if (index >= 0) value.Append("\"\\/\b\f\n\r\t"[index]);
            else if (escape == 'u' && place + 4 <= text.Length && TryReadCode(out char code)) value.Append(code);
            else throw Wrong("an escaped letter");
        }
    }

    private bool TryReadCode(out char code)
    {
        bool isCode = int.TryParse(text.Substring(place, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value);
        code = (char)value;
        place += 4;
        return isCode;
    }

    private object? ReadWord()
    {
        int start = place;
        while (place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] is '-' or '+' or '.')) place++;
        string word = text.Substring(start, place - start);
        if (word is "true" or "false") return word == "true";
        if (word == "null") return null;
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)) return integer;
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return number;
        place = start;
        throw Wrong("a value");
    }

    private void Expect(char mark)
    {
        if (!TryTake(mark)) throw Wrong($"'{mark}'");
    }

    private bool TryTake(char mark)
    {
        SkipSpace();
        bool isThere = place < text.Length && text[place] == mark;
        if (isThere) place++;
        return isThere;
    }

    private char Next() => place < text.Length ? text[place++] : throw Wrong("the end of a text");

    private void SkipSpace()
    {
        while (place < text.Length && text[place] is (' ' or '\n' or '\r' or '\t')) place++;
    }

    private InvalidDataException Wrong(string expected) => new(
        $"{file}: expected {expected}, found {(place < text.Length ? $"'{text[place]}'" : "its end")} as character {place} of the header.");
}
