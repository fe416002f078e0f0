using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NNGen.Tool;

/// <summary><c>summary FILE</c>: the format of a file, and name, type, shape and number of elements of each of its tensors.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A safetensors, .npy, .npz, PyTorch, Keras .h5 or .keras file." };
        var command = new Command("summary", "Lists the tensors of a file.") { file };
        command.SetAction(result => Write(result.GetRequiredValue(file), result.InvocationConfiguration.Output));
        return command;
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
