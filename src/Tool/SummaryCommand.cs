using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;

namespace NNGen.Tool;

/// <summary>
/// <c>summary FILE</c>: the format of a file, and name, type, shape and number of elements of each of its tensors; of an ONNX model the layers
/// that it becomes.
/// </summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An ONNX model (.onnx), or a safetensors, .npy, .npz, PyTorch, Keras .h5 or .keras file." };
        var command = new Command("summary", "Lists the tensors of a file, or the layers of a model.") { file };
        var model = ModelOptions.AddTo(command);
        command.SetAction(result =>
        {
            string path = result.GetRequiredValue(file);
            TextWriter output = result.InvocationConfiguration.Output;
            if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) Write(OnnxFile.Convert(path, model.Read(result)), output);
            else Write(path, output);
        });
        return command;
    }

    private static void Write(ConvertedNetwork network, TextWriter output)
    {
        static long Count(DeclaredLayer layer) => layer.Tensors.Sum(tensor => (long)tensor.Values.Length);
        string nodes = $"of {network.Nodes.Count} nodes of operator set {network.Opset}";
        string[][] rows =
        [
            ["layer", "arguments", "parameters"],
            .. network.Layers.Select(layer => (string[])[layer.Name, layer.ToString(), Number(Count(layer))]),
            [$"{network.Layers.Count} layers", nodes, Number(network.Layers.Sum(Count))],
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows) output.WriteLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}");
        foreach (NodeReport node in network.Unsupported) output.WriteLine($"unsupported: {node.Node}: {node.Problem}");
        if (network.SelfTest is not null) output.WriteLine("The model brings a self-test along.");
    }

    private static void Write(string path, TextWriter output)
    {
        using TensorFile file = TensorFile.Open(path);
        string[][] rows =
        [
            ["tensor", "type", "shape", "elements"],
            .. file.Tensors.Select(tensor => (string[])[tensor.Name, tensor.ElementType, $"[{string.Join(", ", tensor.Shape)}]", Number(tensor.Length)]),
            [$"{file.Tensors.Count} tensors", file.Format.ToString(), string.Empty, Number(file.Tensors.Sum(tensor => tensor.Length))],
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            output.WriteLine(
                $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3].PadLeft(widths[3])}");
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
