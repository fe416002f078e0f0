using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.PortableExecutable;
using NNGen.Tests.Generator;
using Xunit;

namespace NNGen.Tests.Emitted;

/// <summary>
/// RyuJIT gives up optimising methods beyond some sizes, without a word. No kernel of the networks declared in the tests may come there,
/// whichever instruction set it is for.
/// </summary>
public sealed class IlBudgetTests
{
    // A network has about thirty kernels and entry points for either target, and there are at least seven networks: far fewer means that
    // the filter has lost them.
    private const int FewestMethods = 100;

    [Fact]
    public void Kernels_OfAllNetworks_StayWithinRyuJitsLimits()
    {
        using var file = new PEReader(File.OpenRead(typeof(IlBudgetTests).Assembly.Location));
        IReadOnlyList<MethodSize> methods = IlReader.Measure(file, IsKernelClass);
        Assert.All(methods, method => Assert.True(!method.Excesses().Any(), $"{method} exceeds {string.Join(", ", method.Excesses())}."));
        foreach (string target in new[] { "Kernels512", "KernelsVector" })
        {
            Assert.True(methods.Count(method => method.Name.Contains(target)) >= FewestMethods, $"{methods.Count} methods in all");
        }

        Type[] networks =
        [
            typeof(ImageClassifier), typeof(Wide), typeof(Controller), typeof(Deep), typeof(Uneven), typeof(LeNet5), typeof(Grouped),
        ];
        Assert.All(networks, network => Assert.Contains(methods, method => method.Name.Contains(network.FullName!.Replace('.', '_'))));
    }

    // Each statement grows one size much faster than the others, so that it alone is caught.
    [Theory]
    [InlineData(nameof(MethodSize.CodeBytes), "F = 1234567;", 5_999, 10)]
    [InlineData(nameof(MethodSize.Instructions), "Use(1, 1);", 6_666, 3)]
    [InlineData(nameof(MethodSize.Locals), "Make(out int x#);", 1_999, 1)]
    [InlineData(nameof(MethodSize.BasicBlocks), "if (F > 0) F = 1;", 999, 2)]
    [InlineData(nameof(MethodSize.LocalReferences), "Make(out x);", 8_000, 1)]
    public void Excesses_JustBeyondALimit_NameIt(string limit, string statement, int fitting, int growth)
    {
        Assert.Empty(Synthetic(statement, fitting).Excesses());
        MethodSize beyond = Synthetic(statement, fitting + 2);
        Assert.Equal([limit], beyond.Excesses());
        int size = (int)typeof(MethodSize).GetProperty(limit)!.GetValue(beyond)!;
        Assert.Equal((fitting + 2) * growth, size, tolerance: 2d);
    }

    private static bool IsKernelClass(string typeNamespace, string name) =>
        typeNamespace.StartsWith("NNGen.Generated.", StringComparison.Ordinal)
        && (name.Contains("Kernels512") || name.Contains("KernelsVector"));

    private static MethodSize Synthetic(string statement, int count)
    {
        string body = string.Join('\n', Enumerable.Range(0, count).Select(i => statement.Replace("#", i.ToString())));
        string source = $$"""
            static class Synthetic
            {
                static int F;
                static void Use(int a, int b) { }
                static void Make(out int a) => a = 0;
                static void Huge()
                {
                    int x;
                    {{body}}
                }
            }
            """;
        var stream = new MemoryStream();
        Assert.True(GeneratorHost.Compile(source).Emit(stream).Success);
        stream.Position = 0;
        using var file = new PEReader(stream);
        return IlReader.Measure(file, (_, name) => name == "Synthetic").Single(method => method.Name.EndsWith(".Huge"));
    }
}
