using System;
using System.IO;
using NNGen;
using NNGen.Learning;

namespace Regression;

/// <summary>Friedman's function: a plane misses what bends; a network with hidden layers does not.</summary>
internal static class FriedmanFit
{
    public static void Run(string folder)
    {
        Table table = Table.FromDataset(TextbookSets.Friedman(2000, seed: 2), "y");
        (Table train, Table test) = table.Split(seed: 2);
        var plane = new Regressor<PlaneNetwork>("y", Options());
        var surface = new Regressor<SurfaceNetwork>("y", Options());
        plane.Fit(train);
        surface.Fit(train);
        Console.WriteLine("Friedman's function with noise of 1, 500 rows that were held out. Without a hidden layer:");
        Console.WriteLine(plane.Evaluate(test));
        Console.WriteLine("With two:");
        Console.WriteLine(surface.Evaluate(test));
        float[] truth = surface.Truth(test);
        float[] predictions = surface.Predict(test);
        Picture.PredictedVersusTrue(truth, predictions).Save(Path.Combine(folder, "friedman-predicted.svg"));
        Picture.Residuals(truth, predictions).Save(Path.Combine(folder, "friedman-residuals.svg"));
        CrossValidationScores scores = CrossValidation.Run(
            () => new Regressor<SurfaceNetwork>("y", Options()), table, table.Folds(5, seed: 1));
        Console.WriteLine($"R² by cross-validation, 5 folds: {scores}");
    }

    private static EstimatorOptions Options() => new()
    {
        Fit = new FitOptions { Epochs = 60, Optimizer = new AdamW(0.003f) { WeightDecay = 0.01f }, Schedule = new CosineDecay() },
    };
}
