using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;

namespace NNGen.Tool;

/// <summary>
/// <c>import FILE</c>: writes the annotated class and, next to it, its weights: of an ONNX model as it is, of a file that holds weights only
/// as a draft. Nothing is written unless all of it can be imported.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An ONNX model (.onnx), or weights: safetensors, .npz, PyTorch, Keras .h5 or .keras." };
        var name = new Option<string?>("--class") { Description = "The name of the class. Default: the file's name." };
        var space = new Option<string>("--namespace") { Description = "Its namespace. Default: none.", DefaultValueFactory = _ => string.Empty };
        var folder = new Option<string>("--output") { Description = "Where the files go. Default: here.", DefaultValueFactory = _ => "." };
        var force = new Option<bool>("--force") { Description = "Replaces files that exist." };
        var input = new Option<string?>("--input") { Description = "Of weights: the shape of a sample, channels last, as in 28,28,1." };
        var hidden = new Option<string>("--activation") { Description = "Of weights: the activation of all layers but the last.", DefaultValueFactory = _ => "ReLU" };
        var last = new Option<string>("--output-activation") { Description = "Of weights: the activation of the last layer.", DefaultValueFactory = _ => "Identity" };
        var command = new Command("import", "Turns an ONNX model, or a file of weights, into an annotated class and its weights.")
        {
            file, name, space, folder, force, input, hidden, last,
        };
        var model = ModelOptions.AddTo(command);
        command.SetAction(result =>
        {
            string path = result.GetRequiredValue(file);
            var target = new Target(
                result.GetValue(name) ?? ClassName(path), result.GetValue(space)!, result.GetValue(folder)!, result.GetValue(force));
            TextWriter output = result.InvocationConfiguration.Output;
            if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) return ImportModel(path, model.Read(result), target, output);
            return ImportWeights(path, Shape(result.GetValue(input)), result.GetValue(hidden)!, result.GetValue(last)!, target, output);
        });
        return command;
    }

    private static int ImportModel(string path, ConversionOptions options, Target target, TextWriter output)
    {
        ConvertedNetwork network = OnnxFile.Convert(path, options);
        if (network.Unsupported.Any()) return CheckCommand.Write(network, output);
        using var content = new MemoryStream();
        network.WriteWeights(content);
        target.Write(network.ToSource(target.Namespace, target.ClassName, target.Weights), content.ToArray(), output);
        return ModelVerification.Run(network, output) ? 0 : 1;
    }

    private static int ImportWeights(string path, int[]? shape, string hidden, string last, Target target, TextWriter output)
    {
        string source;
        using (TensorFile file = TensorFile.Open(path))
        {
            source = Draft(path, new WeightsDraft(file, shape, hidden, last).Attributes(), target);
        }

        CompiledNetwork network = NetworkCompiler.Compile(new Dictionary<string, string> { [$"{target.ClassName}.cs"] = source }).Single();
        network.Load(path);
        using var content = new MemoryStream();
        network.Save(content);
        target.Write(source, content.ToArray(), output);
        output.WriteLine("The file holds weights only: check the activations, the pooling and the padding of the class.");
        return 0;
    }

    private static string Draft(string path, string[] attributes, Target target)
    {
        var source = new StringBuilder("using NNGen;\n\n");
        if (target.Namespace.Length > 0) source.Append("namespace ").Append(target.Namespace).Append(";\n\n");
        source.Append("// Drafted from ").Append(Path.GetFileName(path)).Append(", which holds weights only. Activations, pooling and padding are to be checked.\n");
        source.Append("[NeuralNetwork(Trainable = false)]\n");
        foreach (string attribute in attributes) source.Append('[').Append(attribute).Append("]\n");
        return source.Append("[Weights(\"").Append(target.Weights).Append("\")]\npublic sealed partial class ").Append(target.ClassName).Append(";\n").ToString();
    }

    private static int[]? Shape(string? text)
    {
        if (text is null) return null;
        int[] extents = [.. text.Split(',', 'x').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int extent) ? extent : 0)];
        return extents.All(extent => extent > 0) ? extents : throw new InvalidDataException($"Expected a shape as in 28,28,1, found '{text}'.");
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
    private sealed record Target(string ClassName, string Namespace, string Folder, bool Replaces)
    {
        /// <summary>The weights, beside the class.</summary>
        public string Weights => ClassName + ".safetensors";

        /// <exception cref="IOException">A file exists, and must not be replaced.</exception>
        public void Write(string source, byte[] weights, TextWriter output)
        {
            string code = Path.Combine(Folder, ClassName + ".cs");
            string data = Path.Combine(Folder, Weights);
            string? existing = new[] { code, data }.FirstOrDefault(File.Exists);
            if (existing is not null && !Replaces) throw new IOException($"{existing} exists already; --force replaces it.");
            Directory.CreateDirectory(Folder);
            Write(data, weights);
            Write(code, Encoding.UTF8.GetBytes(source));
            output.WriteLine($"Wrote {code} and {data}. Add to the project:");
            output.WriteLine($"  <NNGenModel Include=\"{Weights}\" />");
            output.WriteLine($"{ClassName}.Pretrained is the network with these weights.");
        }

        /// <summary>A half-written file never stands under its name.</summary>
        private static void Write(string path, byte[] content)
        {
            string temporary = path + ".tmp";
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
    }
}
