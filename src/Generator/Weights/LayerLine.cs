using System.Globalization;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Weights;

/// <summary>
/// A layer as the build writes it into a manifest: kind, name and arguments, each by its name, with spaces between. A list repeats the name;
/// <c>function</c> is an expression.
/// </summary>
internal static class LayerLine
{
    private const string Function = "function";

    /// <summary>As in <c>Dense dense_1 units=3 activation=Activation.ReLU</c>; null for a text that is no layer.</summary>
    public static LayerSpec? Parse(string text)
    {
        string[] words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return null;
        var values = new List<KeyValuePair<string, string>>();
        foreach (string word in words.Skip(2))
        {
            string[] sides = word.Split(['='], 2);
            if (sides.Length < 2 || sides[1].Length == 0) return null;
            values.Add(new KeyValuePair<string, string>(sides[0], sides[1]));
        }

        ILookup<bool, KeyValuePair<string, string>> byRole = values.ToLookup(pair => pair.Key == Function);
        Argument?[] arguments = byRole[false].GroupBy(pair => pair.Key, pair => pair.Value).Select(list => Read(list.Key, list.ToArray())).ToArray();
        Expr?[] functions = byRole[true].Select(pair => FunctionText.Parse(pair.Value)).ToArray();
        if (arguments.Contains(null) || functions.Contains(null)) return null;
        return new LayerSpec(words[0], words[1], arguments.OfType<Argument>().ToEquatableArray()) { Function = functions.FirstOrDefault() };
    }

    /// <summary>Numbers, <c>true</c> and <c>false</c>, names in quotes, and members of enums.</summary>
    private static Argument? Read(string name, string[] values)
    {
        if (values.All(value => value[0] == '"'))
        {
            string[] texts = values.Select(value => value.Trim('"')).ToArray();
            return new Argument(name, default, 0, texts[0], texts.ToEquatableArray());
        }

        if (values.All(value => value is "true" or "false")) return new Argument(name, EquatableArray.Of(values[0] == "true" ? 1 : 0), 0, null);
        if (values.All(value => char.IsLetter(value[0]))) return new Argument(name, default, 0, values[0].Substring(values[0].LastIndexOf('.') + 1));
        if (values.All(value => value.EndsWith("f", StringComparison.Ordinal)))
        {
            string number = values[0].Substring(0, values[0].Length - 1);
            bool isNumber = float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out float single);
            return isNumber ? new Argument(name, default, single, null) { IsNumber = true } : null;
        }

        var integers = new List<int>();
        foreach (string value in values)
        {
            if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int integer)) return null;
            integers.Add(integer);
        }

        return new Argument(name, integers.ToEquatableArray(), integers[0], null) { IsNumber = integers.Count == 1 };
    }
}

/// <summary>A node of a model that has no layer.</summary>
internal sealed record UnsupportedNode(string Operator, string Opset, string Node, string Reason)
{
    /// <summary>The four with tabs between; null for any other text.</summary>
    public static UnsupportedNode? Parse(string text) =>
        text.Split('\t') is { Length: 4 } parts ? new UnsupportedNode(parts[0], parts[1], parts[2], parts[3]) : null;
}
