using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace NNGen.Learning.Tests.Metrics;

/// <summary>All metrics against scikit-learn's on the same predictions.</summary>
public sealed class GoldenMetricsTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<int> Classes => Cases("classes");

    public static TheoryData<int> Multi => Cases("multi");

    public static TheoryData<int> Binary => Cases("binary");

    public static TheoryData<int> Regression => Cases("regression");

    [Theory]
    [MemberData(nameof(Classes))]
    public void ConfusionMatrix_GoldenCase_AgreesWithScikitLearn(int index)
    {
        JsonElement golden = GoldenMetrics.Case("classes", index);
        ConfusionMatrix matrix = Matrix(golden);
        int[] counts = golden.Integers("confusion");
        for (int i = 0; i < counts.Length; i++) Assert.Equal(counts[i], matrix[i / matrix.Classes, i % matrix.Classes]);
        Assert.Equal(golden.Number("accuracy"), matrix.Accuracy, Tolerance);
        Assert.Equal(golden.Number("balanced_accuracy"), matrix.BalancedAccuracy, Tolerance);
        Assert.Equal(golden.Number("kappa"), matrix.CohenKappa, Tolerance);
        Assert.Equal(golden.Number("mcc"), matrix.MatthewsCorrelation, Tolerance);
        Equal(golden.Numbers("macro"), matrix.Of(ClassAverage.Macro));
        Equal(golden.Numbers("micro"), matrix.Of(ClassAverage.Micro));
        Equal(golden.Numbers("weighted"), matrix.Of(ClassAverage.Weighted));
        JsonElement perClass = golden.GetProperty("per_class");
        for (int label = 0; label < matrix.Classes; label++)
        {
            double[] expected = [.. perClass[label].EnumerateArray().Select(item => item.GetDouble())];
            Equal(expected, matrix.Of(label));
            Assert.Equal(expected[3], matrix.Of(label).Support);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Report_GoldenCase_IsScikitLearnsToTheLetter(int index)
    {
        JsonElement golden = GoldenMetrics.Case("classes", index);
        ConfusionMatrix matrix = Matrix(golden);
        string[] names = [.. Enumerable.Range(0, matrix.Classes).Select(label => $"class {label}")];
        Assert.Equal(golden.GetProperty("report").GetString(), matrix.Report(names));
    }

    [Theory]
    [MemberData(nameof(Multi))]
    public void ProbabilityMetrics_ManyClasses_AgreeWithScikitLearn(int index)
    {
        JsonElement golden = GoldenMetrics.Case("multi", index);
        int[] labels = golden.Integers("labels");
        float[] scores = golden.Floats("scores");
        for (int k = 1; k <= 3; k++)
        {
            Assert.Equal(golden.Number($"top_{k}"), ProbabilityMetrics.TopKAccuracy(labels, scores, k), Tolerance);
        }

        Assert.Equal(golden.Number("log_loss"), ProbabilityMetrics.LogLoss(labels, scores), Tolerance);
        Assert.Equal(golden.Number("brier"), ProbabilityMetrics.BrierScore(labels, scores), Tolerance);
        Assert.Equal(golden.Number("roc_macro"), ProbabilityMetrics.RocArea(labels, scores), Tolerance);
        Assert.Equal(golden.Number("roc_weighted"), ProbabilityMetrics.RocArea(labels, scores, ClassAverage.Weighted), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void ProbabilityMetrics_OneOutput_AgreeWithScikitLearn(int index)
    {
        JsonElement golden = GoldenMetrics.Case("binary", index);
        int[] labels = golden.Integers("labels");
        float[] scores = golden.Floats("scores");
        Assert.Equal(golden.Number("log_loss"), ProbabilityMetrics.LogLoss(labels, scores), Tolerance);
        Assert.Equal(golden.Number("brier"), ProbabilityMetrics.BrierScore(labels, scores), Tolerance);
        Assert.Equal(golden.Number("roc_auc"), ProbabilityMetrics.RocArea(labels, scores), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void Curves_TwoClasses_AgreeWithScikitLearn(int index)
    {
        JsonElement golden = GoldenMetrics.Case("binary", index);
        int[] labels = golden.Integers("labels");
        float[] scores = golden.Floats("scores");
        RocCurve roc = RocCurve.Of(labels, scores);
        JsonElement goldenRoc = golden.GetProperty("roc");
        Equal(goldenRoc.Numbers("fpr"), roc.FalsePositiveRate);
        Equal(goldenRoc.Numbers("tpr"), roc.TruePositiveRate);
        Equal([double.PositiveInfinity, .. goldenRoc.Numbers("thresholds")], roc.Thresholds);
        Assert.Equal(golden.Number("roc_auc"), roc.Area, Tolerance);

        PrecisionRecallCurve curve = PrecisionRecallCurve.Of(labels, scores);
        JsonElement goldenCurve = golden.GetProperty("pr");
        Equal(goldenCurve.Numbers("precision"), curve.Precision);
        Equal(goldenCurve.Numbers("recall"), curve.Recall);
        Equal(goldenCurve.Numbers("thresholds"), curve.Thresholds);
        Assert.Equal(golden.Number("average_precision"), curve.AveragePrecision, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void CalibrationCurve_BothKindsOfBins_AgreesWithScikitLearn(int index)
    {
        JsonElement golden = GoldenMetrics.Case("binary", index);
        int[] labels = golden.Integers("labels");
        float[] scores = golden.Floats("scores");
        Equal(golden.GetProperty("uniform"), CalibrationCurve.OfEqualWidth(labels, scores));
        Equal(golden.GetProperty("quantile"), CalibrationCurve.OfEqualCounts(labels, scores));

        static void Equal(JsonElement expected, CalibrationCurve curve)
        {
            GoldenMetricsTests.Equal(expected.Numbers("true"), curve.PositivePart);
            GoldenMetricsTests.Equal(expected.Numbers("predicted"), curve.MeanProbability);
        }
    }

    [Theory]
    [MemberData(nameof(Regression))]
    public void RegressionScores_GoldenCase_AgreesWithScikitLearn(int index)
    {
        JsonElement golden = GoldenMetrics.Case("regression", index);
        var scores = RegressionScores.Of(
            golden.Floats("targets"), golden.Floats("predictions"), golden.GetProperty("outputs").GetInt32());
        Assert.Equal(golden.Number("mae"), scores.MeanAbsoluteError, Tolerance);
        Assert.Equal(golden.Number("mse"), scores.MeanSquaredError, Tolerance);
        Assert.Equal(golden.Number("rmse"), scores.RootMeanSquaredError, Tolerance);
        Assert.Equal(golden.Number("median"), scores.MedianAbsoluteError, Tolerance);
        Assert.Equal(golden.Number("max"), scores.MaxError, Tolerance);
        Assert.Equal(golden.Number("r2"), scores.R2, Tolerance);
        Assert.Equal(golden.Number("explained"), scores.ExplainedVariance, Tolerance);
    }

    private static TheoryData<int> Cases(string kind) => [.. Enumerable.Range(0, GoldenMetrics.Count(kind))];

    private static ConfusionMatrix Matrix(JsonElement golden) =>
        new(golden.Integers("labels"), golden.Integers("predictions"), golden.GetProperty("classes").GetInt32());

    private static void Equal(double[] expected, ClassScores actual) =>
        Equal(expected[..3], new[] { actual.Precision, actual.Recall, actual.F1 });

    private static void Equal(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            bool isEqual = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= Tolerance;
            Assert.True(isEqual, $"{i}: {expected[i]}, {actual[i]}");
        }
    }
}
