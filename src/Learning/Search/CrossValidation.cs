using System.Threading;

namespace NNGen.Learning;

/// <summary>Scores an estimator on data that it has not learnt from, several times with different parts.</summary>
public static class CrossValidation
{
    /// <summary>Fits one estimator for each split, on its training rows, and scores it on its test rows.</summary>
    /// <param name="create">Makes an estimator that has not learnt anything. Called once for each split, from several threads.</param>
    /// <param name="table">The rows.</param>
    /// <param name="splits">The splits, such as those of <see cref="Table.Folds"/>.</param>
    /// <param name="threads">How many splits are worked on at the same time. Default: as many as there are processors.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    /// <returns>The scores, in the order of the splits; they do not depend on the number of threads.</returns>
    /// <exception cref="ArgumentException">There is no split, or the estimator cannot learn from the table.</exception>
    /// <exception cref="TrainingDivergedException">A training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CrossValidationScores Run(
        Func<IEstimator> create,
        Table table,
        IReadOnlyList<SampleSplit> splits,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        var runs = new SplitRuns(table, splits, candidates: 1, _ => create());
        runs.Run(threads ?? Environment.ProcessorCount, finished: null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return runs.Diverged(0) is { } error ? throw error : runs.ScoresOf(0)!;
    }
}
