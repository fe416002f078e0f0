using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;

namespace NNGen.Tool;

/// <summary>
/// <c>import FILE.onnx</c>: writes the annotated class and, next to it, its weights. Nothing is written unless every node can be imported.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An ONNX model." };
        var name = new Option<string?>("--class") { Description = "The name of the class. Default: the file's name." };
        var space = new Option<string>("--namespace") { Description = "Its namespace. Default: none.", DefaultValueFactory = _ => string.Empty };
        var folder = new Option<string>("--output") { Description = "Where the files go. Default: here.", DefaultValueFactory = _ => "." };
        var force = new Option<bool>("--force") { Description = "Replaces files that exist." };
        var command = new Command("import", "Turns an ONNX model into an annotated class and its weights.") { file, name, space, folder, force };
        var model = ModelOptions.AddTo(command);
        command.SetAction(result =>
        {
            string path = result.GetRequiredValue(file);
            var target = new Target(
                result.GetValue(name) ?? ClassName(path), result.GetValue(space)!, result.GetValue(folder)!, result.GetValue(force));
            return Import(path, model.Read(result), target, result.InvocationConfiguration.Output);
        });
        return command;
    }

    private static int Import(string path, ConversionOptions options, Target target, TextWriter output)
    {
        ConvertedNetwork network = OnnxFile.Convert(path, options);
        if (network.Unsupported.Any()) return CheckCommand.Write(network, output);
        string weights = target.ClassName + ".safetensors";
        string source = Path.Combine(target.Folder, target.ClassName + ".cs");
        string data = Path.Combine(target.Folder, weights);
        string? existing = new[] { source, data }.FirstOrDefault(File.Exists);
        if (existing is not null && !target.Replaces) throw new IOException($"{existing} exists already; --force replaces it.");
        Directory.CreateDirectory(target.Folder);
        using (var content = new MemoryStream())
        {
            network.WriteWeights(content);
            Write(data, content.ToArray());
        }

        Write(source, Encoding.UTF8.GetBytes(network.ToSource(target.Namespace, target.ClassName, weights)));
        output.WriteLine($"Wrote {source} and {data}. Add to the project:");
        output.WriteLine($"  <NNGenModel Include=\"{weights}\" />");
        output.WriteLine($"{target.ClassName}.Pretrained is the network with these weights.");
        return 0;
    }

    /// <summary>A half-written file never stands under its name.</summary>
    private static void Write(string path, byte[] content)
    {
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The file's name as an identifier: <c>my-policy.onnx</c> is MyPolicy.</summary>
    private static string ClassName(string path)
    {
        var name = new StringBuilder();
        bool isStart = true;
        foreach (char letter in Path.GetFileNameWithoutExtension(path))
        {
            if (char.IsLetterOrDigit(letter)) name.Append(isStart ? char.ToUpperInvariant(letter) : letter);
            isStart = !char.IsLetterOrDigit(letter);
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? "Model" + name : name.ToString();
    }

    /// <summary>What is to be written where.</summary>
    private sealed record Target(string ClassName, string Namespace, string Folder, bool Replaces);
}
