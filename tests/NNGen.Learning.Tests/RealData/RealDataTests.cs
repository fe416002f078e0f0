using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NNGen.Benchmarks.Tabular;
using NNGen.Tests;
using Xunit;

namespace NNGen.Learning.Tests.RealData;

/// <summary>
/// At least scikit-learn's scores on real data: the same splits, the same hyper-parameters. Its scores and splits were written by
/// <c>benchmarks/Tabular/scikit_learn.py</c>.
/// </summary>
public sealed class RealDataTests
{
    [SkippableTheory]
    [InlineData("iris")]
    [InlineData("wine")]
    [InlineData("breast_cancer")]
    [InlineData("diabetes")]
    public void Score_MeanOfFiveSplits_IsAtLeastScikitLearns(string name)
    {
        string folder = TestData.RequireFolder("tabular");
        TabularWorkload workload = TabularWorkload.All.Single(workload => workload.Name == name);
        Table table = workload.Read(folder);
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "tabular.json");
        JsonElement golden = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty(name);
        double expected = golden.GetProperty("scores").EnumerateArray().Average(score => score.GetDouble());
        var scores = new List<double>();
        foreach (JsonElement rows in golden.GetProperty("tests").EnumerateArray())
        {
            int[] test = [.. rows.EnumerateArray().Select(row => row.GetInt32())];
            int[] train = [.. Enumerable.Range(0, table.Count).Except(test)];
            Table training = table.Take(train);
            IEstimator estimator = workload.Create(training, scores.Count);
            estimator.Fit(training);
            scores.Add(estimator.Score(table.Take(test)));
        }

        Assert.True(scores.Average() >= expected, $"expected a mean of at least {expected}, found {string.Join(", ", scores)}");
    }

    [SkippableFact]
    public void ReadCsv_Housing_FindsGapsAndTexts()
    {
        Table table = TabularWorkload.All[^1].Read(TestData.RequireFolder("tabular"));
        Assert.Equal(20640, table.Count);
        Assert.Equal(207, table["total_bedrooms"].MissingCount);
        Assert.IsType<TextColumn>(table["ocean_proximity"]);
        Assert.Equal(13, Features.Automatic(table, "median_house_value").Fit(table).Length);
    }
}
