using System.Globalization;
using System.IO;
using System.Text;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Writes the weights of declared layers as safetensors: the length of the header in 8 bytes, the header as JSON, the numbers.
/// </summary>
internal static class WeightsFile
{
    private const int Alignment = 8;

    public static void Write(Stream stream, IEnumerable<DeclaredLayer> layers, ModelSelfTest? selfTest)
    {
        (string Name, DeclaredTensor Tensor)[] tensors = layers
            .SelectMany(layer => layer.Tensors.Select(tensor => ($"{layer.Name}.{tensor.Name}", tensor)))
            .ToArray();
        byte[] header = Encoding.UTF8.GetBytes(Header(tensors, selfTest));
        byte[] length = BitConverter.GetBytes((long)header.Length);
        stream.Write(length, 0, length.Length);
        stream.Write(header, 0, header.Length);
        foreach ((_, DeclaredTensor tensor) in tensors)
        {
            var bytes = new byte[tensor.Values.Length * sizeof(float)];
            Buffer.BlockCopy(tensor.Values, 0, bytes, 0, bytes.Length);
            stream.Write(bytes, 0, bytes.Length);
        }
    }

    private static string Header(IEnumerable<(string Name, DeclaredTensor Tensor)> tensors, ModelSelfTest? selfTest)
    {
        var entries = new List<string>();
        if (selfTest is not null)
        {
            entries.Add($"\"__metadata__\":{{\"{ModelSelfTest.InputsKey}\":\"{selfTest.Inputs}\",\"{ModelSelfTest.OutputsKey}\":\"{selfTest.Outputs}\"}}");
        }

        long offset = 0;
        foreach ((string name, DeclaredTensor tensor) in tensors)
        {
            long end = offset + ((long)tensor.Values.Length * sizeof(float));
            string shape = string.Join(",", tensor.Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
            entries.Add(FormattableString.Invariant($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{shape}],\"data_offsets\":[{offset},{end}]}}"));
            offset = end;
        }

        // Spaces at the end keep the numbers aligned.
        string header = "{" + string.Join(",", entries) + "}";
        return header.PadRight((header.Length + Alignment - 1) / Alignment * Alignment);
    }
}
