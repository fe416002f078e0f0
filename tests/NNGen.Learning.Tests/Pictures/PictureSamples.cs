using System;
using System.Collections.Generic;
using System.Linq;

namespace NNGen.Learning.Tests.Pictures;

/// <summary>One picture of every kind, with data that is meant to be awkward: long names, markup in names, gaps, many series.</summary>
internal static class PictureSamples
{
    private const string Awkward =
        "a <very> long \"name\" & more of it, so that it cannot fit anywhere at all, whatever is left out beside it";

    private static readonly Lazy<Dataset> Moons = new(() => TextbookSets.Moons(120, noise: 0.2, seed: 1));

    private static readonly Dictionary<string, Func<Picture>> All = new()
    {
        ["Lines"] = () => Picture.Lines(Awkward, Awkward, Awkward, ManyLines()),
        ["Lines, logarithmic"] = () => Picture.Lines("title", "x", "y", [LineSeries.Of("a", [1e-9, 0, -1, 1e12])], logarithmic: true),
        ["LearningCurves"] = () => Picture.LearningCurves(History(20)),
        ["ConfusionMatrix"] = () => Picture.ConfusionMatrix(new ConfusionMatrix([0, 1, 2, 2, 1], [0, 1, 1, 2, 1]), ["a", Awkward, "c"]),
        ["ConfusionMatrix, large"] = () => Picture.ConfusionMatrix(new ConfusionMatrix([0, 99], [99, 0])),
        ["HeatMap"] = () => Picture.HeatMap(
            "t", "rows", ["1", Awkward], "columns", ["x", "y", "z"], new[,] { { 1, double.NaN, 3 }, { -1e9, 1e-9, 0 } }),
        ["Roc"] = () => Picture.Roc(RocCurve.Of([0, 1, 1, 0], [0.1f, 0.9f, 0.4f, 0.5f])),
        ["PrecisionRecall"] = () => Picture.PrecisionRecall(PrecisionRecallCurve.Of([0, 1, 1, 0], [0.1f, 0.9f, 0.4f, 0.5f])),
        ["Calibration"] = () => Picture.Calibration(CalibrationCurve.OfEqualWidth([0, 1, 1, 0], [0.1f, 0.9f, 0.4f, 0.5f])),
        ["PredictedVersusTrue"] = () => Picture.PredictedVersusTrue([1, 2, float.NaN, 1e6f], [1.5f, 2, 3, -1e6f]),
        ["Residuals"] = () => Picture.Residuals([1, 2, 3], [1.5f, 2, float.PositiveInfinity]),
        ["Histograms"] = () => Picture.Histograms(
            Awkward, Awkward, [new(Awkward, new float[] { 1, 2, float.NaN }), new("b", new float[9]), new("c", default)]),
        ["DecisionBoundary"] = () => Picture.DecisionBoundary(new Planar(seed: 1), Moons.Value),
        ["DecisionBoundary, three classes"] = () => Picture.DecisionBoundary(new ThreeClasses(seed: 1), TextbookSets.Blobs(90, seed: 2)),
        ["Network"] = () => Picture.Network(new Planar(seed: 1)),
        ["Network, not a number"] = () => Picture.Network(Broken()),
        ["Layers"] = () => Picture.Layers(Residual.Description, Awkward),
        ["FirstLayerWeights"] = () => Picture.FirstLayerWeights(new Residual(seed: 1)),
        ["Gradients"] = () => Picture.Gradients(new DeepSigmoid(seed: 1), Moons.Value),
        ["Activations"] = () => Picture.Activations(new DeepSigmoid(seed: 1), Moons.Value),
        ["LossSurface"] = () => Picture.LossSurface(LossSurface.AlongPath(new Planar(), Moons.Value, Descent())),
        ["Search"] = () => Picture.Search(Searched(trials: 12, values: 3)),
        ["Search, many values"] = () => Picture.Search(Searched(trials: 60, values: 60), "alpha", "rate"),
        ["Search, one name"] = () => Picture.Search(Searched(trials: 5, values: 5), "rate", "rate"),
        ["ToSeries"] = () => Film().ToSeries(columns: 2),
        ["ToAnimation"] = () => Film().ToAnimation(),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Picture Draw(string name) => All[name]();

    public static TrainingHistory History(int epochs) => new(
        [.. Enumerable.Range(1, epochs).Select(epoch => new EpochResult(
            epoch, 1.0 / epoch, 1 - (0.5 / epoch), 1.2 / epoch, epoch == 3 ? double.NaN : 1 - (0.6 / epoch), TimeSpan.FromSeconds(1)))],
        Cancelled: false);

    public static DescentPath Descent()
    {
        var path = new DescentPath();
        var network = new Planar(seed: 1);
        path.Add(network);
        for (int epoch = 0; epoch < 5; epoch++)
        {
            network.Fit(Moons.Value, new FitOptions { Optimizer = new Adam(0.05f), Seed = epoch });
            path.Add(network);
        }

        return path;
    }

    public static DecisionBoundaryFilm Film()
    {
        var film = new DecisionBoundaryFilm(Moons.Value);
        for (int seed = 0; seed < 3; seed++) film.Add(new Planar(seed), $"seed {seed}");
        return film;
    }

    private static SearchResult Searched(int trials, int values) => new(
        ["alpha", "rate"],
        [.. Enumerable.Range(0, trials).Select(trial => new SearchTrial(
            new SearchPoint(["alpha", "rate"], [Math.Pow(10, -trial % values), (double)(trial / values * 10)]),
            new CrossValidationScores(trial == 2 ? [] : [0.9, 0.95 - (0.01 * trial)], TimeSpan.Zero)))],
        Cancelled: false);

    private static IReadOnlyList<LineSeries> ManyLines() =>
        [.. Enumerable.Range(0, 40).Select(
            index => LineSeries.Of($"line {index} & co", [index, double.NaN, 1000 * index, double.PositiveInfinity, -index, index]))];

    private static Planar Broken()
    {
        var network = new Planar(seed: 1);
        network.Parameters.AsSpan()[0] = float.NaN;
        return network;
    }
}
