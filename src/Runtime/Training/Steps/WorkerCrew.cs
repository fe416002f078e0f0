using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NNGen;

/// <summary>
/// What the threads of a <see cref="WorkerTeam"/> share with it. Threads hold on to this object only, and while they are idle it refers to
/// nothing of their owner: so a forgotten owner can be collected, and its finalizer ends the threads.
/// </summary>
/// <remarks>
/// <para>Shares are claimed, not assigned: whoever is awake takes the next one. So the caller never waits for a thread that the system has
/// not let run yet, only for one that is at work; on a busy machine that is the difference between a microsecond and a time slice.</para>
/// <para>Waiting first spins, for a hand-over between two halves of a step takes a fraction of a microsecond then, and after a while parks:
/// the threads live in other people's programs. Whoever parks counts itself under the lock and looks again; whoever changes the awaited
/// state does so with a full fence and then looks for parked threads. So one of the two always sees the other.</para>
/// </remarks>
internal sealed class WorkerCrew(int size)
{
    private const int SpinMicroseconds = 40;
    private const int SpinsPerClockReading = 16;

    private static readonly long SpinTicks =
        Environment.ProcessorCount == 1 ? 0 : Stopwatch.Frequency * SpinMicroseconds / 1_000_000;

    private readonly int size = size;
    private readonly object gate = new();
    private ITeamWork? work;
    private ExceptionDispatchInfo? failure;

    // The round in the upper half, the next share in the lower one: a thread that slept through a round cannot claim in the next by
    // mistake.
    private long tickets = size;
    private int unfinished;
    private int parked;
    private volatile bool stopped;

    /// <summary>A state that somebody waits for.</summary>
    private interface ICondition
    {
        static abstract bool Holds(WorkerCrew crew);
    }

    /// <summary>Does the work, together with the threads, and returns when all of it is done. Throws on what a share threw.</summary>
    public void Run(ITeamWork newWork)
    {
        work = newWork;
        failure = null;
        unfinished = size;
        Interlocked.Exchange(ref tickets, ((tickets >> 32) + 1) << 32);
        WakeParked();
        RunShares();
        Await<AllDone>();
        work = null;
        ExceptionDispatchInfo? thrown = failure;
        failure = null;
        thrown?.Throw();
    }

    /// <summary>Ends the threads. To be called while they are idle.</summary>
    public void Stop()
    {
        stopped = true;
        Interlocked.MemoryBarrier();
        WakeParked();
    }

    /// <summary>The life of a thread.</summary>
    public void Work()
    {
        while (true)
        {
            Await<SharesLeft>();
            if (stopped) return;
            RunShares();
        }
    }

    // A frame of its own, so that no dead local of an idle thread keeps the work alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunShares()
    {
        while (TryClaim(out int share))
        {
            try
            {
                work!.Run(share, size);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }

            if (Interlocked.Decrement(ref unfinished) == 0) WakeParked();
        }
    }

    private bool TryClaim(out int share)
    {
        while (true)
        {
            long current = Volatile.Read(ref tickets);
            share = (int)current;
            if (share >= size) return false;
            if (Interlocked.CompareExchange(ref tickets, current + 1, current) == current) return true;
        }
    }

    private void Await<TCondition>()
        where TCondition : ICondition
    {
        if (SpinUntil<TCondition>()) return;
        lock (gate)
        {
            Interlocked.Increment(ref parked);
            while (!TCondition.Holds(this)) Monitor.Wait(gate);
            Interlocked.Decrement(ref parked);
        }
    }

    private bool SpinUntil<TCondition>()
        where TCondition : ICondition
    {
        long end = 0;
        for (int spins = 1; !TCondition.Holds(this); spins++)
        {
            Thread.SpinWait(1);
            if (spins % SpinsPerClockReading != 0) continue;
            long now = Stopwatch.GetTimestamp();
            if (end == 0) end = now + SpinTicks;
            if (now >= end) return false;
        }

        return true;
    }

    private void WakeParked()
    {
        if (Volatile.Read(ref parked) == 0) return;
        lock (gate) Monitor.PulseAll(gate);
    }

    private readonly struct SharesLeft : ICondition
    {
        public static bool Holds(WorkerCrew crew) => (int)Volatile.Read(ref crew.tickets) < crew.size || crew.stopped;
    }

    private readonly struct AllDone : ICondition
    {
        public static bool Holds(WorkerCrew crew) => Volatile.Read(ref crew.unfinished) == 0;
    }
}
