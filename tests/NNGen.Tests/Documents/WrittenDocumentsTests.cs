using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using NNGen.Generator.Layers;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>The parts of documents that are written from the code, and what the README promises about itself.</summary>
public sealed class WrittenDocumentsTests
{
    private const int LongestReadme = 180;

    /// <summary>Stands in for the console, so that a test can read what the README's example prints.</summary>
    private const string RecordingConsole = """
        public static class Console
        {
            public static readonly List<string> Lines = new();
            public static void WriteLine(string line) => Lines.Add(line);
        }
        """;

    [Fact]
    public void Readme_ListsLayersAndChoices() => AcceptedText.Verify("README.md", "layers", LayerReference.ReadmeTable());

    [Fact]
    public void Readme_ShowsWhatIsGenerated() =>
        AcceptedText.Verify("README.md", "generated", $"```csharp no-compile\n{GeneratedExcerpt.Of("dense_1")}```\n");

    [Fact]
    public void LayersPage_IsWrittenFromTheCatalogue() => AcceptedText.Verify("docs/layers.md", null, LayerReference.Page());

    [Fact]
    public void TrainingPage_ListsRulesSchedulesAndOptions()
    {
        AcceptedText.Verify("docs/training.md", "rules", LayerReference.Kinds<LearningRule>("rule"));
        AcceptedText.Verify("docs/training.md", "schedules", LayerReference.Kinds<LearningRateSchedule>("schedule"));
        AcceptedText.Verify("docs/training.md", "options", LayerReference.Settings<FitOptions>());
        AcceptedText.Verify("docs/training.md", "regularization", LayerReference.Settings<Regularization>());
        AcceptedText.Verify("docs/training.md", "stopping", LayerReference.Settings<EarlyStopping>());
    }

    [Fact]
    public void LayersPage_HasASectionForEveryLayer()
    {
        string[] sections = Document.Read("docs/layers.md").Anchors.ToArray();
        Assert.All(Catalogue.Layers, layer => Assert.Contains(layer.Name.ToLowerInvariant(), sections));
    }

    [Fact]
    public void Readme_IsShort() => Assert.InRange(File.ReadAllLines(RepositoryFiles.PathOf("README.md")).Length, 1, LongestReadme);

    [Fact]
    public void Readme_Example_LearnsWhatItSays()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string example = Document.Read("README.md").Blocks.First(block => block.Info == Snippet.OfUser).Text;
        Assert.Contains("\"ring.safetensors\"", example);
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assembly program = Snippet.Compile(example.Replace("\"ring.safetensors\"", $"@\"{file}\"") + RecordingConsole).Load();
            program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
            var lines = (List<string>)program.GetType("Console")!.GetField("Lines")!.GetValue(null)!;
            Assert.Equal(Document.Read("README.md").Blocks.First(block => block.Info == "text").Text, string.Join('\n', lines) + "\n");
            Assert.True(new FileInfo(file).Length > 0);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            File.Delete(file);
        }
    }

    [Fact]
    public void Excerpt_OfSimilarLines_ShowsTheFirst()
    {
        string[] lines = ["{", "    a(x0, 1);", "    a(x1, 2);", "    a(x2, 3);", "    b();", "}", "}", "}"];
        Assert.Equal("{\n    a(x0, 1); // and 2 more like it\n    b();\n}\n}\n}\n", GeneratedExcerpt.Fold(lines));
    }
}
