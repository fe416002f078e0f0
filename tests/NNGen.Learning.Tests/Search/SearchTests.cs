using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NNGen.Learning.Tests.Estimators;
using Xunit;

namespace NNGen.Learning.Tests.Search;

public sealed class SearchTests
{
    private static readonly Table Moons = Table.FromDataset(TextbookSets.Moons(120, seed: 1), "moon");

    [Fact]
    public void CrossValidation_AnyThreads_GivesTheSameScores()
    {
        IReadOnlyList<SampleSplit> folds = Moons.Folds(4, seed: 1, stratifyBy: "moon");
        CrossValidationScores one = CrossValidation.Run(() => Classifier(0.05), Moons, folds, threads: 1);
        CrossValidationScores three = CrossValidation.Run(() => Classifier(0.05), Moons, folds, threads: 3);
        Assert.Equal(4, one.Scores.Count);
        Assert.Equal(one.Scores, three.Scores);
        Assert.InRange(one.Mean, 0.85, 1);
        Assert.Equal(one.Scores.Average(), one.Mean, 1e-12);
        Assert.Matches(@"^0\.\d{4} ± 0\.\d{4}$|^1\.0000 ± 0\.0000$", one.ToString());
    }

    [Fact]
    public void CrossValidation_EachFold_IsLearntWithoutItsTestRows()
    {
        var seen = new List<int[]>();
        CrossValidationScores scores = CrossValidation.Run(() => new Spy(seen), Moons, Moons.Folds(3), threads: 1);
        Assert.Equal([80, 80, 80], scores.Scores);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public void CrossValidation_Diverging_Throws() => Assert.Throws<TrainingDivergedException>(
        () => CrossValidation.Run(() => Regressor(1e30), Lines(), Lines().Folds(2)));

    [Fact]
    public void Grid_AllCombinations_AreTriedInOrder()
    {
        SearchSpace space = new SearchSpace().Choose("network", "two", "one").PowersOfTen("rate", -3, -2).Choose("batch", 16, 32, 64);
        Assert.Equal(12, space.GridSize);
        var reported = new Reports();
        SearchResult result = HyperParameterSearch.Grid(
            space,
            point => point.Text("network") == "two"
                ? Classifier(point.Number("rate"), point.Integer("batch"))
                : Sigmoid(point.Number("rate")),
            Moons,
            Moons.Folds(2),
            new SearchOptions { Threads = 2, Progress = reported });
        Assert.Equal(12, result.Trials.Count);
        Assert.Equal("network = two, rate = 0.001, batch = 16", result.Trials[0].Point.ToString());
        Assert.Equal("network = one, rate = 0.01, batch = 64", result.Trials[^1].Point.ToString());
        Assert.Equal(12, reported.Trials.Count);
        Assert.False(result.Cancelled);
        Assert.Equal(result.Trials.Max(trial => trial.Scores.Mean), result.Best.Scores.Mean);
        Assert.True(result.Best.Point.Number("rate") == 0.01);
        string[] lines = result.ToString().Split('\n');
        Assert.Equal(14, lines.Length);
        Assert.Contains("rank  network   rate  batch", lines[0], StringComparison.Ordinal);
        Assert.Contains(result.Best.Scores.ToString(), lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Random_SameSeed_TriesTheSamePoints()
    {
        SearchSpace space = new SearchSpace().LogUniform("rate", 1e-4, 1e-1).Uniform("x", -1, 1).Choose("batch", 16, 64);
        SearchResult Run(int count, int seed) => HyperParameterSearch.Random(
            space, count, point => Classifier(point.Number("rate"), point.Integer("batch")), Moons, Moons.Folds(2), seed);
        SearchResult first = Run(6, 3);
        Assert.Equal(first.Trials.Take(3).Select(Line), Run(3, 3).Trials.Select(Line));
        Assert.NotEqual(first.Trials.Select(Line), Run(6, 4).Trials.Select(Line));
        Assert.All(first.Trials, trial => Assert.InRange(trial.Point.Number("rate"), 1e-4, 1e-1));
        Assert.All(first.Trials, trial => Assert.InRange(trial.Point.Number("x"), -1, 1));

        static string Line(SearchTrial trial) => $"{trial.Point}: {trial.Scores}";
    }

    [Fact]
    public void Search_DivergingTrial_IsRankedLast()
    {
        Table lines = Lines();
        SearchSpace space = new SearchSpace().Choose("rate", 1e30, 0.01);
        SearchResult result = HyperParameterSearch.Grid(space, point => Regressor(point.Number("rate")), lines, lines.Folds(2));
        Assert.Equal(0.01, result.Best.Point.Number("rate"));
        Assert.Empty(result.Ranked()[1].Scores.Scores);
        Assert.Contains("diverged", result.ToString(), StringComparison.Ordinal);
        SearchSpace only = new SearchSpace().Choose("rate", 1e30);
        Assert.Throws<InvalidOperationException>(
            () => HyperParameterSearch.Grid(only, point => Regressor(point.Number("rate")), lines, lines.Folds(2)).Best);
    }

    [Fact]
    public void Search_Cancelled_KeepsFinishedTrials()
    {
        using var source = new CancellationTokenSource();
        var reported = new Reports { OnTrial = () => source.Cancel() };
        SearchResult result = HyperParameterSearch.Grid(
            new SearchSpace().Choose("rate", 0.01, 0.02, 0.03),
            point => Classifier(point.Number("rate")),
            Moons,
            Moons.Folds(2),
            new SearchOptions { Threads = 1, Progress = reported, CancellationToken = source.Token });
        Assert.True(result.Cancelled);
        Assert.Equal(0.01, Assert.Single(result.Trials).Point.Number("rate"));
    }

    [Fact]
    public void Search_MistakeInAnEstimator_IsThrownAsItIs()
    {
        var error = Assert.Throws<ArgumentException>(() => HyperParameterSearch.Grid(
            new SearchSpace().Choose("a", 1), _ => new Classifier<Planar>("no such column"), Moons, Moons.Folds(2)));
        Assert.Contains("no such column", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SearchSpace_Mistakes_AreNamed()
    {
        Assert.Throws<ArgumentException>(() => new SearchSpace().Choose("a", 1).Choose("a", 2));
        Assert.Throws<ArgumentException>(() => new SearchSpace().PowersOfTen("a", -1, -2));
        Assert.Throws<ArgumentException>(() => new SearchSpace().LogUniform("a", 0, 1));
        Assert.Throws<ArgumentException>(() => new SearchSpace().Uniform("a", 1, 1));
        Assert.Throws<InvalidOperationException>(() => new SearchSpace().Uniform("a", 0, 1).GridSize);
        SearchPoint point = new SearchSpace().Choose("a", "x").Grid()[0];
        Assert.Throws<ArgumentException>(() => point.Number("a"));
        Assert.Contains("'a', found 'b'", Assert.Throws<ArgumentException>(() => point.Text("b")).Message, StringComparison.Ordinal);
    }

    private static Classifier<Planar> Classifier(double rate, int batch = 32) => new("moon", Options(rate, batch));

    private static Classifier<PlanarSigmoid> Sigmoid(double rate) => new("moon", Options(rate, 32));

    private static Regressor<Curve> Regressor(double rate) => new("target", new EstimatorOptions
    {
        Fit = new FitOptions { Epochs = 20, Optimizer = new Sgd((float)rate) },
    });

    private static Table Lines() => Table.FromDataset(TextbookSets.Function(60, x => x));

    private static EstimatorOptions Options(double rate, int batch) => new()
    {
        Fit = new FitOptions { Epochs = 15, BatchSize = batch, Optimizer = new Adam((float)rate) },
    };

    /// <summary>Scores the rows it has learnt from, if they are others than those of the test.</summary>
    private sealed class Spy(List<int[]> seen) : IEstimator
    {
        private double[] learnt = [];

        public TrainingHistory Fit(Table training)
        {
            learnt = ((NumberColumn)training["x0"]).Values.ToArray();
            return new TrainingHistory([], Cancelled: false);
        }

        public double Score(Table test)
        {
            double[] tested = ((NumberColumn)test["x0"]).Values.ToArray();
            seen.Add([tested.Length]);
            return learnt.Except(tested).Count();
        }
    }

    private sealed class Reports : IProgress<SearchTrial>
    {
        public List<SearchTrial> Trials { get; } = [];

        public Action? OnTrial { get; init; }

        public void Report(SearchTrial value)
        {
            Trials.Add(value);
            OnTrial?.Invoke();
        }
    }
}
