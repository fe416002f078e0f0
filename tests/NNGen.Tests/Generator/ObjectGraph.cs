using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NNGen.Tests.Generator;

/// <summary>Walks through all fields of all objects that an object reaches, private and inherited ones too.</summary>
internal static class ObjectGraph
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The path to the first object that Roslyn has made, or null if there is none.</summary>
    public static string? FindRoslyn(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object? Value, string Path)>();
        open.Push((root, "root"));
        while (open.TryPop(out (object? Value, string Path) next))
        {
            if (next.Value is null || IsPlain(next.Value.GetType()) || !seen.Add(next.Value)) continue;
            if (IsRoslyn(next.Value.GetType())) return $"{next.Path} is a {next.Value.GetType()}";
            foreach ((object? value, string step) in Parts(next.Value)) open.Push((value, $"{next.Path}.{step}"));
        }

        return null;
    }

    /// <summary>Nothing hangs on these, except on what a string, a type or a pointer is made of.</summary>
    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Pointer) || type.IsAssignableTo(typeof(Type));

    private static bool IsRoslyn(Type type) => type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    private static IEnumerable<(object? Value, string Step)> Parts(object value)
    {
        if (value is Array array)
        {
            int index = 0;
            foreach (object? item in array) yield return (item, $"[{index++}]");
            yield break;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Fields)) yield return (field.GetValue(value), field.Name);
        }
    }
}
