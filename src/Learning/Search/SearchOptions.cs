using System.Threading;

namespace NNGen.Learning;

/// <summary>How a search runs.</summary>
public sealed class SearchOptions
{
    /// <summary>
    /// How many trainings run at the same time. Default: as many as there are processors. Leave each training its one thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Expected at least 1 thread.");
    } = Environment.ProcessorCount;

    /// <summary>Told every finished trial, one at a time, in the order in which they finish. Default: nobody.</summary>
    public IProgress<SearchTrial>? Progress { get; init; }

    /// <summary>
    /// Starts no further training. Trials that are finished stay in the result. Give it to the trainings too, to stop those that run.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }
}
