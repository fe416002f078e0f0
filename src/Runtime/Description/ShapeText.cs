using System.Globalization;

namespace NNGen;

/// <summary>Shapes as text and as a number of elements.</summary>
internal static class ShapeText
{
    public static int Length(IReadOnlyList<int> shape)
    {
        int length = 1;
        foreach (int extent in shape) length = checked(length * extent);
        return length;
    }

    public static string Format(IReadOnlyList<int> shape)
    {
        var parts = new string[shape.Count];
        for (int i = 0; i < parts.Length; i++) parts[i] = shape[i].ToString(CultureInfo.InvariantCulture);
        return $"[{string.Join(", ", parts)}]";
    }
}
