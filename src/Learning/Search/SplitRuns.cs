using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace NNGen.Learning;

/// <summary>
/// Every candidate fitted and scored on every split, in parallel: a table of candidates × splits, whose cells do not depend on each other.
/// </summary>
internal sealed class SplitRuns
{
    private readonly (Table Train, Table Test)[] parts;
    private readonly Func<int, IEstimator> create;
    private readonly Cell?[] cells;
    private readonly int[] left;

    public SplitRuns(Table table, IReadOnlyList<SampleSplit> splits, int candidates, Func<int, IEstimator> create)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(splits);
        if (splits.Count == 0) throw new ArgumentException("Expected at least 1 split, found none.", nameof(splits));
        this.create = create;
        parts = new (Table, Table)[splits.Count];
        for (int i = 0; i < parts.Length; i++) parts[i] = (table.Take(splits[i].Train), table.Take(splits[i].Test));
        cells = new Cell?[checked(candidates * parts.Length)];
        left = new int[candidates];
        Array.Fill(left, parts.Length);
    }

    /// <param name="threads">How many cells are worked on at the same time.</param>
    /// <param name="finished">Told each candidate of which all splits are done, one at a time.</param>
    /// <param name="cancellationToken">Starts no further cell.</param>
    public void Run(int threads, Action<int>? finished, CancellationToken cancellationToken)
    {
        if (threads < 1) throw new ArgumentOutOfRangeException(nameof(threads), threads, "Expected at least 1 thread.");
        try
        {
            Parallel.For(0, cells.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, (index, state) =>
            {
                if (cancellationToken.IsCancellationRequested) state.Stop();
                else RunCell(index, finished);
            });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    /// <summary>Null unless all splits are done.</summary>
    public CrossValidationScores? ScoresOf(int candidate)
    {
        var scores = new double[parts.Length];
        TimeSpan time = TimeSpan.Zero;
        for (int split = 0; split < scores.Length; split++)
        {
            if (cells[(candidate * parts.Length) + split] is not { } cell) return null;
            scores[split] = cell.Score;
            time += cell.FitTime;
        }

        return new CrossValidationScores(Diverged(candidate) is null ? scores : [], time / parts.Length);
    }

    /// <summary>The first training of the candidate that diverged, if one did.</summary>
    public TrainingDivergedException? Diverged(int candidate)
    {
        for (int split = 0; split < parts.Length; split++)
        {
            if (cells[(candidate * parts.Length) + split]?.Error is { } error) return error;
        }

        return null;
    }

    private void RunCell(int index, Action<int>? finished)
    {
        (int candidate, int split) = Math.DivRem(index, parts.Length);
        IEstimator estimator = create(candidate);
        long start = Stopwatch.GetTimestamp();
        try
        {
            TrainingHistory history = estimator.Fit(parts[split].Train);
            TimeSpan time = Stopwatch.GetElapsedTime(start);

            // Half a training says nothing.
            if (history.Cancelled) return;
            cells[index] = new Cell(estimator.Score(parts[split].Test), time, null);
        }
        catch (TrainingDivergedException error)
        {
            cells[index] = new Cell(double.NaN, Stopwatch.GetElapsedTime(start), error);
        }

        lock (left)
        {
            if (--left[candidate] == 0) finished?.Invoke(candidate);
        }
    }

    private sealed record Cell(double Score, TimeSpan FitTime, TrainingDivergedException? Error);
}
