using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NNGen.Generator.Parsing;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>
/// What generated code looks like, for people to read: each snapshot is a piece of one of two small networks. That the code is right is
/// shown elsewhere, by running it.
/// </summary>
public sealed class GeneratedTextTests
{
    private const string Small = "[NeuralNetwork, Input(2), Dense(3, Activation.Tanh), Dense(1)] public sealed partial class Small;";
    private const string Soft =
        "namespace Flowers; [NeuralNetwork, Input(4), Dense(3, Activation.Softmax)] public sealed partial class Iris;";

    [Fact]
    public void Members() => Verify(GeneratorHost.Run(Small).Text.Split("\nnamespace NNGen.Generated.")[0]);

    [Fact]
    public void EntryPoints() => Verify(Methods(
        Small, "Kernels512", name => !name.StartsWith("Compute", StringComparison.Ordinal) && name != "Forward"));

    [Fact]
    public void OneSample_Of512Bits() => Verify(Methods(Small, "Kernels512", "Forward"));

    [Fact]
    public void OneSample_OfAnyWidth() => Verify(Methods(Soft, "KernelsVector", "Forward"));

    [Fact]
    public void Dense_Of512Bits() => Verify(Methods(Small, "Kernels512", "ComputeDense1Z"));

    [Fact]
    public void Dense_OfAnyWidth() => Verify(Methods(Small, "KernelsVector", "ComputeDense1Z"));

    [Fact]
    public void Tanh() => Verify(Methods(Small, "Kernels512", "ComputeDense1", "ComputeDense1ZGradient"));

    [Fact]
    public void ParameterGradient() => Verify(Methods(Small, "Kernels512", "ComputeDense1KernelGradient", "ComputeDense1BiasGradient"));

    [Fact]
    public void Softmax() => Verify(Methods(
        Soft, "KernelsVector", "ComputeDense1Maximum", "ComputeDense1Exponential", "ComputeDense1Total", "ComputeDense1"));

    [Fact]
    public void CrossEntropy() => Verify(Methods(
        Soft, "KernelsVector", "ComputeDense1LogTotal", "ComputeLossValue", "ComputeDense1ZGradient"));

    [Fact]
    public void Skeleton() => Verify(GeneratorHost.Run("""
        partial class Outer<T> where T : struct { [NeuralNetwork, Input(4), Dense(0)] partial class @event { } }
        """).Text);

    /// <summary>Every message as the compiler prints it, from the examples of the pages.</summary>
    [Fact]
    public void Diagnostics()
    {
        IEnumerable<string> lines = Rules.All
            .SelectMany(descriptor => new DiagnosticPage(descriptor.Id).RunTriggers().AnalyzerDiagnostics)
            .Select(diagnostic => diagnostic.ToString());
        Snapshot.Verify(string.Join('\n', lines) + "\n", $"{nameof(GeneratedTextTests)}.{nameof(Diagnostics)}", "txt");
    }

    private static string Methods(string source, string type, params string[] names)
    {
        string text = Methods(source, type, names.Contains);
        Assert.All(names, name => Assert.Contains($" {name}(", text));
        return text;
    }

    /// <summary>The whole methods of one class, with the comments before them.</summary>
    private static string Methods(string source, string type, Func<string, bool> isWanted)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(GeneratorHost.Run(source).Text).GetRoot();
        ClassDeclarationSyntax kernels = root.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .Single(node => node.Identifier.ValueText == type);
        string[] methods = kernels.Members.OfType<MethodDeclarationSyntax>()
            .Where(method => isWanted(method.Identifier.ValueText))
            .Select(method => method.ToFullString().Trim('\n').Replace("\n        ", "\n")[8..])
            .ToArray();
        Assert.NotEmpty(methods);
        return string.Join("\n\n", methods) + "\n";
    }

    private static void Verify(string text, [CallerMemberName] string test = "") =>
        Snapshot.Verify(text, $"{nameof(GeneratedTextTests)}.{test}", "cs");
}
