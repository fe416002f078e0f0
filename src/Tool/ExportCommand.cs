using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;

namespace NNGen.Tool;

/// <summary>
/// <c>export CLASS.cs --weights FILE</c>: compiles the annotated class, takes over the weights, and writes an ONNX model with a self-test.
/// </summary>
internal static class ExportCommand
{
    private const int DefaultSamples = 3;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "The C# files of the network: its class, and what that uses.", Arity = ArgumentArity.OneOrMore };
        var weights = new Option<string>("--weights") { Description = "Its weights: a file that network.Save wrote, or one that it can import.", Required = true };
        var name = new Option<string?>("--class") { Description = "Its name, where the files declare several networks." };
        var target = new Option<string?>("--output") { Description = "The model. Default: the name of the weights, with .onnx." };
        var samples = new Option<int>("--samples") { Description = "How many samples the self-test has; 0 for none.", DefaultValueFactory = _ => DefaultSamples };
        var command = new Command("export", "Turns an annotated class and its weights into an ONNX model.") { files, weights, name, target, samples };
        command.SetAction(result =>
        {
            string source = result.GetRequiredValue(weights);
            string path = result.GetValue(target) ?? Path.ChangeExtension(source, ".onnx");
            CompiledNetwork network = Choose(NetworkCompiler.Compile(result.GetRequiredValue(files).ToDictionary(file => file, File.ReadAllText)), result.GetValue(name));
            network.Load(source);
            network.SaveOnnx(path, result.GetValue(samples));
            result.InvocationConfiguration.Output.WriteLine($"Wrote {network.Name} to {path}.");
            return 0;
        });
        return command;
    }

    private static CompiledNetwork Choose(IReadOnlyList<CompiledNetwork> networks, string? name)
    {
        CompiledNetwork[] fitting = [.. networks.Where(network => name is null || network.Name == name)];
        if (fitting.Length == 1) return fitting[0];
        string found = networks.Count == 0 ? "none" : string.Join(", ", networks.Select(network => network.Name));
        throw new InvalidDataException($"Expected one network{(name is null ? string.Empty : $" '{name}'")} in the files, found {found}; --class chooses one.");
    }
}
