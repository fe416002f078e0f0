using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>Projects that make life hard for generated code. Everything must compile without a word, and run.</summary>
public sealed class HostileConsumerTests
{
    /// <summary>Types with the names of all that generated code needs, in the global namespace and in those of the networks.</summary>
    private const string Impostors = """
        global using static Hostile.Everything;

        class Vector; class Vector512; class Math; class Unsafe; class Span<T>; class ReadOnlySpan<T>; class MemoryMarshal;
        class BlockTranspose; class GradientSink; class Kernels512; class KernelsVector; class FloatSpan; class LanesT;
        class VectorParts; class Panels; class MathF;
        class MethodImplAttribute : global::System.Attribute;
        class Activation; class Loss; class NetworkDescription; class ParameterBuffer; class Workspace; class InvalidOperationException;

        namespace Hostile
        {
            public class System; public class Vector<T>; public class Vector512<T>; public class Math; class Unsafe; class Span<T>;
            class INeuralNetwork<T>;
            namespace NNGen { class NetworkDescription; namespace Kernels { class Panels; } namespace Generated { class Math; } }
            static class Everything
            {
                public static int LoadUnsafe(int x) => x; public static int FusedMultiplyAdd = 1; public static float Sum = 1, Max = 2;
            }
        }

        namespace Hostile.Deeper.System { namespace Runtime { class Unsafe; } class ReadOnlySpan<T>; namespace Numerics { class Vector; } }
        """;

    private const string Networks = """
        using N = global::NNGen;

        [N.NeuralNetwork, N.Input(5), N.Dense(3, N.Activation.Softmax)]
        sealed partial class Global { }

        [N.NeuralNetwork, N.Input(7, 6, 4), N.Conv2D(4, 3, N.Activation.ReLU, Stride = 2, Pad = 1, Groups = 2), N.MaxPool2D(2, Stride = 1)]
        [N.Conv2D(5, 3, N.Activation.Tanh, Padding = N.Padding.Same), N.LayerNormalization, N.Flatten, N.Dense(3, N.Activation.Softmax)]
        sealed partial class Images { }

        [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
        partial class @class { }

        [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
        partial class System5 : global::System.Collections.ArrayList, global::System.IDisposable
        {
            public System5(string text) : this(text.Length) { }
            public void Dispose() { }
            public float[] Forward(float[] x) { var y = new float[OutputLength]; Forward(x, y); return y; }
        }

        partial class Outer<T> where T : struct
        {
            private partial record Inner<U, @in> where U : class, new()
            {
                internal readonly partial record struct Deep(int X)
                {
                    internal ref partial struct Deeper
                    {
                        internal partial interface IDeepest
                        {
                            [N.NeuralNetwork, N.Input(5), N.Dense(3)]
                            internal sealed partial class @event { }
                        }
                    }
                }
            }

            [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
            public partial class Global { }
        }

        static partial class Outer
        {
            [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
            private sealed partial class Hidden { }
        }

        namespace Hostile
        {
            [N.NeuralNetwork, N.Input(5), N.Dense(3)]
            public partial class Global { public Vector<int>? Vector; public System? System; public Math? Math; public class NNGen; }

            [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
            public partial class Vector { }

            namespace @namespace.@void.@partial
            {
                [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
                public partial class @record { }
            }
        }
        """;

    private const string FileScoped = """
        using N = global::NNGen;
        namespace Hostile.Deeper.NNGen.Generated;

        [N.NeuralNetwork, N.Input(5), N.Dense(3, N.Activation.Tanh), N.Softmax]
        public partial class Global
        {
            private class Unsafe; private class MemoryMarshal; private class Span<T>;
            private static int System = 1, NNGen = System; public static int Math => NNGen;
        }

        [N.NeuralNetwork, N.Input(6, 2), N.Conv1D(4, 3, Padding = N.Padding.Same), N.MaxPool1D(3, Stride = 2, Padding = N.Padding.Same)]
        [N.Flatten, N.Dense(3)]
        public partial class Math { private class VectorParts; }

        [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
        public partial class System { }

        [N.NeuralNetwork(Trainable = false), N.Input(5), N.Dense(3)]
        public partial class Vector512 { }
        """;

    /// <summary>A place for every kind of conflict, and each of them is a network.</summary>
    [Theory]
    [InlineData(true, NullableContextOptions.Enable)]
    [InlineData(false, NullableContextOptions.Disable)]
    public void Networks_AmongImpostors_CompileAndRun(bool isChecked, NullableContextOptions nullable)
    {
        string annotations = nullable == NullableContextOptions.Enable ? Networks : Networks.Replace("?", string.Empty);
        CSharpCompilationOptions options = GeneratorHost.Options
            .WithOverflowChecks(isChecked)
            .WithNullableContextOptions(nullable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error);
        CSharpCompilation compilation = GeneratorHost.Compile(Impostors, annotations, FileScoped).WithOptions(options);
        Assembly assembly = GeneratorHost.Run(compilation).AssertClean().Load();
        Type[] networks = assembly.GetTypes().Where(type => type.GetField("OutputLength") is not null).ToArray();
        Assert.Equal(14, networks.Length);
        foreach (Type network in networks) NetworkProbe.Run(network);
    }

    /// <summary>Layers may be called like anything that generated methods declare, and like keywords.</summary>
    [Fact]
    public void Layers_CalledLikeLocals_CompileAndRun()
    {
        string text = GeneratorHost.Run(Declare([.. Catalogue.Layers.Select((_, index) => $"plain{index}")])).AssertClean().Text;
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();

        // What has an underscore contains the name of a layer.
        string[] names = root.DescendantNodes().Select(NameOf).OfType<string>()
            .Where(name => !name.Contains('_') && !name.StartsWith("plain"))
            .Concat(["class", "var", "nuint", "value", "w", "x_0", "sum0_0", "Unsafe", "Vector512", "Forward"])
            .Concat(["target", "loss", "kernel", "bias"])
            .DistinctBy(name => name.Replace("_", string.Empty).ToUpperInvariant())
            .ToArray();
        Assert.Contains("rows", names);
        Assert.Contains("output", names);
        foreach (string[] chunk in names.Chunk(Catalogue.Layers.Count))
        {
            Assembly assembly = GeneratorHost.Run(Declare(chunk)).AssertClean().Load();
            NetworkProbe.Run(assembly.GetType("Named")!);
        }
    }

    /// <summary>The guard can fail: the compiler does see a conflict in a checked, nullable, warnings-as-errors project.</summary>
    [Theory]
    [InlineData("static class C { static int F(string? s) => s.Length; }")]
    [InlineData("static class C { const byte B = 1; static byte F() => (byte)(B << 8); }")]
    [InlineData("static class C { static int F() { int unused; return 1; } }")]
    public void Options_OfTheProject_AreStrict(string source) => Assert.NotEmpty(GeneratorHost.Run(source).CompilerDiagnostics);

    private static string? NameOf(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax local => local.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The layers whose sample needs no other layer before it.</summary>
    private static IEnumerable<LayerKind> Standalone => Catalogue.Layers.Where(layer => layer.SampleLayers.Length == 0);

    /// <summary>
    /// The catalogue's layers side by side, with the given names, each behind a value with as many axes as its sample wants; all of their
    /// outputs together are the network's.
    /// </summary>
    private static string Declare(string[] names)
    {
        string input = $"{names[0]}_in";
        IEnumerable<string> layers = Standalone.Zip(names).Select((pair, index) =>
        {
            (LayerKind layer, string name) = pair;
            string sample = layer.Sample.Replace("\"input\"", $"\"{input}\"");
            string start = sample.EndsWith(')') ? sample[..^1] + ", " : sample + "(";
            string from = layer.SampleInput.Count(c => c == ',') switch { 0 => "given_vector", 1 => "given_sequence", _ => input };
            if (layer.Sample != sample) from = input;
            return $"[{start}Name = \"{name}\", From = \"{from}\")] [Flatten(Name = \"flat_of_{index}\")]\n";
        });
        int count = Math.Min(names.Length, Standalone.Count());
        string flat = string.Join(", ", Enumerable.Range(0, count).Select(index => $"\"flat_of_{index}\""));
        return $"""
            [NeuralNetwork(Loss = Loss.MeanSquaredError), Input(6, 5, 4, Name = "{input}")]
            [Reshape(30, 4, Name = "given_sequence"), Flatten(Name = "given_vector")]
            {string.Concat(layers)}[Concat({flat}, Name = "{names[0]}_out")] partial class Named;
            {Catalogue.SampleCode}
            """;
    }
}
