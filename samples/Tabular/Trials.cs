using System;
using System.Collections.Generic;
using NNGen;
using NNGen.Learning;

namespace Tabular;

/// <summary>The search over networks and hyper-parameters that both kinds of targets share.</summary>
internal static class Trials
{
    public static SearchResult Run(Table train, IReadOnlyList<SampleSplit> folds, Func<SearchPoint, IEstimator> create)
    {
        SearchSpace space = new SearchSpace()
            .Choose("network", "small", "large")
            .Choose("learning rate", 1e-3, 1e-2)
            .Choose("alpha", 1e-4, 1e-1);
        SearchResult result = HyperParameterSearch.Grid(space, create, train, folds);
        Console.WriteLine($"{result.Trials.Count} trials, each on {folds.Count} folds of the training rows:");
        Console.WriteLine(result);
        return result;
    }

    public static EstimatorOptions Options(SearchPoint point) => new()
    {
        AllowPadding = true,
        Fit = new FitOptions
        {
            Epochs = 200,
            BatchSize = 32,
            EarlyStopping = new EarlyStopping { Monitor = TrainingMetric.Loss, Patience = 10, MinDelta = 1e-4f },
            Optimizer = new AdamW((float)point.Number("learning rate")) { WeightDecay = (float)point.Number("alpha") },
        },
    };
}
