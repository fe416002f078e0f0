using System;
using System.Collections.Generic;
using System.IO;
using NNGen.Learning;

namespace NNGen.Benchmarks.Tabular;

/// <summary>One data set, how it is read, and the estimator that learns it.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Variant">What is not scikit-learn's protocol; empty when all of it is.</param>
/// <param name="HasHeader">Whether the file names its columns.</param>
/// <param name="Target">The column to predict.</param>
/// <param name="IsRegression">Whether the score is R² and not the accuracy.</param>
/// <param name="Create">Makes an estimator for some training rows and a seed.</param>
internal sealed record TabularWorkload(
    string Name, string Variant, bool HasHeader, string Target, bool IsRegression, Func<Table, int, IEstimator> Create)
{
    // scikit-learn's own, beside Adam of 1e-3: batches of at most 200, α = 1e-4, an end when the training loss has not fallen by 1e-4 for
    // ten epochs. Its α is for a batch: the penalty is α / (2 · batch size) · Σw².
    private const int BatchSize = 200;
    private const float Alpha = 1e-4f;

    public static IReadOnlyList<TabularWorkload> All { get; } =
    [
        Classes<IrisNetwork>("iris", "target"),
        Classes<WineNetwork>("wine", "target"),
        Classes<BreastCancerNetwork>("breast_cancer", "target"),
        Classes<DigitsNetwork>("digits", "x64", hasHeader: false),
        SearchedDigits(),
        Numbers<DiabetesNetwork>("diabetes", "target"),
        Numbers<HousingNetwork>("california-housing", "median_house_value"),
    ];

    public Table Read(string folder) =>
        Table.ReadCsv(Path.Combine(folder, $"{Name}.csv"), new CsvOptions { HasHeader = HasHeader });

    private static TabularWorkload Classes<TNetwork>(string name, string target, bool hasHeader = true)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(name, string.Empty, hasHeader, target, false, (train, seed) => new Classifier<TNetwork>(target, Options(train.Count, seed, epochs: 1000)));

    private static TabularWorkload Numbers<TNetwork>(string name, string target)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(name, string.Empty, true, target, true, (train, seed) => new Regressor<TNetwork>(target, Options(train.Count, seed, epochs: 200)));

    /// <summary>
    /// What the same network reaches with a falling learning rate and a decay of its weights that is chosen on folds of the training rows;
    /// pixels stay 0 to 16. The choice is no part of the fit's time.
    /// </summary>
    private static TabularWorkload SearchedDigits() => new("digits", ", AdamW", false, "x64", false, (train, seed) =>
    {
        SearchSpace space = new SearchSpace().Choose("decay", 0.01, 0.1, 0.5, 1.0);
        IReadOnlyList<SampleSplit> folds = train.Folds(4, seed: seed, stratifyBy: "x64");
        SearchResult result = HyperParameterSearch.Grid(space, point => DecayingDigits(point, seed), train, folds);
        return DecayingDigits(result.Best.Point, seed);
    });

    private static Classifier<DigitsNetwork> DecayingDigits(SearchPoint point, int seed)
    {
        var pixels = new Features();
        for (int pixel = 0; pixel < 64; pixel++) pixels.Add($"x{pixel}");
        return new Classifier<DigitsNetwork>("x64", new EstimatorOptions
        {
            Features = pixels,
            Seed = seed,
            Fit = new FitOptions
            {
                Epochs = 150,
                BatchSize = 32,
                Seed = seed,
                Optimizer = new AdamW(1e-3f) { WeightDecay = (float)point.Number("decay") },
                Schedule = new CosineDecay(),
            },
        });
    }

    private static EstimatorOptions Options(int rows, int seed, int epochs)
    {
        int batchSize = Math.Min(BatchSize, rows);
        var stopping = new EarlyStopping
        {
            Monitor = TrainingMetric.Loss,
            MinDelta = 1e-4f,
            Patience = 11,
            SmallGainsAddUp = false,
            RestoreBest = false,
        };
        return new EstimatorOptions
        {
            Seed = seed,
            Fit = new FitOptions
            {
                Epochs = epochs,
                BatchSize = batchSize,
                Seed = seed,
                Optimizer = new Adam(1e-3f),
                Regularization = new Regularization { L2 = Alpha / (2 * batchSize) },
                EarlyStopping = stopping,
            },
        };
    }
}
