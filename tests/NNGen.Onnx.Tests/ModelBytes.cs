using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace NNGen.Onnx.Tests;

/// <summary>Writes small models, message by message, so that the tests need no file of another tool.</summary>
internal sealed class ModelBytes
{
    private readonly List<byte[]> nodes = [];
    private readonly List<byte[]> initializers = [];
    private readonly List<byte[]> inputs = [];
    private readonly List<byte[]> metadata = [];
    private int count;

    public ModelBytes(params int[] inputShape) => inputs.Add(Value("x", inputShape));

    public string Last { get; private set; } = "x";

    public static byte[] Attribute(string name, long value) => Join(Text(1, name), Integer(3, value), Integer(20, 2));

    public static byte[] Attribute(string name, params long[] values) => Join([Text(1, name), .. values.Select(value => Integer(8, value)), Integer(20, 7)]);

    public static byte[] Attribute(string name, float value) => Join(Text(1, name), Single(2, value), Integer(20, 1));

    public static byte[] Attribute(string name, string value) => Join(Text(1, name), Text(4, value), Integer(20, 3));

    /// <summary>Adds a node that reads the last value and some constants.</summary>
    public ModelBytes Node(string kind, IEnumerable<string> constants, params byte[][] attributes) =>
        NodeOn(kind, [Last, .. constants], attributes);

    public ModelBytes Node(string kind, params byte[][] attributes) => Node(kind, [], attributes);

    public ModelBytes NodeOn(string kind, IEnumerable<string> inputs, params byte[][] attributes)
    {
        Last = $"{kind}_{++count}";
        nodes.Add(Join([.. inputs.Select(name => Text(1, name)), Text(2, Last), Text(4, kind), .. attributes.Select(attribute => Field(5, attribute))]));
        return this;
    }

    public string Constant(string name, int[] shape, params float[] values)
    {
        byte[] raw = values.SelectMany(BitConverter.GetBytes).ToArray();
        initializers.Add(Join([.. shape.Select(extent => Integer(1, extent)), Integer(2, 1), Text(8, name), Field(9, raw)]));
        return name;
    }

    /// <summary>Adds another input.</summary>
    public string Input(string name, params int[] shape)
    {
        inputs.Add(Value(name, shape));
        return name;
    }

    /// <summary>Floats in a file beside the model.</summary>
    public string ExternalConstant(string name, int[] shape, string location)
    {
        byte[] entry = Join(Text(1, "location"), Text(2, location));
        initializers.Add(Join([.. shape.Select(extent => Integer(1, extent)), Integer(2, 1), Text(8, name), Field(13, entry), Integer(14, 1)]));
        return name;
    }

    /// <summary>Adds a self-test.</summary>
    public void SelfTest(float[] inputs, float[] outputs)
    {
        string ToText(float[] values) => Convert.ToBase64String(values.SelectMany(BitConverter.GetBytes).ToArray());
        metadata.Add(Field(14, Join(Text(1, "nngen.self_test.inputs"), Text(2, ToText(inputs)))));
        metadata.Add(Field(14, Join(Text(1, "nngen.self_test.outputs"), Text(2, ToText(outputs)))));
    }

    public string Integers(string name, params long[] values)
    {
        initializers.Add(Join([Integer(1, values.Length), Integer(2, 7), .. values.Select(value => Integer(7, value)), Text(8, name)]));
        return name;
    }

    public byte[] ToArray(int opset = 13, params string[] outputs)
    {
        string[] names = outputs.Length == 0 ? [Last] : outputs;
        byte[] graph = Join([
            .. nodes.Select(node => Field(1, node)), Text(2, "graph"), .. initializers.Select(tensor => Field(5, tensor)),
            .. inputs.Select(input => Field(11, input)), .. names.Select(name => Field(12, Value(name, [])))]);
        return Join([Integer(1, 8), Field(7, graph), Field(8, Integer(2, opset)), .. metadata]);
    }

    private static byte[] Value(string name, int[] shape)
    {
        byte[] dimensions = Join([.. shape.Select(extent => Field(1, extent < 0 ? Text(2, "batch") : Integer(1, extent)))]);
        return Join(Text(1, name), Field(2, Field(1, Join(Integer(1, 1), Field(2, dimensions)))));
    }

    private static byte[] Join(params byte[][] parts) => parts.SelectMany(part => part).ToArray();

    private static byte[] Integer(int field, long value) => Join(Varint((ulong)field << 3), Varint((ulong)value));

    private static byte[] Single(int field, float value) => Join(Varint(((ulong)field << 3) | 5), BitConverter.GetBytes(value));

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => Join(Varint(((ulong)field << 3) | 2), Varint((ulong)content.Length), content);

    private static byte[] Varint(ulong value)
    {
        using var bytes = new MemoryStream();
        for (; value >= 0x80; value >>= 7) bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
        return bytes.ToArray();
    }
}
