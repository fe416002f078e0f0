using System;
using System.IO;
using System.IO.Compression;
using NNGen.Tests;
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

    /// <summary>A model becomes a class, the class a model with a self-test, which checks itself and whoever changed it.</summary>
    [Fact]
    public void Export_ClassAndWeights_WritesAModelThatChecksItself()
    {
        Run("import", Save("net.onnx", "Tanh"), "--output", folder);
        string model = Path.Combine(folder, "exported.onnx");

        (int code, string output) = Run("export", Path.Combine(folder, "Net.cs"), "--weights", Path.Combine(folder, "Net.safetensors"), "--output", model);

        Assert.True(code == 0, output);
        (code, output) = Run("check", model);
        Assert.True(code == 0, output);
        Assert.Contains("The self-test passed: of 3 samples", output, StringComparison.Ordinal);

        // The kernel's first weight is 1, and becomes 1.5.
        byte[] bytes = File.ReadAllBytes(model);
        int kernel = bytes.AsSpan().IndexOf((byte[])[.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]);
        BitConverter.TryWriteBytes(bytes.AsSpan(kernel), 1.5f);
        File.WriteAllBytes(model, bytes);
        (code, output) = Run("import", model, "--output", folder);
        Assert.Equal(1, code);
        Assert.Contains("The self-test failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfAModel_ListsItsLayers()
    {
        (int code, string output) = Run("summary", Save("net.onnx", "Relu"));

        Assert.Equal(0, code);
        Assert.Contains("dense_1   Dense(3, Activation.ReLU, UseBias = false, Name = \"dense_1\")", output, StringComparison.Ordinal);
        Assert.Contains("of 2 nodes of operator set 13", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_ClassWithMistakes_SaysWhere()
    {
        string source = Path.Combine(folder, "Net.cs");
        File.WriteAllText(source, "using NNGen; [NeuralNetwork, Input(2), Dense(0)] public sealed partial class Net;");

        (int code, string output) = Run("export", source, "--weights", "none.safetensors");

        Assert.Equal(1, code);
        Assert.Contains("Net.cs(1,", output, StringComparison.Ordinal);
        File.WriteAllText(source, "public sealed class Net;");
        Assert.Contains("Expected one network in the files, found none", Run("export", source, "--weights", "none.safetensors").Output, StringComparison.Ordinal);
    }

    /// <summary>Weights alone: kinds and sizes follow from the tensors, and what is drafted computes with them.</summary>
    [SkippableFact]
    public void Import_WeightsOfPyTorch_DraftsTheClass()
    {
        string file = Path.Combine(TestData.RequireFolder("weights"), "burn-mnist.pt");

        Assert.Contains("--input is needed", Run("import", file, "--output", folder).Output, StringComparison.Ordinal);
        (int code, string output) = Run("import", file, "--input", "28,28,1", "--class", "Digits", "--output", folder, "--output-activation", "Softmax");

        Assert.True(code == 0, output);
        Assert.Contains("check the activations", output, StringComparison.Ordinal);
        string source = File.ReadAllText(Path.Combine(folder, "Digits.cs"));
        Assert.Contains("[Input(28, 28, 1)]\n[Conv2D(8, 3, Activation.ReLU)]", source, StringComparison.Ordinal);
        Assert.Contains("[Dense(10)]\n[BatchNormalization(epsilon: 1e-5f)]\n[Softmax]\n[Weights(\"Digits.safetensors\")]", source, StringComparison.Ordinal);
        (code, output) = Run("export", Path.Combine(folder, "Digits.cs"), "--weights", Path.Combine(folder, "Digits.safetensors"));
        Assert.True(code == 0, output);
        (code, output) = Run("check", Path.Combine(folder, "Digits.onnx"));
        Assert.True(code == 0 && output.Contains("The self-test passed", StringComparison.Ordinal), output);
    }

    [Fact]
    public void Import_ArraysOfNumPy_DraftsDenseLayers()
    {
        string path = Path.Combine(folder, "table.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            void Add(string name, float[] values, params int[] shape)
            {
                string array = Path.Combine(folder, name);
                NumpyFile.Save(array, values, shape);
                archive.CreateEntryFromFile(array, name);
            }

            Add("first.kernel.npy", [1, 2, 3, 4, 5, 6], 2, 3);
            Add("first.bias.npy", [0, 0, 1], 3);
            Add("second.kernel.npy", [1, 1, 1], 3, 1);
        }

        (int code, string output) = Run("import", path, "--activation", "Tanh", "--output", folder);

        Assert.True(code == 0, output);
        Assert.Contains("[Input(2)]\n[Dense(3, Activation.Tanh)]\n[Dense(1, UseBias = false)]", File.ReadAllText(Path.Combine(folder, "Table.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OpenAxesAndOutputs_AreTakenFromTheCommandLine()
    {
        var model = new ModelBytes(-1, 1, -1);
        string wanted = model.Node("Relu").Last;
        byte[] bytes = model.ToArray(13, wanted, model.NodeOn("Frobnicate", ["x"]).Last);
        string path = Path.Combine(folder, "open.onnx");
        File.WriteAllBytes(path, bytes);

        Assert.Equal(0, Run("check", path, "--dimensions", "x.2=4", "--outputs", wanted).Code);
        Assert.Contains("Dimensions=\"batch=…\"", Run("check", path).Output, StringComparison.Ordinal);
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
