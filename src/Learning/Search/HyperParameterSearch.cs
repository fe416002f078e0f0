namespace NNGen.Learning;

/// <summary>Tries hyper-parameters, each by cross-validation, many at the same time.</summary>
public static class HyperParameterSearch
{
    /// <summary>Tries all combinations.</summary>
    /// <param name="space">The hyper-parameters, each a list.</param>
    /// <param name="create">Makes an estimator with the hyper-parameters of a point. Called from several threads.</param>
    /// <param name="table">The rows.</param>
    /// <param name="splits">The splits by which each point is scored, such as those of <see cref="Table.Folds"/>.</param>
    /// <param name="options">Threads, progress, cancellation; the defaults when none are given.</param>
    /// <returns>All trials, in the order of the grid. They do not depend on the number of threads.</returns>
    /// <exception cref="ArgumentException">There is nothing to try, or an estimator cannot learn from the table.</exception>
    /// <exception cref="InvalidOperationException">A hyper-parameter is an interval.</exception>
    public static SearchResult Grid(
        SearchSpace space,
        Func<SearchPoint, IEstimator> create,
        Table table,
        IReadOnlyList<SampleSplit> splits,
        SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Try(space, space.Grid(), create, table, splits, options);
    }

    /// <summary>Tries combinations drawn at random: finds good ones sooner than a grid where few of the hyper-parameters matter.</summary>
    /// <param name="space">The hyper-parameters.</param>
    /// <param name="count">How many combinations are tried.</param>
    /// <param name="create">Makes an estimator with the hyper-parameters of a point. Called from several threads.</param>
    /// <param name="table">The rows.</param>
    /// <param name="splits">The splits by which each point is scored, such as those of <see cref="Table.Folds"/>.</param>
    /// <param name="seed">Decides the combinations.</param>
    /// <param name="options">Threads, progress, cancellation; the defaults when none are given.</param>
    /// <returns>All trials, in the order in which they were drawn. They do not depend on the number of threads.</returns>
    /// <exception cref="ArgumentException">There is nothing to try, or an estimator cannot learn from the table.</exception>
    public static SearchResult Random(
        SearchSpace space,
        int count,
        Func<SearchPoint, IEstimator> create,
        Table table,
        IReadOnlyList<SampleSplit> splits,
        int seed = 0,
        SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "Expected at least 1 trial.");
        return Try(space, space.Draw(count, seed), create, table, splits, options);
    }

    private static SearchResult Try(
        SearchSpace space,
        SearchPoint[] points,
        Func<SearchPoint, IEstimator> create,
        Table table,
        IReadOnlyList<SampleSplit> splits,
        SearchOptions? options)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (space.Names.Count == 0) throw new ArgumentException("Expected at least 1 hyper-parameter, found none.", nameof(space));
        options ??= new SearchOptions();
        var runs = new SplitRuns(table, splits, points.Length, candidate => create(points[candidate]));
        Action<int>? report = options.Progress is null ? null : candidate =>
            options.Progress.Report(new SearchTrial(points[candidate], runs.ScoresOf(candidate)!));
        runs.Run(options.Threads, report, options.CancellationToken);
        var trials = new List<SearchTrial>();
        for (int candidate = 0; candidate < points.Length; candidate++)
        {
            if (runs.ScoresOf(candidate) is { } scores) trials.Add(new SearchTrial(points[candidate], scores));
        }

        return new SearchResult(space.Names, trials, trials.Count < points.Length);
    }
}
