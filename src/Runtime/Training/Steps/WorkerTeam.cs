using System.Threading;

namespace NNGen;

/// <summary>Work that can be cut into shares.</summary>
internal interface ITeamWork
{
    /// <summary>Does one share.</summary>
    /// <param name="share">The share, from 0.</param>
    /// <param name="shares">The number of shares.</param>
    void Run(int share, int shares);
}

/// <summary>
/// A few threads, the caller's among them, that do shares of the same work at the same time: as many shares as threads, each done once,
/// by whichever thread is free. Costs a fraction of what <c>Parallel.For</c> does and allocates nothing. Not thread-safe: one caller at a
/// time.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly WorkerCrew crew;
    private readonly Thread[] threads;

    public WorkerTeam(int size)
    {
        crew = new WorkerCrew(size);
        threads = new Thread[size - 1];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(crew.Work) { IsBackground = true, Name = $"NNGen worker {i + 1}" };
            threads[i].Start();
        }
    }

    ~WorkerTeam() => crew.Stop();

    /// <summary>The number of threads, the caller's among them.</summary>
    public int Size => threads.Length + 1;

    /// <summary>The threads besides the caller's.</summary>
    internal IReadOnlyList<Thread> Threads => threads;

    /// <summary>Returns when all shares are done. What a share throws is thrown here, after the others have ended.</summary>
    public void Run(ITeamWork work)
    {
        crew.Run(work);
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        crew.Stop();
        foreach (Thread thread in threads) thread.Join();
    }
}
