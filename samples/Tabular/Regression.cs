using System;
using System.IO;
using NNGen;
using NNGen.Learning;

namespace Tabular;

/// <summary>Predicts a number.</summary>
internal static class Regression
{
    public static void Run(Table table, string target, string folder)
    {
        (Table train, Table test) = table.Split();
        SearchResult search = Trials.Run(train, train.Folds(3, seed: 0), point => Create(point, target));
        Picture.Search(search).Save(Path.Combine(folder, "search.svg"));
        SearchPoint best = search.Best.Point;
        if (best.Text("network") == "small") Report(new Regressor<SmallRegressor>(target, Trials.Options(best)), train, test, folder);
        else Report(new Regressor<LargeRegressor>(target, Trials.Options(best)), train, test, folder);
        CrossValidationScores scores = CrossValidation.Run(() => Create(best, target), table, table.Folds(5, seed: 1));
        Console.WriteLine($"R² by cross-validation over all rows, 5 folds: {scores}");
    }

    private static IEstimator Create(SearchPoint point, string target) => point.Text("network") == "small"
        ? new Regressor<SmallRegressor>(target, Trials.Options(point))
        : new Regressor<LargeRegressor>(target, Trials.Options(point));

    private static void Report<TNetwork>(Regressor<TNetwork> regressor, Table train, Table test, string folder)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TrainingHistory history = regressor.Fit(train);
        Console.WriteLine($"{test.Count} rows that were held out:");
        Console.WriteLine(regressor.Evaluate(test));
        Picture.LearningCurves(history).Save(Path.Combine(folder, "learning-curves.svg"));
        float[] targets = regressor.Truth(test);
        float[] predictions = regressor.Predict(test);
        Picture.PredictedVersusTrue(targets, predictions).Save(Path.Combine(folder, "predicted.svg"));
        Picture.Residuals(targets, predictions).Save(Path.Combine(folder, "residuals.svg"));
        string path = Path.Combine(folder, "pipeline.zip");
        regressor.Save(path);
        float predicted = Regressor<TNetwork>.Load(path).Predict(test.Take([0]))[0];
        Console.WriteLine(FormattableString.Invariant($"{path}: loaded again, predicts {predicted} where {targets[0]} is true"));
    }
}
