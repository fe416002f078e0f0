using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>Every mistake gives exactly one message, at the argument, attribute, member or name at fault.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] class {|NNG0001:A|};")]
    [InlineData("class {|NNG0001:Outer|} { [NeuralNetwork, Input(2), Dense(3)] partial class A; }")]
    [InlineData(
        "class {|NNG0001:Outer|} { partial class Inner { [NeuralNetwork, Input(2), Dense(3)] partial class A; " +
        "[NeuralNetwork, Input(2), Dense(3)] partial class B; } }")]
    public void Class_NotPartial_IsReportedAtItsName(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial record {|NNG0002:A|};")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] static partial class {|NNG0002:A|};")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] abstract partial class {|NNG0002:A|};")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial class {|NNG0002:A|}<T>;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial class {|NNG0002:A|}(int seed) { public int Seed => seed; }")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial class {|NNG0002:A|} { public required int Year { get; set; } }")]
    [InlineData(
        "class B { public B(int x) {} } [NeuralNetwork, Input(2), Dense(3)] partial class {|NNG0002:A|} " +
        ": B { public A(string s) : base(2) {} }")]
    [InlineData(
        "partial class A; [NeuralNetwork, Input(2), Dense(3)] partial class {|NNG0002:A|} { public required int Year; } " +
        "partial class A;")]
    public void Class_OfUnsupportedKind_IsReportedAtItsName(string source) => MarkedSource.Verify(source);

    [Fact]
    public void BaseClass_WithoutParameterlessConstructor_IsLeftToTheCompiler() =>
        MarkedSource.Verify("class B(int x) { public int X => x; } [NeuralNetwork, Input(2), Dense(3)] partial class A : B;", "CS7036");

    [Theory]
    [InlineData("[{|NNG0003:NeuralNetwork|}] partial class A;")]
    [InlineData("[{|NNG0003:NeuralNetwork|}, Dense(3)] partial class A;")]
    [InlineData("[{|NNG0003:NeuralNetwork|}, Dense({|NNG0006:0|})] partial class A;")]
    public void Input_Missing_IsReportedAtTheNetworkAttribute(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Dense(3), {|NNG0004:Input(2)|}] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Tanh, {|NNG0004:Input(2)|}, Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3), {|NNG0004:Input(2)|}, {|NNG0004:Input(3)|}] partial class A;")]
    public void Input_NotFirst_IsReportedAtThatInput(string source) => MarkedSource.Verify(source);

    [Fact]
    public void Layers_Missing_IsReportedAtTheNetworkAttribute() =>
        MarkedSource.Verify("[{|NNG0005:NeuralNetwork|}, Input(2)] partial class A;");

    [Theory]
    [InlineData("[NeuralNetwork, Input({|NNG0006:0|}), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input({|NNG0006:-1|}), Dense({|NNG0006:-3|}), Dense({|NNG0006:int.MaxValue|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2, {|NNG0006:int.MinValue|}, 3), Softmax] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2, {|NNG0006:0|}, 3, Name = \"x\"), Softmax] partial class A;")]
    [InlineData("[NeuralNetwork, Input(new[] { 2, {|NNG0006:0|}, {|NNG0006:-1|} }), Softmax] partial class A;")]
    [InlineData("[NeuralNetwork, Input(shape: new int[] { 2, {|NNG0006:1 << 21|} }), Softmax] partial class A;")]
    [InlineData("[NeuralNetwork, Input({|NNG0006:new int[0]|}), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense({|NNG0006:units: 1048577|})] partial class A;")]
    [InlineData("[NeuralNetwork, {|NNG0006:Input|}, Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, {|NNG0006:Input()|}, Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input({|NNG0006:null!|}), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input({|NNG0006:1, 1, 1, 1, 1, 1, 1, 1, 1|}, Name = \"x\"), Tanh] partial class A;")]
    [InlineData("[NeuralNetwork, Input({|NNG0006:1 << 20, 1 << 20, 1 << 20, 1 << 20|}), Tanh] partial class A;")]
    public void Size_OutOfRange_IsReportedAtTheNumber(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(1 << 20), {|NNG0007:Dense(1 << 20)|}, Dense({|NNG0006:0|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(1 << 20), Dense(255), {|NNG0007:Dense(9000, Name = \"last\", UseBias = false)|}] partial class A;")]
    [InlineData("[NeuralNetwork(Trainable = false), Input(1 << 20, 15), Tanh, Tanh, Tanh, {|NNG0007:Tanh|}] partial class A;")]
    public void Network_TooLarge_IsReportedAtTheLayerThatBreaksTheLimit(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork({|NNG0008:Loss = (Loss)99|}), Input(2), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2, {|NNG0008:ElementType = (ElementType)(-1)|}), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, {|NNG0008:(Activation)99|})] partial class A;")]
    [InlineData(
        "[NeuralNetwork, Input(2), Dense({|NNG0008:activation: (Activation)99|}, units: 3), Dense({|NNG0006:0|})] " +
        "partial class A;")]
    [InlineData(
        "[NeuralNetwork, Input(2), Dense(3, {|NNG0008:KernelInitializer = (Initializer)int.MaxValue|}, " +
        "{|NNG0008:BiasInitializer = (Initializer)50|})] partial class A;")]
    public void Enum_UnknownValue_IsReportedAtTheArgument(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2)] partial class A; [{|NNG0009:Dense(3)|}, Dense(4)] partial class A; [Dense(2)] partial class A;")]
    [InlineData("[NeuralNetwork] partial class A; [Input(2), Dense(3)] partial class A; [{|NNG0009:Dense(0)|}] partial class A;")]
    public void Layers_OnSeveralDeclarations_AreReportedAtTheFirstLayerOfTheSecond(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] file partial class {|NNG0010:A|};")]
    [InlineData("file partial class {|NNG0010:Outer|} { [NeuralNetwork, Input(2), Dense(3)] partial class A; }")]
    public void Class_FileLocal_IsReportedAtItsName(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, {|NNG0011:Name = \"\"|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, {|NNG0011:Name = \"a b\"|}), Dense(2, {|NNG0011:Name = \"1st\"|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2, {|NNG0011:Name = \"dense.kernel\"|}), Dense(3, {|NNG0011:Name = \"größe\"|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, {|NNG0011:Name = \"_\"|}), Dense(3, {|NNG0011:Name = \"a\\n\"|})] partial class A;")]
    [InlineData(
        "[NeuralNetwork, Input(2), Dense(3, " +
        "{|NNG0011:Name = \"a123456789b123456789c123456789d123456789e123456789f123456789g1234\"|})] partial class A;")]
    public void LayerName_Invalid_IsReportedAtTheName(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Name = \"a\"), Dense(3, {|NNG0012:Name = \"a\"|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Name = \"hidden_1\"), Dense(3, {|NNG0012:Name = \"Hidden1\"|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, {|NNG0012:Name = \"dense_2\"|}), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3), Dense(3, {|NNG0012:Name = \"dense_1\"|})] partial class A;")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, {|NNG0012:Name = \"input\"|})] partial class A;")]
    public void LayerName_TakenTwice_IsReportedAtTheNameToChange(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(3, 2), {|NNG0013:Dense(4)|}, Dense(5)] partial class A;")]
    [InlineData("[NeuralNetwork, Input(3, 2), Tanh, {|NNG0013:Dense(4)|}] partial class A;")]
    public void Layer_OfAnotherRankThanItsInput_IsReportedAtTheLayer(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData(
        "[NeuralNetwork({|NNG0014:Loss = Loss.CategoricalCrossEntropy|}), Input(2), Dense(3, Activation.Sigmoid)] " +
        "partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0014:Loss = Loss.BinaryCrossEntropy|}), Input(2), Dense(3), Softmax] partial class A;")]
    [InlineData("[NeuralNetwork(Trainable = false, {|NNG0014:Loss = Loss.BinaryCrossEntropy|}), Input(2), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0014:Loss = Loss.BinaryCrossEntropy|}), Input(2), Dense(3)] class {|NNG0001:A|};")]
    [InlineData("[NeuralNetwork(Loss = Loss.BinaryCrossEntropy), Input(2), Dense({|NNG0006:0|})] partial class A;")]
    public void Loss_OfAnotherActivation_IsReportedAtTheLoss(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork(Loss = Loss.Perceptron), Input(2), Dense(3), BinaryStep] partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0014:Loss = Loss.Perceptron|}), Input(2), Dense(3), HardSigmoid] partial class A;")]
    [InlineData("[NeuralNetwork(Loss = Loss.BinaryCrossEntropy), Input(2), Dense(3), HardSigmoid] partial class A;")]
    [InlineData("[NeuralNetwork(Loss = Loss.Huber, {|NNG0050:FocalGamma = 2|}), Input(2), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0050:LabelSmoothing = 0.1f|}), Input(2), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork(LabelSmoothing = 0.1f), Input(2), Dense(3, Activation.Softmax)] partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0051:LabelSmoothing = 1.5f|}), Input(2), Dense(3), Softmax] partial class A;")]
    [InlineData("[NeuralNetwork(Loss = Loss.Huber, {|NNG0051:HuberDelta = float.NaN|}), Input(2), Dense(3)] partial class A;")]
    [InlineData("[NeuralNetwork(Loss = Loss.Huber, {|NNG0051:HuberDelta = 0|}), Input(2), Dense(3)] partial class A;")]
    [InlineData(
        "[NeuralNetwork(Loss = Loss.BinaryFocalCrossEntropy, {|NNG0051:FocalGamma = -1|}, {|NNG0051:FocalAlpha = 2|}), Input(2), Sigmoid, " +
        "Dense(3, Activation.Sigmoid)] partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0052:FromLogits = true|}), Input(2), Dense(3), Softmax] partial class A;")]
    public void LossParameter_ThatDoesNotFit_IsReportedAtTheParameter(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[{|NNG0015:NeuralNetwork|}, Input(2), Dense(3, Activation.Tanh)] partial class A;")]
    [InlineData("[NeuralNetwork({|NNG0015:Loss = Loss.Auto|}), Input(2), Dense(3), LeakyReLU] partial class A;")]
    public void Loss_LeftToUs_IsReportedWhereItWouldStand(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(3), LeakyReLU({|NNG0016:float.NaN|})] partial class A;")]
    [InlineData(
        "[NeuralNetwork, Input(2), Dense(3), LeakyReLU({|NNG0016:negativeSlope: 1 / 0f|}), LeakyReLU({|NNG0016:-1 / 0f|})] " +
        "partial class A;")]
    public void Slope_NotFinite_IsReportedAtTheNumber(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("[{|NNG0017:Dense(3)|}, Tanh] partial class A;")]
    [InlineData("[{|NNG0017:Input(2)|}, Dense(0)] class A;")]
    public void Layers_WithoutNetwork_AreReportedAtTheFirst(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData(LanguageVersion.CSharp11, 1)]
    [InlineData(LanguageVersion.CSharp12, 0)]
    [InlineData(LanguageVersion.Preview, 0)]
    public void LanguageVersion_BelowTwelve_IsReportedAtTheClass(LanguageVersion version, int count)
    {
        const string source = "using NNGen; [NeuralNetwork, Input(2), Dense(3)] partial class A { }";
        SyntaxTree tree = GeneratorHost.Tree(source, "A.cs", new CSharpParseOptions(version));
        GeneratorOutcome outcome = GeneratorHost.Run(GeneratorHost.Compile().AddSyntaxTrees(tree));
        Assert.Equal(
            Enumerable.Repeat(("NNG0018", source.IndexOf("A {")), count),
            outcome.AnalyzerDiagnostics.Select(item => (item.Id, item.Location.SourceSpan.Start)));
        Assert.Empty(outcome.CompilerDiagnostics);
        Assert.Equal(1 - count, outcome.Result.GeneratedTrees.Length);
    }

    [Theory]
    [InlineData("class FooAttribute : LayerAttribute; [NeuralNetwork, Input(2), {|NNG0020:Foo|}, Dense({|NNG0006:0|})] partial class A;")]
    [InlineData(
        "class FooAttribute<T> : LayerAttribute; [NeuralNetwork, Input(2), Dense(3), {|NNG0020:Foo<int>(Name = \"foo\")|}] " +
        "partial class A;")]
    [InlineData("namespace Mine { class DenseAttribute : LayerAttribute; [NeuralNetwork, Input(2), {|NNG0020:Dense|}] partial class A; }")]
    public void Layer_DerivedByTheUser_IsReportedAtTheLayer(string source) => MarkedSource.Verify(source);

    [Theory]
    [InlineData("Input(2), Dense(2, {|NNG0021:From = \"inputs\"|})")]
    [InlineData("Input(2), Dense(2, Name = \"a\"), Add({|NNG0021:\"b\"|}), Dense(2)")]
    [InlineData("Input(2), Dense(2, Name = \"a\"), Add(\"input\", {|NNG0021:\"later\"|}), Dense(2, Name = \"later\")")]
    [InlineData("Input(2), Concat(\"input\", {|NNG0021:null!|})")]
    public void Source_Unknown_IsReportedAtTheName(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(2), {|NNG0022:Dense(3)|}, Dense(2, From = \"input\")")]
    [InlineData("{|NNG0022:Input(2)|}, Input(2), Dense(3)")]
    [InlineData("Input(2), {|NNG0022:Input(2, Name = \"state\")|}, Dense(3, From = \"input\")")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Tanh, {|NNG0022:Dense(2)|}, Output(\"a\"), Output(\"tanh_2\", Loss = Loss.MeanSquaredError)")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), {|NNG0022:Tanh|}, Dense(2, From = \"a\"), Add(\"dense_3\", \"dense_3\")")]
    public void Output_Unused_IsReportedAtTheLayer(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(2), Dense(2, Name = \"a\"), Dense(2, From = \"input\", Name = \"b\"), Add(\"a\", \"b\", {|NNG0035:From = \"input\"|})")]
    [InlineData("Input(2), Dense(2, Name = \"a\"), Tanh, Concat(\"a\", \"input\", {|NNG0035:From = \"tanh_2\"|})")]
    public void Source_OfALayerThatNamesAll_IsReportedAtTheSource(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(4, 4, 1), AveragePool2D(2, Name = \"a\"), MaxUnpool2D({|NNG0045:\"a\"|}), Flatten, Dense(2)")]
    [InlineData("Input(4, 4, 1), MaxUnpool2D({|NNG0021:\"a\"|}), Flatten, Dense(2)")]
    [InlineData("Input(4, 4, 1), MaxPool2D(2, Name = \"a\"), Conv2D(1, 2), {|NNG0023:MaxUnpool2D(\"a\")|}, Flatten, Dense(2)")]
    [InlineData("Input(4, 4, 1), MaxPool2D({|NNG0006:0|}, Name = \"a\"), MaxUnpool2D(\"a\"), Flatten, Dense(2)")]
    public void Unpooling_OfWhatCannotBeUndone_IsReported(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output({|NNG0039:\"b\"|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output(\"a\"), Output({|NNG0039:layer: \"input\"|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output({|NNG0039:null!|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output(\"a\"), Output({|NNG0040:\"a\"|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output(\"a\", {|NNG0029:Weight = 0|}, Loss = Loss.MeanSquaredError)")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output(\"a\", {|NNG0029:Weight = float.NaN|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output(\"a\", {|NNG0008:Loss = (Loss)99|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Output(\"a\", {|NNG0014:Loss = Loss.BinaryCrossEntropy|})")]
    [InlineData("Input(2), Dense(3, Name = \"a\"), Softmax, Output(\"a\"), Output(\"softmax_2\", {|NNG0014:Loss = Loss.BinaryCrossEntropy|})")]
    [InlineData("Input(2), Dense(3, Activation.Tanh, Name = \"a\"), {|NNG0015:Output(\"a\")|}")]
    public void Output_ThatIsWrong_IsReportedAtItsArgument(string layers) =>
        MarkedSource.Verify($"[NeuralNetwork, {layers}] partial class A;");

    [Theory]
    [InlineData("Input(2), Dense(3), {|NNG0023:Add(\"input\")|}, Dense(4)")]
    [InlineData("Input(2, 3), Permute(2, 1), {|NNG0023:Maximum(\"input\")|}")]
    [InlineData("Input(2, 3), Permute(2, 1), {|NNG0023:Concat(\"input\")|}")]
    [InlineData("Input(2, 3), Flatten, {|NNG0023:Concat(\"input\")|}")]
    [InlineData("Input(2, 3), Reshape({|NNG0023:4|})")]
    [InlineData("Input(2, 3), Reshape({|NNG0023:-1, 4|})")]
    [InlineData("Input(4, 5, 1), {|NNG0023:Cropping2D(2)|}, Flatten")]
    public void Shapes_ThatDiffer_AreReportedAtTheLayer(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(4, 5, 1), Conv2D(3, {|NNG0024:5|})")]
    [InlineData("Input(4, 5, 1), Conv2D(3, {|NNG0024:3|}, Dilation = 2)")]
    [InlineData("Input(4, 5, 1), Conv2D(3, 4, {|NNG0024:KernelWidth = 6|})")]
    [InlineData("Input(4, 5, 1), MaxPool2D({|NNG0024:window: 5|})")]
    [InlineData("Input(4, 1), Conv1D({|NNG0024:kernel: 5|}, filters: 3)")]
    public void Window_LargerThanItsInput_IsReportedAtItsSize(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(4, 5, 3), Conv2D(4, 2, {|NNG0025:Groups = 2|})")]
    [InlineData("Input(4, 4), Conv1D(3, 2, {|NNG0025:Groups = 2|})")]
    [InlineData("Input(4), GroupNormalization({|NNG0025:3|})")]
    public void Groups_ThatDoNotDivide_AreReportedAtTheGroups(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(3), Dense(3, Name = \"a\"), Dense(4, {|NNG0056:WeightsOf = \"a\"|})")]
    [InlineData("Input(3), Dense(3, Name = \"a\"), Dense(3, {|NNG0056:WeightsOf = \"b\"|})")]
    [InlineData("Input(3), Dense(3, Name = \"a\"), Dense(3, {|NNG0056:WeightsOf = \"a\"|}, UseBias = false)")]
    [InlineData("Input(3), Dense(3, Name = \"a\", UseBias = false), Dense(3, {|NNG0056:WeightsOf = \"a\"|})")]
    [InlineData("Input(3), Dense(3, Name = \"a\"), Dense(3, {|NNG0056:WeightsOf = \"a\"|}, Trainable = false)")]
    [InlineData("Input(3), Dense(3, Name = \"a\"), Tanh({|NNG0056:WeightsOf = \"a\"|}), Dense(2)")]
    [InlineData("Input(3), Dense(3, {|NNG0056:WeightsOf = \"b\"|}), Dense(3, Name = \"b\")")]
    [InlineData("Input(3), BatchNormalization(Name = \"a\"), LayerNormalization({|NNG0056:WeightsOf = \"a\"|}), Dense(2)")]
    [InlineData("Input(3), Dense({|NNG0006:0|}, Name = \"a\"), Dense(3, WeightsOf = \"a\")")]
    public void WeightsOf_WhatDoesNotFit_IsReportedAtTheName(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(9, 9, 1), Conv2D(4, 2, {|NNG0027:Pad = -1|})")]
    [InlineData("Input(9, 9, 1), Conv2D(4, 3, Padding = Padding.Same, {|NNG0027:Pad = 1|})")]
    [InlineData("Input(9, 9, 1), MaxPool2D(2, {|NNG0027:Pad = 2|})")]
    [InlineData("Input(9, 9, 1), Conv2DTranspose(2, 4, {|NNG0027:Pad = 2|})")]
    [InlineData("Input(9, 9, 1), ZeroPadding2D({|NNG0027:-1|}), Cropping2D(1, {|NNG0027:Left = -1|})")]
    public void Padding_OutOfRange_IsReportedAtTheNumber(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(9, 2), Permute({|NNG0028:1, 0|})")]
    [InlineData("Input(9, 2), Permute({|NNG0028:1|})")]
    [InlineData("Input(9, 2), Permute({|NNG0028:1, 1|}), Permute(1, 1)")]
    public void Axes_ThatAreNoPermutation_AreReportedAtTheOrder(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(9, 9, 1), Conv2D({|NNG0006:0|}, {|NNG0006:-1|}, Stride = 0, {|NNG0006:Groups = 0|})")]
    [InlineData("Input(9, 9, 1), Conv2D(1, 1, {|NNG0006:Stride = 0|}, {|NNG0006:Dilation = 0|})")]
    [InlineData("Input(9, 9, 1), Conv2D(1, 1, {|NNG0006:KernelWidth = 0|}, StrideWidth = 0)")]
    [InlineData("Input(9, 9, 1), MaxPool2D({|NNG0006:0|}), AveragePool2D(2, {|NNG0006:StrideWidth = 0|})")]
    [InlineData("Input(9, 9, 1), Conv2DTranspose(1, {|NNG0006:2|}, Stride = 1 << 20)")]
    [InlineData("Input(9, 9, 1), Conv2D(1, {|NNG0024:1 << 20|}, Dilation = 1 << 20, Padding = Padding.Same)")]
    [InlineData("Input(1 << 20), Reshape(-1, 1), {|NNG0007:Conv1D(1 << 20, 1 << 20, Padding = Padding.Same)|}")]
    [InlineData("Input(9, 9, 1), UpSampling2D({|NNG0006:0|}), UpSampling2D({|NNG0006:0|})")]
    [InlineData("Input(9, 9, 1), UpSampling2D({|NNG0006:1 << 19|})")]
    [InlineData("Input(9, 9, 2), DepthwiseConv2D(1, {|NNG0006:DepthMultiplier = 1 << 20|})")]
    [InlineData("Input(9, 9, 1), Reshape({|NNG0006:0|}, -1, {|NNG0006:-1|})")]
    [InlineData("Input(9, 9, 1), Reshape({|NNG0006:new int[0]|})")]
    [InlineData("Input(9), {|NNG0006:Add|}")]
    [InlineData("Input(9), Subtract({|NNG0006:\"input\", \"input\", \"input\"|})")]
    [InlineData("Input(9, 9), Concat(\"input\", \"input\", {|NNG0006:Axis = 3|})")]
    [InlineData("Input(9, 9), Concat(\"input\", \"input\", {|NNG0006:Axis = 0|})")]
    public void Argument_OfAWindow_IsReportedOnce(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(4), LayerNormalization({|NNG0029:0|}), RMSNormalization({|NNG0029:float.NaN|}), Dense(2)")]
    [InlineData("Input(4), GroupNormalization(2, {|NNG0029:Epsilon = -1|}), InstanceNormalization({|NNG0029:1 / 0f|})")]
    [InlineData("Input(4), BatchNormalization({|NNG0030:momentum: 2|}, {|NNG0029:epsilon: 0|}), Dense(2)")]
    [InlineData("Input(4), LocalResponseNormalization(2, {|NNG0029:Alpha = 0|}, {|NNG0029:Bias = 0|})")]
    public void Number_NotPositive_IsReportedAtTheNumber(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input(4), BatchNormalization({|NNG0030:-0.1f|}), Dense(2)")]
    [InlineData("Input(4), BatchNormalization({|NNG0030:1.1f|}), Dense(2)")]
    [InlineData("Input(4), BatchNormalization({|NNG0030:float.NaN|}), Dense(2)")]
    [InlineData("Input(4), Dense(4), Dropout({|NNG0030:1|}), GaussianDropout({|NNG0030:-0.1f|}), GaussianNoise({|NNG0030:1 / 0f|}), Dense(2)")]
    [InlineData("Input(4, 2), SpatialDropout1D({|NNG0030:1|}), Flatten, Dropout({|NNG0030:rate: float.NaN|}), GaussianNoise({|NNG0030:-1|})")]
    public void Number_OutOfRange_IsReportedAtTheNumber(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("Input({|NNG0006:-1|}), Tanh, Conv2D(2, 2), MaxPool2D(2), Add(\"input\"), Concat(\"input\"), Reshape(3), Permute(2, 1), Dense(2)")]
    [InlineData("Input(9, 9), {|NNG0013:Conv2D(2, 2)|}, GlobalMaxPool2D, UpSampling2D(2), Cropping2D(7), Dense(2)")]
    [InlineData("Input(9), {|NNG0013:GlobalAveragePool2D|}")]
    public void Layer_BehindAMistake_IsNotJudged(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("[NeuralNetwork, Input(2), Dense(undefined)] partial class A;", "CS0103")]
    [InlineData("[NeuralNetwork, Input(2, undefined), Dense(3)] partial class A;", "CS0103")]
    [InlineData("[NeuralNetwork, Input(2), Dense(\"3\")] partial class A;", "CS1503")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3.5)] partial class A;", "CS1503")]
    [InlineData("[NeuralNetwork, Input(2), Dense(1L << 40)] partial class A;", "CS1503")]
    [InlineData("[NeuralNetwork, Input(2), Dense] partial class A;", "CS7036")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Activation.Relu)] partial class A;", "CS0117")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Names = \"x\")] partial class A;", "CS0246")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Name = 3)] partial class A;", "CS0029")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, KernelInitializer = 3)] partial class A;", "CS0266")]
    [InlineData("[NeuralNetwork(Loss = Loss.Guess), Input(2), Dense(3)] partial class A;", "CS0117")]
    [InlineData("[NeuralNetwork(3), Input(2), Dense(3)] partial class A;", "CS1729")]
    [InlineData("[NeuralNetwork, Input(2), Dens(3)] partial class A;", "CS0246")]
    [InlineData("[NeuralNetworks, Input(2), Dense(3)] partial class A;", "CS0246")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial struct A;", "CS0592")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial interface A;", "CS0592")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3)] partial class A; [NeuralNetwork] partial class A;", "CS0579")]
    [InlineData("[NeuralNetwork, NeuralNetwork, Input(2), Dense(3)] partial class A;", "CS0579")]
    [InlineData("[NeuralNetwork, Input(2), Dense(3, Name = \"a\", Name = \"b\")] partial class A;", "CS0643")]
    public void Attribute_ThatDoesNotCompile_IsLeftToTheCompiler(string source, string error) => MarkedSource.Verify(source, error);

    private static void VerifyLayers(string layers) =>
        MarkedSource.Verify($"[NeuralNetwork(Loss = Loss.MeanSquaredError), {layers}] partial class A;");
}
