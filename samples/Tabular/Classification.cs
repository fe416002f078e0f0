using System;
using System.IO;
using System.Linq;
using NNGen;
using NNGen.Learning;

namespace Tabular;

/// <summary>Predicts a class.</summary>
internal static class Classification
{
    public static void Run(Table table, string target, string folder)
    {
        (Table train, Table test) = table.Split(stratifyBy: target);
        SearchResult search = Trials.Run(train, train.Folds(3, seed: 0, stratifyBy: target), point => Create(point, target));
        Picture.Search(search).Save(Path.Combine(folder, "search.svg"));
        SearchPoint best = search.Best.Point;
        if (best.Text("network") == "small") Report(new Classifier<SmallClassifier>(target, Trials.Options(best)), train, test, folder);
        else Report(new Classifier<LargeClassifier>(target, Trials.Options(best)), train, test, folder);
        CrossValidationScores scores = CrossValidation.Run(() => Create(best, target), table, table.Folds(5, seed: 1, stratifyBy: target));
        Console.WriteLine($"accuracy by cross-validation over all rows, 5 folds: {scores}");
    }

    private static IEstimator Create(SearchPoint point, string target) => point.Text("network") == "small"
        ? new Classifier<SmallClassifier>(target, Trials.Options(point))
        : new Classifier<LargeClassifier>(target, Trials.Options(point));

    private static void Report<TNetwork>(Classifier<TNetwork> classifier, Table train, Table test, string folder)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TrainingHistory history = classifier.Fit(train);
        ConfusionMatrix matrix = classifier.Evaluate(test);
        Console.WriteLine($"{test.Count} rows that were held out:");
        Console.WriteLine(matrix.Report(classifier.Classes));
        Picture.LearningCurves(history).Save(Path.Combine(folder, "learning-curves.svg"));
        Picture.ConfusionMatrix(matrix, classifier.Classes).Save(Path.Combine(folder, "confusion-matrix.svg"));
        float[] probabilities = classifier.PredictProbabilities(test);
        int[] labels = classifier.Labels(test);
        if (classifier.Classes.Count == 2)
        {
            float[] ofSecond = [.. probabilities.Where((_, i) => i % 2 == 1)];
            Picture.Roc(RocCurve.Of(labels, ofSecond)).Save(Path.Combine(folder, "roc.svg"));
            Picture.Calibration(CalibrationCurve.OfEqualWidth(labels, ofSecond)).Save(Path.Combine(folder, "calibration.svg"));
        }

        Console.WriteLine($"log loss {ProbabilityMetrics.LogLoss(labels, probabilities):F4}, Matthews {matrix.MatthewsCorrelation:F4}");
        string path = Path.Combine(folder, "pipeline.zip");
        classifier.Save(path);
        string predicted = Classifier<TNetwork>.Load(path).Predict(test.Take([0]))[0];
        Console.WriteLine($"{path}: loaded again, predicts {predicted} where {classifier.Classes[labels[0]]} is true");
    }
}
