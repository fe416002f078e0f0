using NNGen.Onnx.Model;

namespace NNGen.Onnx.Reading;

/// <summary>Reads the messages of <c>onnx.proto3</c>, as far as a network needs them; fields that it does not know are skipped.</summary>
/// <param name="tensors">Reads constants.</param>
internal sealed class ModelReader(TensorReader tensors)
{
    public OnnxModel Read(byte[] bytes)
    {
        var opsets = new Dictionary<string, long>();
        var metadata = new Dictionary<string, string>();
        OnnxGraph? graph = null;
        var model = new ProtoReader(bytes);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 7:
                    graph = Graph(model.Message());
                    break;
                case 8:
                    (string domain, long version) = Opset(model.Message());
                    opsets[domain == "ai.onnx" ? string.Empty : domain] = version;
                    break;
                case 14:
                    (string key, string value) = Entry(model.Message());
                    metadata[key] = value;
                    break;
                default:
                    model.Skip();
                    break;
            }
        }

        return graph is null ? throw new OnnxException("Not an ONNX model: it has no graph.") : new OnnxModel(opsets, graph, metadata);
    }

    private static (string Domain, long Version) Opset(ProtoReader message)
    {
        (string Domain, long Version) opset = (string.Empty, 0);
        while (message.Next())
        {
            if (message.Field == 1) opset.Domain = message.Text();
            else if (message.Field == 2) opset.Version = message.Int64();
            else message.Skip();
        }

        return opset;
    }

    internal static (string Key, string Value) Entry(ProtoReader message)
    {
        (string Key, string Value) entry = (string.Empty, string.Empty);
        while (message.Next())
        {
            if (message.Field == 1) entry.Key = message.Text();
            else if (message.Field == 2) entry.Value = message.Text();
            else message.Skip();
        }

        return entry;
    }

    private OnnxGraph Graph(ProtoReader message)
    {
        string name = string.Empty;
        var nodes = new List<OnnxNode>();
        var initializers = new List<OnnxTensor>();
        var inputs = new List<OnnxValue>();
        var outputs = new List<OnnxValue>();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    nodes.Add(Node(message.Message()));
                    break;
                case 2:
                    name = message.Text();
                    break;
                case 5:
                    initializers.Add(tensors.Read(message.Message()));
                    break;
                case 11:
                    inputs.Add(Value(message.Message()));
                    break;
                case 12:
                    outputs.Add(Value(message.Message()));
                    break;
                case 15:
                    throw new OnnxException($"Graph '{name}' has sparse constants, which are not supported: store them densely.");
                default:
                    message.Skip();
                    break;
            }
        }

        return new OnnxGraph(name, nodes, initializers, inputs, outputs);
    }

    private OnnxNode Node(ProtoReader message)
    {
        var inputs = new List<string>();
        var outputs = new List<string>();
        var attributes = new Dictionary<string, OnnxAttribute>();
        string name = string.Empty;
        string kind = string.Empty;
        string domain = string.Empty;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    inputs.Add(message.Text());
                    break;
                case 2:
                    outputs.Add(message.Text());
                    break;
                case 3:
                    name = message.Text();
                    break;
                case 4:
                    kind = message.Text();
                    break;
                case 5:
                    (string attribute, OnnxAttribute value) = Attribute(message.Message());
                    attributes[attribute] = value;
                    break;
                case 7:
                    domain = message.Text();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        if (outputs.Count == 0) throw new OnnxException($"Node '{name}' ({kind}) has no output.");
        return new OnnxNode(name, kind, domain == "ai.onnx" ? string.Empty : domain, inputs, outputs, attributes);
    }

    private (string Name, OnnxAttribute Value) Attribute(ProtoReader message)
    {
        string name = string.Empty;
        float single = 0;
        long integer = 0;
        string text = string.Empty;
        OnnxTensor? tensor = null;
        var singles = new List<float>();
        var integers = new List<long>();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    name = message.Text();
                    break;
                case 2:
                    single = message.Single();
                    break;
                case 3:
                    integer = message.Int64();
                    break;
                case 4:
                    text = message.Text();
                    break;
                case 5:
                    tensor = tensors.Read(message.Message());
                    break;
                case 7:
                    message.Singles(singles);
                    break;
                case 8:
                    message.Int64s(integers);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return (name, new OnnxAttribute(single, integer, text, tensor, singles, integers));
    }

    private static OnnxValue Value(ProtoReader message)
    {
        string name = string.Empty;
        var type = OnnxType.Undefined;
        List<(int Extent, string Symbol)>? shape = null;
        while (message.Next())
        {
            if (message.Field == 1) name = message.Text();
            else if (message.Field == 2) (type, shape) = TensorType(message.Message());
            else message.Skip();
        }

        return new OnnxValue(name, type, shape?.ConvertAll(axis => axis.Extent)) { Symbols = shape?.ConvertAll(axis => axis.Symbol) ?? [] };
    }

    private static (OnnxType Type, List<(int Extent, string Symbol)>? Shape) TensorType(ProtoReader message)
    {
        (OnnxType Type, List<(int Extent, string Symbol)>? Shape) result = (OnnxType.Undefined, null);
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            ProtoReader tensor = message.Message();
            while (tensor.Next())
            {
                if (tensor.Field == 1) result.Type = (OnnxType)tensor.Int32();
                else if (tensor.Field == 2) result.Shape = Dimensions(tensor.Message());
                else tensor.Skip();
            }
        }

        return result;
    }

    private static List<(int Extent, string Symbol)> Dimensions(ProtoReader message)
    {
        var extents = new List<(int Extent, string Symbol)>();
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            (int Extent, string Symbol) axis = (-1, string.Empty);
            ProtoReader dimension = message.Message();
            while (dimension.Next())
            {
                if (dimension.Field == 1) axis.Extent = dimension.Int32();
                else if (dimension.Field == 2) axis.Symbol = dimension.Text();
                else dimension.Skip();
            }

            extents.Add(axis);
        }

        return extents;
    }
}
