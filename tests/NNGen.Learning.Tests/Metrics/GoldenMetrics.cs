using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NNGen.Learning.Tests.Metrics;

/// <summary>What scikit-learn measured; see <c>Golden/metrics.py</c>.</summary>
internal static class GoldenMetrics
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "metrics.json"))).RootElement;

    public static int Count(string kind) => Root.GetProperty(kind).GetArrayLength();

    public static JsonElement Case(string kind, int index) => Root.GetProperty(kind)[index];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int[] Integers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetDouble())];

    public static float[] Floats(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetSingle())];
}
