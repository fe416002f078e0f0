using System.CommandLine;
using NNGen.Onnx.Conversion;

namespace NNGen.Tool;

/// <summary>What commands are told beside an ONNX model: extents of its open axes, and which outputs are wanted.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> dimensions = new("--dimensions") { Description = "Extents of open axes, as in height=64;width=64 or image.2=64." };
    private readonly Option<string?> outputs = new("--outputs") { Description = "The outputs that are wanted, separated by semicolons. Default: all." };

    public static ModelOptions AddTo(Command command)
    {
        var options = new ModelOptions();
        command.Options.Add(options.dimensions);
        command.Options.Add(options.outputs);
        return options;
    }

    public ConversionOptions Read(ParseResult result) => ConversionOptions.Parse(result.GetValue(dimensions), result.GetValue(outputs));
}
