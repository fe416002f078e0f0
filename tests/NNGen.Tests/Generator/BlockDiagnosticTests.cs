using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>
/// A mistake in a block is reported once: on the block's class what is wrong whoever uses it, at the use what is wrong with the use.
/// </summary>
public sealed class BlockDiagnosticTests
{
    private const string Residual = """
        [Conv2D(Residual.Channels, Residual.Kernel, (Activation)Residual.Function, Padding = Padding.Same), Conv2D(Residual.Channels, 1)]
        [Add(Block.Input)]
        sealed class Residual(int channels, int kernel = 3, Activation function = Activation.ReLU) : BlockAttribute(channels, kernel, function)
        {
            public const int Channels = Block.Parameter1, Kernel = Block.Parameter2, Function = Block.Parameter3;
        }
        """;

    [Theory]
    [InlineData("class {|NNG0037:B|} : BlockAttribute;")]
    [InlineData("[Dense(3), {|NNG0037:Input(2)|}] class B : BlockAttribute;")]
    [InlineData("[Dense(3), {|NNG0036:B|}] class B : BlockAttribute;")]
    [InlineData("[{|NNG0036:A|}] class B : BlockAttribute; [Tanh, {|NNG0036:B(Repeat = 3)|}] class A : BlockAttribute;")]
    [InlineData("[A] class B : BlockAttribute; [Tanh, {|NNG0036:A|}] class A : BlockAttribute;")]
    [InlineData("[Dense(3, {|NNG0011:Name = \"1st\"|})] class B : BlockAttribute;")]
    [InlineData("[Dense(3, Name = \"a\"), Dense(3, {|NNG0012:Name = \"a\"|})] class B : BlockAttribute;")]
    [InlineData("[Dense(3, {|NNG0012:Name = \"input\"|})] class B : BlockAttribute;")]
    [InlineData("[Dense(3), Add({|NNG0021:\"stem\"|})] class B : BlockAttribute;")]
    [InlineData("[{|NNG0022:Dense(3)|}, Dense(3, From = Block.Input)] class B : BlockAttribute;")]
    [InlineData("[Dense({|NNG0038:Block.Parameter1|})] class B : BlockAttribute;")]
    [InlineData("[Dense({|NNG0038:4 * Block.Parameter2|})] class B(int units) : BlockAttribute(units);")]
    [InlineData("[Dense({|NNG0038:Block.Parameter1|})] class B(float rate) : BlockAttribute(rate);")]
    [InlineData("[LeakyReLU({|NNG0038:Block.Parameter1|})] class B(Activation function) : BlockAttribute(function);")]
    [InlineData("[Dense(3, {|NNG0038:(Activation)Block.Parameter1|})] class B(Loss loss) : BlockAttribute(loss);")]
    [InlineData("[Dense(3, {|NNG0008:(Activation)77|})] class B : BlockAttribute;")]
    [InlineData("[Dense(3), Dense(3, {|NNG0056:WeightsOf = \"stem\"|})] class B : BlockAttribute;")]
    [InlineData("[Dense(3)] partial class B : BlockAttribute; [{|NNG0009:Tanh|}] partial class B;")]
    [InlineData("class OtherAttribute : LayerAttribute; [{|NNG0020:Other|}] class B : BlockAttribute;")]
    public void Block_WithAMistake_IsReportedThereAndNotAtItsUses(string source)
    {
        string arguments = source.Contains("class B(") ? "(0)" : string.Empty;
        MarkedSource.Verify($"{source} [NeuralNetwork, Input(2), B{arguments}, Dense(3)] partial class N;");
    }

    [Theory]
    [InlineData("Input(4, 4, 3), Residual({|NNG0006:0|})")]
    [InlineData("Input(4, 4, 3), Residual(3, {|NNG0006:kernel: -1|})")]
    [InlineData("Input(4, 4, 3), {|NNG0023:Residual(4)|}")]
    [InlineData("Input(4, 4, 3), {|NNG0023:Residual(4, Repeat = 5)|}, Flatten, Dense(2)")]
    [InlineData("Input(4), {|NNG0013:Residual(4)|}, Dense(2)")]
    [InlineData("Input(4, 4, 3), Residual(3, {|NNG0008:function: (Activation)9999|})")]
    [InlineData("Input(4, 4, 3), Residual(3, {|NNG0006:Repeat = 0|})")]
    [InlineData("Input(4, 4, 3), Residual(3, {|NNG0006:Repeat = 257|})")]
    [InlineData("Input(4, 4, 3), Residual(3, {|NNG0021:From = \"stem\"|})")]
    [InlineData("Input(4, 4, 3), Residual(3, {|NNG0011:Name = \"1st\"|}, Repeat = 2)")]
    [InlineData("Input(4, 4, 3), Tanh(Name = \"a_2\"), Residual(3, {|NNG0012:Name = \"a\"|}, Repeat = 2)")]
    [InlineData("Input(4, 4, 3), {|NNG0022:Residual(3)|}, Flatten(From = \"input\")")]
    [InlineData("Input(4, 4, 3), Residual(3, Name = \"a\"), Add({|NNG0021:\"b\"|})")]
    [InlineData("Input({|NNG0038:Block.Parameter1|}), Dense(2)")]
    [InlineData("Input(4, 4, 3), Residual(3, Name = \"a\"), {|NNG0056:Residual(3, kernel: 1, WeightsOf = \"a\")|}")]
    [InlineData("Input(4, 4, 3), Residual(3, Name = \"a\"), {|NNG0056:Residual(3, WeightsOf = \"b\")|}")]
    [InlineData("Input(4, 4, 3), Residual(3, Name = \"a\"), {|NNG0056:Residual(3, Repeat = 2, WeightsOf = \"a\")|}")]
    [InlineData("Input(4, 4, 3), Residual(3, Name = \"a\"), {|NNG0056:Residual(3, WeightsOf = \"a\", Trainable = false)|}, Conv2D(2, 1)")]
    public void Use_WithAMistake_IsReportedAtItsArgument(string layers) =>
        MarkedSource.Verify($"{Residual} [NeuralNetwork(Loss = Loss.MeanSquaredError), {layers}] partial class N;");

    [Fact]
    public void Block_OfManyRepetitionsOfRepetitions_IsReportedAtTheUse() => MarkedSource.Verify(
        "[Tanh, Tanh] class A : BlockAttribute; [A(Repeat = 256)] class B : BlockAttribute; " +
        "[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(2), {|NNG0007:B(Repeat = 256)|}, Dense(3)] partial class N;");

    [Fact]
    public void Mistake_InsideABlock_NamesTheLayer()
    {
        GeneratorOutcome outcome = GeneratorHost.Run(
            Residual + "[NeuralNetwork, Input(9, 9, 3), Residual(4, Name = \"down\", Repeat = 2)] partial class N;");
        Assert.EndsWith("(in down_1.add_3)", Assert.Single(outcome.AnalyzerDiagnostics).GetMessage());
    }

    [Fact]
    public void Source_UnknownInABlock_ListsTheNamesOfTheBlock()
    {
        GeneratorOutcome outcome = GeneratorHost.Run(
            Residual + "[Dense(3), Residual(1, Name = \"r\"), Add(\"x\")] class B : BlockAttribute;");
        Assert.Contains("use one of input, dense_1, r", Assert.Single(outcome.AnalyzerDiagnostics).GetMessage());
    }

    /// <summary>A block of another assembly has attributes, but no source.</summary>
    [Theory]
    [InlineData("[Dense(B.Units, Activation.Tanh), Dense(2 * B.Units)]", null)]
    [InlineData("[Dense(B.Units), Add(\"stem\")]", "NNG0037")]
    public void Block_OfAnotherAssembly_IsUsedOrReportedAtTheUse(string layers, string? id)
    {
        string library = $"using NNGen; {layers} public class B(int units) : BlockAttribute(units) {{ public const int Units = Block.Parameter1; }}";
        using var image = new MemoryStream();
        Assert.True(GeneratorHost.Compile(library).WithAssemblyName("Library").Emit(image).Success);
        image.Position = 0;
        CSharpCompilation consumer = GeneratorHost.Compile($"using NNGen; [NeuralNetwork, Input(4), B(3)] partial class N;")
            .AddReferences(MetadataReference.CreateFromStream(image));
        GeneratorOutcome outcome = GeneratorHost.Run(consumer);
        outcome.AssertNobodyThrew();
        Assert.Equal(id is null ? [] : new[] { id }, outcome.AnalyzerDiagnostics.Select(item => item.Id));
        if (id is not null) return;
        outcome.AssertClean();
        Assert.Contains("\"b_1.dense_1.kernel\", new int[] { 4, 3 }", outcome.Text);
        Assert.Contains("\"b_1.dense_2.kernel\", new int[] { 3, 6 }", outcome.Text);
    }
}
