using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NNGen.Build;
using NNGen.Generator;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>From the file of a model over its manifest to the class that names it.</summary>
public sealed class OnnxModelTests : IDisposable
{
    private const string Source = "using NNGen; [OnnxModel(\"net.onnx\")] public sealed partial class Net;";

    private readonly string folder = Directory.CreateTempSubdirectory("nngen-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Models => ["Relu", "Abs", "two outputs", "two inputs"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Class_OfAModel_HasTheKernelsOfTheSameAttributes(string what)
    {
        byte[] model = what switch
        {
            "two outputs" => new ModelBytes(-1, 4).Node("Abs").NodeOn("Neg", ["x"]).ToArray(13, "Abs_1", "Neg_2"),
            "two inputs" => TwoInputs(),
            _ => Example(what),
        };
        string attributes = OnnxFile.Convert(model).ToSource(string.Empty, "Net").Replace("Loss = Loss.MeanSquaredError, ", string.Empty);
        string byAttributes = Generate(attributes, string.Empty).Text;
        string byModel = Generate(Source, Describe(model)).Text;
        string Kernels(string text) => text[text.IndexOf("namespace NNGen.Generated", StringComparison.Ordinal)..];
        Assert.StartsWith(Kernels(byAttributes), Kernels(byModel), StringComparison.Ordinal);
        Assert.Contains("public static Net Pretrained", byModel, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_OfAModel_IsTrainedOnlyIfItSaysSo()
    {
        string manifest = Describe(Example("Relu"));
        Assert.DoesNotContain("ITrainableNetwork", Generate(Source, manifest).Text, StringComparison.Ordinal);
        Assert.Contains("ITrainableNetwork", Generate(Source.Replace(".onnx\"", ".onnx\", Trainable = true"), manifest).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_WithUnsupportedNodes_IsOneDiagnosticForEachAtTheAttribute()
    {
        var model = new ModelBytes(-1, 2);
        model.NodeOn("Einsum", ["x"]);
        string first = model.Last;
        model.NodeOn("Frobnicate", ["x"]).NodeOn("Add", [first, model.Last]);

        Diagnostic[] found = Generate(Source, Describe(model.ToArray())).Diagnostics;

        Assert.All(found, diagnostic => Assert.Equal("NNG0110", diagnostic.Id));
        Assert.All(found, diagnostic => Assert.Equal("\"net.onnx\"", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Equal(
            ["'net.onnx', node 'Einsum_1' (Einsum): the operator Einsum of operator set 13 cannot be imported, since the operator has no layer",
             "'net.onnx', node 'Frobnicate_2' (Frobnicate): the operator Frobnicate of operator set 13 cannot be imported, since the operator has no layer"],
            found.Select(diagnostic => diagnostic.GetMessage()).Order());
    }

    [Theory]
    [InlineData("missing", "NNG0111")]
    [InlineData("damaged", "NNG0111")]
    [InlineData("unlisted", "NNG0060")]
    public void Model_ThatIsNotThere_IsADiagnosticAtTheAttribute(string what, string id)
    {
        string manifest = what switch
        {
            "missing" => OnnxModelFile.Describe(Path.Combine(folder, "net.onnx"), "net.onnx", "stamp", string.Empty, string.Empty, out _),
            "damaged" => Describe(Example("Relu")[..20]),
            _ => string.Empty,
        };

        Diagnostic only = Assert.Single(Generate(Source, manifest).Diagnostics);

        Assert.Equal(id, only.Id);
        Assert.Contains("net.onnx", only.GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>A layer that the compiler refuses is reported where the model is named: there is no attribute of its own.</summary>
    [Fact]
    public void Model_WithAnImpossibleLayer_IsADiagnosticAtTheAttribute()
    {
        string manifest = Describe(Example("Relu")).Replace("units=3", "units=9999999", StringComparison.Ordinal);

        Diagnostic only = Assert.Single(Generate(Source, manifest).Diagnostics);

        Assert.Equal("NNG0006", only.Id);
        Assert.EndsWith("(in dense_1)", only.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Generator_AnotherManifest_WritesOnlyItsNetworkAnew()
    {
        CSharpCompilation compilation = Compile(Source, "using NNGen; [NeuralNetwork, Input(2), Dense(1)] public sealed partial class Other;");
        var first = new Text(Describe(Example("Relu")));
        GeneratorDriver driver = Driver().AddAdditionalTexts([first]).RunGenerators(compilation);
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.New], Reasons(driver));

        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));
        Assert.All(Reasons(driver), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        driver = driver.ReplaceAdditionalText(first, new Text(Describe(Example("Tanh")))).RunGenerators(compilation);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(driver).Order());
    }

    [Fact]
    public void Manifest_OfADamagedModel_IsAProblemOrReadable()
    {
        byte[] model = Example("Relu");
        for (int place = 0; place < model.Length; place++)
        {
            byte[] damaged = [.. model];
            damaged[place] ^= 0x21;
            foreach (byte[] content in new[] { model[..place], damaged })
            {
                string manifest = Describe(content);
                Assert.Matches("\n(layer|unsupported|problem) ", manifest);
                if (place % 40 == 0) Generate(Source, manifest);
            }
        }
    }

    [Fact]
    public void Manifest_OfConstantsInAnotherFile_TellsOfIt()
    {
        File.WriteAllBytes(Path.Combine(folder, "w.bin"), new byte[24]);
        var model = new ModelBytes(-1, 2);
        model.Node("MatMul", [model.ExternalConstant("w", [2, 3], "w.bin")]);

        string manifest = Describe(model.ToArray());

        Assert.Contains($"\nbeside {ModelFile.FactsOf(Path.Combine(folder, "w.bin"))} w.bin\n", manifest, StringComparison.Ordinal);
        Assert.Contains("\ntensor F32 2,3 dense_1.kernel\n", manifest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../w.bin")]
    [InlineData("a/../../w.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("link.bin")]
    [InlineData("linked/w.bin")]
    public void Constant_OutsideTheFolder_IsRefused(string location)
    {
        string inside = Directory.CreateDirectory(Path.Combine(folder, "inside")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "w.bin"), new byte[24]);
        File.CreateSymbolicLink(Path.Combine(inside, "link.bin"), Path.Combine(folder, "w.bin"));
        Directory.CreateSymbolicLink(Path.Combine(inside, "linked"), folder);
        var model = new ModelBytes(-1, 2);
        model.Node("MatMul", [model.ExternalConstant("w", [2, 3], location)]);

        OnnxException refusal = Assert.Throws<OnnxException>(() => OnnxFile.Convert(model.ToArray(), inside));

        Assert.Contains("outside the model's folder", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Example(string activation)
    {
        var model = new ModelBytes(-1, 2);
        return model.Node("MatMul", [model.Constant("w", [2, 3], 1, 2, 3, 4, 5, 6)]).Node(activation).ToArray();
    }

    private static byte[] TwoInputs()
    {
        var model = new ModelBytes(-1, 3);
        return model.NodeOn("Mul", ["x", model.Input("obs:0", -1, 3)]).Node("Exp").ToArray();
    }

    private string Describe(byte[] model)
    {
        string path = Path.Combine(folder, "net.onnx");
        File.WriteAllBytes(path, model);
        return OnnxModelFile.Describe(path, "net.onnx", "stamp", string.Empty, string.Empty, out _);
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new NeuralNetworkGenerator().AsSourceGenerator()],
        parseOptions: GeneratedNetworks.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select(source => CSharpSyntaxTree.ParseText(source, GeneratedNetworks.ParseOptions)),
        GeneratedNetworks.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static IncrementalStepRunReason[] Reasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].TrackedSteps[NeuralNetworkGenerator.SourceStep].SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private static (string Text, Diagnostic[] Diagnostics) Generate(string source, string manifest)
    {
        ImmutableArray<AdditionalText> texts = manifest.Length == 0 ? [] : [new Text(manifest)];
        GeneratorDriver driver = Driver().AddAdditionalTexts(texts).RunGeneratorsAndUpdateCompilation(Compile(source), out Compilation complete, out var thrown);
        Assert.Empty(thrown);
        Assert.Empty(complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        IEnumerable<Diagnostic> found = complete.WithAnalyzers([new NeuralNetworkAnalyzer()], new AnalyzerOptions(texts)).GetAnalyzerDiagnosticsAsync().Result;
        return (driver.GetRunResult().GeneratedTrees.Single().ToString(), [.. found]);
    }

    private sealed class Text(string content) : AdditionalText
    {
        public override string Path => "net.onnx.nngenmodel";

        public override SourceText GetText(System.Threading.CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
