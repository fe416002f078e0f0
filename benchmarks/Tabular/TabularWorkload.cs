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
/// <param name="Create">Makes an estimator for a number of training rows and a seed.</param>
internal sealed record TabularWorkload(
    string Name, string Variant, bool HasHeader, string Target, bool IsRegression, Func<int, int, IEstimator> Create)
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
        DecayingDigits(),
        Numbers<DiabetesNetwork>("diabetes", "target"),
        Numbers<HousingNetwork>("california-housing", "median_house_value"),
    ];

    public Table Read(string folder) =>
        Table.ReadCsv(Path.Combine(folder, $"{Name}.csv"), new CsvOptions { HasHeader = HasHeader });

    private static TabularWorkload Classes<TNetwork>(string name, string target, bool hasHeader = true)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(name, string.Empty, hasHeader, target, false, (rows, seed) => new Classifier<TNetwork>(target, Options(rows, seed, epochs: 1000)));

    private static TabularWorkload Numbers<TNetwork>(string name, string target)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(name, string.Empty, true, target, true, (rows, seed) => new Regressor<TNetwork>(target, Options(rows, seed, epochs: 200)));

    /// <summary>What the same network reaches with a strong decay of its weights and a falling learning rate; pixels stay 0 to 16.</summary>
    private static TabularWorkload DecayingDigits()
    {
        var pixels = new Features();
        for (int pixel = 0; pixel < 64; pixel++) pixels.Add($"x{pixel}");
        return new("digits", ", AdamW", false, "x64", false, (_, seed) => new Classifier<DigitsNetwork>("x64", new EstimatorOptions
        {
            Features = pixels,
            Seed = seed,
            Fit = new FitOptions
            {
                Epochs = 150,
                BatchSize = 32,
                Seed = seed,
                Optimizer = new AdamW(1e-3f) { WeightDecay = 0.5f },
                Schedule = new CosineDecay(),
            },
        }));
    }

    private static EstimatorOptions Options(int rows, int seed, int epochs)
    {
        int batchSize = Math.Min(BatchSize, rows);
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
                EarlyStopping = new EarlyStopping { Monitor = TrainingMetric.Loss, Patience = 10, MinDelta = 1e-4f, RestoreBest = false },
            },
        };
    }
}
