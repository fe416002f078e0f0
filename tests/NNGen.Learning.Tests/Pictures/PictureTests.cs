using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Learning.Tests.Pictures;

/// <summary>What holds for pictures of every kind.</summary>
public sealed class PictureTests
{
    public static TheoryData<string> Names => [.. PictureSamples.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_OfEveryKind_IsWellFormedAndInsideItsFrame(string name)
    {
        var drawn = new DrawnPicture(PictureSamples.Draw(name));
        drawn.AssertEveryColorIsDefined();
        drawn.AssertEverythingIsInside();
        drawn.AssertTextsAreApart();
    }

    [Fact]
    public void Samples_OfPictures_CoverEveryKind()
    {
        string[] kinds = [.. new[] { typeof(Picture), typeof(DecisionBoundaryFilm) }
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(Picture))
            .Select(method => method.Name)
            .Distinct()];
        Assert.Equal(kinds.Order(), PictureSamples.Names.Select(name => name.Split(',')[0]).Distinct().Order());
    }

    [Fact]
    public void Text_UnderAnotherCulture_IsTheSame()
    {
        string expected = PictureSamples.Draw("LearningCurves").ToString();
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        comma.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, PictureSamples.Draw("LearningCurves").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_OfAFewPoints_LookAsBefore() => Snapshot.Verify(
        Picture.Lines(
            "Two lines", "epoch", "loss", [LineSeries.Of("training", [1, 0.5, 0.25]), LineSeries.Of("test", [1.1, double.NaN, 0.4])]).ToString(),
        "PictureTests.Lines",
        "svg");

    [Fact]
    public void ConfusionMatrix_OfTwoClasses_LooksAsBefore() => Snapshot.Verify(
        Picture.ConfusionMatrix(new ConfusionMatrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 1]), ["no", "yes"]).ToString(),
        "PictureTests.ConfusionMatrix",
        "svg");

    [Fact]
    public void Save_WhereAFileIs_ReplacesIt()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "picture.svg");
        File.WriteAllText(path, "old");
        Picture picture = PictureSamples.Draw("Roc");
        picture.Save(path);
        Assert.Equal(picture.ToString(), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Save_WhereNoFolderIs_ThrowsAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<DirectoryNotFoundException>(() => PictureSamples.Draw("Roc").Save(Path.Combine(folder.Path, "none", "picture.svg")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("pictures").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
