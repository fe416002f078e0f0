using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NNGen.Generator.Parsing;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>The members that the generator writes, and users who have written them already.</summary>
public sealed class GeneratedMembersTests
{
    private const string Network = "[NeuralNetwork, Input(2), Dense(3)]";

    [Fact]
    public void Keys_AreTheMembersThatAreWritten()
    {
        GeneratorOutcome outcome = GeneratorHost.Run($"{Network} partial class A;");
        IEnumerable<string> written = outcome.Compilation.GetTypeByMetadataName("A")!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null })
            .Where(member => !member.Name.Contains("::"))
            .Select(GeneratedMembers.KeyOf);
        Assert.Equal(GeneratedMembers.Keys.Order(), written.Order());
    }

    /// <summary>
    /// A method, or a member of another kind with the same name: each is one message, and the skeleton leaves the member out.
    /// </summary>
    [Theory]
    [InlineData("A(int seed)")]
    [InlineData("A(ParameterBuffer parameters)")]
    [InlineData("void Forward(System.ReadOnlySpan<float> input, System.Span<float> output)")]
    [InlineData("void Forward(System.ReadOnlySpan<float> input, System.Span<float> output, Workspace? workspace)")]
    [InlineData("void ForwardBatch(System.ReadOnlySpan<float> input, System.Span<float> output)")]
    [InlineData("static void Pack(System.ReadOnlySpan<float> input, System.Span<float> output)")]
    [InlineData("void Parameters()")]
    [InlineData("int Description()")]
    public void Method_OfTheUser_IsReportedAtItsName(string head)
    {
        string name = head.Split('(')[0].Split(' ')[^1];
        string marked = head.Replace($"{name}(", $"{{|NNG0019:{name}|}}(");
        MarkedSource.Verify($"{Network} partial class A {{ public {marked} => throw new System.Exception(); }}");
    }

    [Fact]
    public void Field_WithTheNameOfAnyMember_IsReported()
    {
        string[] names = GeneratedMembers.Keys.Select(GeneratedMembers.NameOf).Where(name => name != ".ctor").Distinct().ToArray();
        Assert.Equal(11, names.Length);
        string fields = string.Concat(names.Select(name => $"public object? {{|NNG0019:{name}|}};\n"));
        MarkedSource.Verify($"{Network} partial class A {{ {fields} }}");
    }

    [Theory]
    [InlineData("public class {|NNG0019:Pack|};")]
    [InlineData("public event System.Action? {|NNG0019:packer|} { add { } remove { } }")]
    [InlineData("public int {|NNG0019:InputLength|} { get; set; }")]
    public void Member_OfAnotherKind_IsReported(string member) => MarkedSource.Verify($"{Network} partial class A {{ {member} }}");

    [Theory]
    [InlineData("Forward")]
    [InlineData("parameters")]
    [InlineData("Pack")]
    public void Class_WithTheNameOfAMember_IsReported(string name) =>
        MarkedSource.Verify($"{Network} partial class {{|NNG0019:{name}|}} {{ }}");

    [Fact]
    public void Overload_OfTheUser_IsAllowed() => GeneratorHost.Run($$"""
        {{Network}} partial class A
        {
            public A() : this(1) { }
            public A(string text) : this(text.Length) { }
            public float[] Forward(float[] input) { var output = new float[OutputLength]; Forward(input, output); return output; }
            public void Forward(in System.ReadOnlySpan<float> input, System.Span<float> output) { }
            public void Forward<T>(System.ReadOnlySpan<float> input, System.Span<float> output) { }
            public void ForwardBatch() { }
            public static void Pack(int number) { }
            static A() { }
        }
        """).AssertClean();
}
