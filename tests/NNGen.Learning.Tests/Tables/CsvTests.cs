using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace NNGen.Learning.Tests.Tables;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadCsv_NumbersAndTexts_TellsThemApart()
    {
        Table table = Read("a,b,c\n1, 2.5 ,x\n-3e2,,\"y, \"\"z\"\"\"\n");
        Assert.Equal(2, table.Count);
        Assert.Equal(["a", "b", "c"], table.Columns.Select(column => column.Name));
        Assert.Equal([1, -300], Numbers(table, "a"));
        Assert.Equal([2.5, double.NaN], Numbers(table, "b"));
        Assert.Equal(["x", "y, \"z\""], Assert.IsType<TextColumn>(table["c"]).Values);
        Assert.Equal(1, table["b"].MissingCount);
    }

    [Fact]
    public void ReadCsv_Options_AreFollowed()
    {
        var options = new CsvOptions { Delimiter = ';', HasHeader = false, MissingValues = ["-"], TextColumns = ["x1"] };
        Table table = Read("1;007\n-;-\n", options);
        Assert.Equal([1, double.NaN], Numbers(table, "x0"));
        Assert.Equal(["007", null], Assert.IsType<TextColumn>(table["x1"]).Values);
    }

    [Fact]
    public void ReadCsv_InfinityAmongTexts_IsAText() =>
        Assert.Equal(["inf", "x"], Assert.IsType<TextColumn>(Read("a,b\ninf,1\nx,2\n")["a"]).Values);

    [Fact]
    public void ReadCsv_LineBreaksInQuotesAndByteOrderMark_AreRead()
    {
        Table table = Read("\uFEFFname,n\r\n\"two\nlines\",1\r\n\r\nz,2\r\n");
        Assert.Equal("two\nlines", table["name"].Text(0));
        Assert.Equal([1, 2], Numbers(table, "n"));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: expected 2 values as in the first line, found 1")]
    [InlineData("a,b\n1,2,3\n", "line 2: expected 2 values as in the first line, found 3")]
    [InlineData("a,b\n1,\"2\n3,4\n", "line 2: expected quotes")]
    [InlineData("a,b\n1,2\n3,x\"y\n", "line 3: expected quotes")]
    [InlineData("a,b\n\"x\ny\",2\n3\n", "line 4: expected 2 values")]
    [InlineData("a,b,a\n1,2,3\n", "line 1: expected columns of different names, found 'a' in columns 1 and 3")]
    [InlineData("a,b\n1,2\n3,Infinity\n", "line 3, column 'b': expected a finite number, found 'Infinity'")]
    [InlineData("a,b\n-inf,2\n3,5\n", "line 2, column 'a': expected a finite number, found '-inf'")]
    [InlineData("a,b\n1,2\n,1e400\n", "line 3, column 'b': expected a finite number, found '1e400'")]
    [InlineData("a,b\n", "expected at least 1 row of data, found none")]
    [InlineData("", "expected at least 1 row of data, found none")]
    public void ReadCsv_Malformed_NamesFileAndLine(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(text));
        Assert.Contains("data.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadCsv_MillionColumns_IsRefused()
    {
        var text = new StringBuilder(2_000_000);
        for (int i = 0; i < 1_000_000; i++) text.Append(',');
        var error = Assert.Throws<InvalidDataException>(() => Read($"{text}\n{text}\n"));
        Assert.Contains("line 1: expected at most 10000 columns (MaxColumns), found 1000001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadCsv_NoFile_SaysSo() => Assert.Throws<FileNotFoundException>(() => Table.ReadCsv(folder.File("none.csv")));

    [Fact]
    public void Take_RowsOfAFile_RememberTheirLines()
    {
        Table table = Read("a,b\n1,x\n2,y\n3,z\n").Take([2, 0]).Take([1, 0]);
        Assert.Equal([1, 3], Numbers(table, "a"));
        var error = Assert.Throws<ArgumentException>(() => new Features().Add("b").Fit(table).Apply(table));
        Assert.StartsWith("data.csv, line 2, column 'b': expected a number, found 'x'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_UnknownColumn_ListsThoseThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => Read("a,b\n1,x\n")["c"]);
        Assert.Contains("expected a column 'c', found only 'a', 'b'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_UnequalColumns_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Table(new NumberColumn("a", [1, 2]), new NumberColumn("b", [1])));
        Assert.Throws<ArgumentException>(() => new Table(new NumberColumn("a", [1]), new NumberColumn("a", [1])));
        Assert.Throws<ArgumentException>(() => new Table(new NumberColumn("a", ReadOnlySpan<double>.Empty)));
        var infinite = Assert.Throws<ArgumentException>(() => new NumberColumn("a", [1, double.NegativeInfinity]));
        Assert.Contains("Row 1, column 'a'", infinite.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromDataset_LabelsAndTargets_BecomeColumns()
    {
        Table labelled = Table.FromDataset(Dataset.FromLabels([1, 2, 3, 4], 2, [1, 0]), "class");
        Assert.Equal(["x0", "x1", "class"], labelled.Columns.Select(column => column.Name));
        Assert.Equal([2, 4], Numbers(labelled, "x1"));
        Assert.Equal([1, 0], Numbers(labelled, "class"));
        Table targets = Table.FromDataset(Dataset.FromTargets([1, 2], 1, [5, 6, 7, 8], 2));
        Assert.Equal(["x0", "target0", "target1"], targets.Columns.Select(column => column.Name));
        Assert.Equal([6, 8], Numbers(targets, "target1"));
    }

    [Fact]
    public void Split_Stratified_PartsEveryClass()
    {
        var table = new Table(new TextColumn("c", [.. Enumerable.Repeat("a", 8), .. Enumerable.Repeat("b", 4)]));
        (Table train, Table test) = table.Split(0.25, seed: 1, stratifyBy: "c");
        Assert.Equal((9, 3), (train.Count, test.Count));
        Assert.Equal(1, ((TextColumn)test["c"]).Values.Count(value => value == "b"));
        Assert.All(table.Folds(4, stratifyBy: "c"), fold => Assert.Equal(3, fold.Test.Length));
    }

    private static double[] Numbers(Table table, string name) => Assert.IsType<NumberColumn>(table[name]).Values.ToArray();

    private Table Read(string text, CsvOptions? options = null) => Table.ReadCsv(folder.Write("data.csv", text), options);
}
