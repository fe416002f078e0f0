using System;
using System.Linq;
using Xunit;

namespace NNGen.Learning.Tests.Preparation;

public sealed class FeaturesTests
{
    private static readonly Table Training = new(
        new NumberColumn("n", [1, 2, 3, 4, 10]),
        new NumberColumn("gaps", [double.NaN, 2, 4, 6, double.NaN]),
        new NumberColumn("same", [7, 7, 7, 7, 7]),
        new TextColumn("t", ["b", "a", "b", null, "c"]));

    [Fact]
    public void StandardScaler_Numbers_HaveMeanZeroAndDeviationOne()
    {
        float[] scaled = Fit("n", new StandardScaler());
        Assert.Equal(0, scaled.Average(), 1e-6);
        Assert.Equal(1, Math.Sqrt(scaled.Average(x => x * x)), 1e-6);
        Assert.Equal((10 - 4) / Math.Sqrt(10), scaled[4], 1e-6);
    }

    [Fact]
    public void MinMaxScaler_Numbers_SpanTheInterval() =>
        Assert.Equal([-1, -7f / 9, -5f / 9, -3f / 9, 1], Fit("n", new MinMaxScaler(-1, 1)), Near);

    [Fact]
    public void RobustScaler_Numbers_AreMeasuredByQuartiles() =>
        Assert.Equal([-1, -0.5f, 0, 0.5f, 3.5f], Fit("n", new RobustScaler()), Near);

    [Fact]
    public void Scaler_AfterFit_TreatsOtherDataAlike()
    {
        FittedFeatures fitted = new Features().Add("n", new MinMaxScaler()).Fit(Training);
        Assert.Equal([-1f / 9, 2], fitted.Apply(new Table(new NumberColumn("n", [0, 19]))), Near);
    }

    [Fact]
    public void Scaler_ConstantColumn_IsNamedOrKept()
    {
        string message = Message(() => Fit("same", new StandardScaler()));
        Assert.Contains("column 'same': expected different values, found 7 in every row", message, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 0, 0], Fit("same", new StandardScaler { Constant = ConstantColumns.Keep }));
        Assert.Equal([2, 2, 2, 2, 2], Fit("same", new MinMaxScaler(2, 3) { Constant = ConstantColumns.Keep }));
    }

    [Fact]
    public void Imputers_Gaps_AreFilled()
    {
        Assert.Equal([4, 2, 4, 6, 4], Fit("gaps", new MeanImputer()));
        Assert.Equal([4, 2, 4, 6, 4], Fit("gaps", new MedianImputer()));
        Assert.Equal([-1, 2, 4, 6, -1], Fit("gaps", new ConstantImputer(-1)));
        Assert.Equal([2, 2, 4, 6, 2], Fit("gaps", new MostFrequentImputer()));
        Assert.Equal([1, 0, 1, 1, 2], Fit("t", new MostFrequentImputer(), new OrdinalEncoder()));
    }

    [Fact]
    public void Imputer_ThenScaler_WorksOnTheFilledColumn()
    {
        float[] filled = Fit("gaps", new MedianImputer(), new StandardScaler());
        Assert.Equal([0, -1, 0, 1, 0], filled.Select(x => (float)Math.Round(x / filled[3], 5)));
    }

    [Fact]
    public void Gap_WithoutImputer_NamesRowAndColumn()
    {
        string message = Message(() => Fit("gaps", new StandardScaler()));
        Assert.StartsWith("Row 0, column 'gaps': expected a number, found no value", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneHotEncoder_Texts_BecomeIndicators()
    {
        var table = new Table(new TextColumn("t", ["b", "a", "c"]));
        FittedFeatures fitted = new Features().Add("t", new OneHotEncoder()).Fit(table);
        Assert.Equal(3, fitted.Length);
        Assert.Equal([0, 1, 0, 1, 0, 0, 0, 0, 1], fitted.Apply(table));
    }

    [Fact]
    public void OneHotEncoder_Numbers_AreOrderedBySize()
    {
        var table = new Table(new NumberColumn("n", [10, 9]));
        Assert.Equal([0, 1, 1, 0], new Features().Add("n", new OneHotEncoder()).Fit(table).Apply(table));
    }

    [Fact]
    public void OneHotEncoder_UnknownCategory_IsNamedOrZero()
    {
        var training = new Table(new TextColumn("t", ["a", "b"]));
        var other = new Table(new TextColumn("t", ["a", "new"]));
        string message = Message(() => new Features().Add("t", new OneHotEncoder()).Fit(training).Apply(other));
        Assert.StartsWith("Row 1, column 't': expected one of 'a', 'b', found 'new'", message, StringComparison.Ordinal);
        var ignoring = new OneHotEncoder { IgnoreUnknown = true };
        Assert.Equal([1, 0, 0, 0], new Features().Add("t", ignoring).Fit(training).Apply(other));
    }

    [Fact]
    public void OneHotEncoder_TooManyCategories_NamesWhatMadeThemTexts()
    {
        string?[] values = [.. Enumerable.Range(0, 200).Select(i => i == 150 ? "15O" : $"{i}")];
        string message = Message(() => new Features().Add("t", new OneHotEncoder()).Fit(new Table(new TextColumn("t", values))));
        Assert.Contains("at most 100 different values (MaxCategories), found 200", message, StringComparison.Ordinal);
        Assert.Contains("'15O', Row 150", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OrdinalEncoder_Order_IsFollowed()
    {
        var table = new Table(new TextColumn("size", ["L", "S", "M"]));
        Assert.Equal([2, 0, 1], new Features().Add("size", new OrdinalEncoder("S", "M", "L")).Fit(table).Apply(table));
        string message = Message(() => new Features().Add("size", new OrdinalEncoder("S", "M")).Fit(table));
        Assert.StartsWith("Row 0, column 'size'", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new OrdinalEncoder("S", "S"));
    }

    [Fact]
    public void Scaler_Texts_NamesTheFirst()
    {
        string message = Message(() => Fit("t", new StandardScaler()));
        Assert.StartsWith("Row 0, column 't': expected a number, found 'b'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FittedFeatures_TextsWhereNumbersWere_NameTheCell()
    {
        FittedFeatures fitted = new Features().Add("n", new ConstantImputer(1), new StandardScaler()).Fit(Training);
        string message = Message(() => fitted.Apply(new Table(new TextColumn("n", ["1", "two"]))));
        Assert.StartsWith("Row 1, column 'n': expected a number as in the training data, found 'two'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Automatic_AllKinds_PreparesEveryColumn()
    {
        FittedFeatures fitted = Features.Automatic(Training).Fit(Training);
        Assert.Equal(3 + 4, fitted.Length); // a, b, c and missing
        float[] values = fitted.Apply(Training);
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
        Assert.Equal([0, 0, 0, 1], values[((3 * 7) + 3)..(4 * 7)]);
    }

    [Fact]
    public void Automatic_Except_LeavesTheTargetOut() =>
        Assert.Equal(["n", "same"], Features.Automatic(Training, "gaps", "t").Columns);

    [Fact]
    public void Add_Twice_IsRefused() => Assert.Throws<ArgumentException>(() => new Features().Add("a").Add("a"));

    [Fact]
    public void Apply_NumberBeyondFloat_IsNamed()
    {
        var table = new Table(new NumberColumn("n", [1e300, 0]));
        Assert.StartsWith("Row 0, column 'n'", Message(() => new Features().Add("n").Fit(table).Apply(table)), StringComparison.Ordinal);
    }

    private static float[] Fit(string column, params ColumnTransform[] transforms) =>
        new Features().Add(column, transforms).Fit(Training).Apply(Training);

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-6f;

    private static string Message(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
