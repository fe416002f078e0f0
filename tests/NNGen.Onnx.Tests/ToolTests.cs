using System;
using System.IO;
using NNGen.Tool;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>The commands of <c>dotnet nngen</c> for ONNX models.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nngen").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Import_SupportedModel_WritesClassAndWeights()
    {
        (int code, string output) = Run("import", Save("my-policy.onnx", "Relu"), "--namespace", "Game", "--output", folder);

        Assert.Equal(0, code);
        Assert.Contains("<NNGenModel Include=\"MyPolicy.safetensors\" />", output, StringComparison.Ordinal);
        string source = File.ReadAllText(Path.Combine(folder, "MyPolicy.cs"));
        Assert.Contains("namespace Game;", source, StringComparison.Ordinal);
        Assert.Contains("[Dense(3, Activation.ReLU, UseBias = false, Name = \"dense_1\")]", source, StringComparison.Ordinal);
        Assert.Contains("[Weights(\"MyPolicy.safetensors\")]\npublic sealed partial class MyPolicy;", source, StringComparison.Ordinal);
        using TensorFile weights = TensorFile.Open(Path.Combine(folder, "MyPolicy.safetensors"));
        Assert.Equal("dense_1.kernel", Assert.Single(weights.Tensors).Name);
    }

    [Fact]
    public void Import_FileThatExists_IsRefusedUnlessForced()
    {
        string model = Save("net.onnx", "Relu");
        Assert.Equal(0, Run("import", model, "--output", folder).Code);

        (int code, string output) = Run("import", model, "--output", folder);

        Assert.Equal(1, code);
        Assert.Contains("--force", output, StringComparison.Ordinal);
        Assert.Equal(0, Run("import", model, "--output", folder, "--force").Code);
    }

    [Fact]
    public void Import_UnsupportedModel_WritesNothingAndSaysWhy()
    {
        (int code, string output) = Run("import", Save("net.onnx", "Einsum"), "--output", folder);

        Assert.Equal(1, code);
        Assert.Contains("Einsum", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "Net.cs")));
    }

    [Fact]
    public void Check_NoModel_SaysSo()
    {
        string path = Path.Combine(folder, "text.onnx");
        File.WriteAllText(path, "A text file.");

        (int code, string output) = Run("check", path);

        Assert.Equal(1, code);
        Assert.Contains("Not an ONNX model", output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        return (CommandLine.Run(arguments, output, output), output.ToString());
    }

    private string Save(string name, string activation)
    {
        var model = new ModelBytes(-1, 2);
        model.Node("MatMul", [model.Constant("w", [2, 3], 1, 2, 3, 4, 5, 6)]).Node(activation);
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, model.ToArray());
        return path;
    }
}
