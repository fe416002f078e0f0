using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Tests.Approval;
using NNGen.Tests.Generator;
using Xunit;

namespace NNGen.Tests.PublicApi;

/// <summary>Nobody changes what users see without seeing it too.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Library_Shows_WhatWasApproved()
    {
        string path = typeof(NeuralNetworkAttribute).Assembly.Location;
        MetadataReference library = GeneratorHost.References.Single(reference => reference.Display == path);
        IEnumerable<MetadataReference> framework = GeneratorHost.References.Where(reference => reference != library);
        Snapshot.Verify(PublicApiText.Write(library, framework), "NNGen", "txt");
    }

    [Fact]
    public void Learning_Shows_WhatWasApproved()
    {
        MetadataReference library = MetadataReference.CreateFromFile(typeof(Learning.Table).Assembly.Location);
        IEnumerable<MetadataReference> used = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => path != library.Display)
            .Select(path => MetadataReference.CreateFromFile(path));
        Snapshot.Verify(PublicApiText.Write(library, used), "NNGen.Learning", "txt");
    }

    /// <summary>The guard can fail: each of these changes is a change of the text.</summary>
    [Theory]
    [InlineData("int Count { get; init; }", "int Count { get; set; }")]
    [InlineData("int seed = 0", "int seed = 1")]
    [InlineData("int seed = 0", "int start = 0")]
    [InlineData("string? name", "string name")]
    [InlineData("protected abstract", "public abstract")]
    [InlineData("where T : class", "where T : struct")]
    [InlineData("First = 1", "First = 2")]
    [InlineData("public abstract class", "abstract class")]
    [InlineData("ref readonly int", "ref int")]
    [InlineData(", System.IDisposable", "")]
    public void Text_OfAChangedLibrary_IsAnother(string old, string replacement) =>
        Assert.NotEqual(Write(Example), Write(Example.Replace(old, replacement)));

    [Theory]
    [InlineData("private int hidden;", "")]
    [InlineData("=> 1;", "=> 2;")]
    public void Text_OfALibraryChangedInside_IsTheSame(string old, string replacement) =>
        Assert.Equal(Write(Example), Write(Example.Replace(old, replacement)));

    private const string Example = """
        namespace Library;
        public abstract class Shape<T> : System.Attribute, System.IDisposable where T : class
        {
            private int hidden;
            public Shape(int seed = 0) => hidden = seed;
            public int Count { get; init; }
            public int One() => 1;
            public ref readonly int Value(string? name) => ref hidden;
            protected abstract void Draw();
            public void Dispose() { }
        }
        public enum Kind { First = 1 }
        """;

    private static string Write(string source)
    {
        Assert.Contains("namespace", source);
        CSharpCompilation compilation = GeneratorHost.Compile(source);
        return PublicApiText.Write(compilation.Assembly.GlobalNamespace);
    }
}
