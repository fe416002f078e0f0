using System.CommandLine;
using System.IO;
using System.Linq;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;

namespace NNGen.Tool;

/// <summary><c>check FILE</c>: every node of an ONNX model, and whether it can be declared as a layer; else why not.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An ONNX model." };
        var command = new Command("check", "Tells which nodes of an ONNX model can be imported.") { file };
        var model = ModelOptions.AddTo(command);
        command.SetAction(result => Write(OnnxFile.Convert(result.GetRequiredValue(file), model.Read(result)), result.InvocationConfiguration.Output));
        return command;
    }

    /// <summary>Lists the nodes.</summary>
    /// <returns>0 when all of them can be imported, else 1.</returns>
    public static int Write(ConvertedNetwork network, TextWriter output)
    {
        foreach (NodeReport node in network.Nodes)
        {
            output.WriteLine(node.Problem is null ? $"supported    {node.Operator} {node.Node}" : $"unsupported  {node.Node}: {node.Problem}");
        }

        int unsupported = network.Unsupported.Count();
        output.WriteLine($"{network.Nodes.Count - unsupported} of {network.Nodes.Count} nodes are supported.");
        return unsupported == 0 && ModelVerification.Run(network, output) ? 0 : 1;
    }
}
