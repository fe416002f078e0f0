using System.IO;
using Xunit;

namespace NNGen.Tests.Files;

/// <summary>The commands of <c>dotnet nngen</c>.</summary>
public sealed class ToolTests
{
    [Fact]
    public void Summary_OfAPyTorchFile_ListsItsTensors()
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, Tool.CommandLine.Run(["summary", FileData.PathOf("torch_sequence.pt")], output, TextWriter.Null));
        Assert.Equal(
            """
            tensor       type     shape      elements
            conv.weight  F32      [4, 3, 3]        36
            conv.bias    F32      [4]               4
            out.weight   F32      [2, 20]          40
            out.bias     F32      [2]               2
            4 tensors    PyTorch                   82

            """,
            output.ToString());
    }

    [Theory]
    [InlineData("torch_module.pt", "found torch.nn.modules.linear.Linear")]
    [InlineData("nowhere.pt", "nowhere.pt")]
    public void Summary_OfAnotherFile_SaysWhatIsWrong(string file, string message)
    {
        var errors = new StringWriter();
        Assert.Equal(1, Tool.CommandLine.Run(["summary", FileData.PathOf(file)], TextWriter.Null, errors));
        Assert.Contains(message, errors.ToString());
    }
}
