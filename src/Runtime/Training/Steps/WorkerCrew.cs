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
/// Waiting first spins, for a hand-over between two halves of a step takes a fifth of a microsecond then, and after a while parks: the
/// threads live in other people's programs. Whoever parks counts itself under the lock and looks again; whoever changes the awaited value
/// does so with a full fence and then looks for parked threads. So one of the two always sees the other.
/// </remarks>
internal sealed class WorkerCrew(int size)
{
    private const int SpinMicroseconds = 40;
    private const int SpinsPerClockReading = 16;

    private static readonly long SpinTicks =
        Environment.ProcessorCount == 1 ? 0 : Stopwatch.Frequency * SpinMicroseconds / 1_000_000;

    private readonly object gate = new();
    private ITeamWork? work;
    private ExceptionDispatchInfo? failure;
    private int round;
    private int unfinished;
    private int parked;
    private volatile bool stopped;

    /// <summary>Hands out work to every thread but the caller's.</summary>
    public void Begin(ITeamWork newWork)
    {
        work = newWork;
        failure = null;
        Volatile.Write(ref unfinished, size - 1);
        Interlocked.Increment(ref round);
        WakeParked();
    }

    /// <summary>Does the caller's own share.</summary>
    public void RunShare(int worker)
    {
        try
        {
            work!.Run(worker, size);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    /// <summary>Waits until every thread has done its share, and throws on what one of them threw.</summary>
    public void Join()
    {
        Await(ref unfinished, 0);
        work = null;
        ExceptionDispatchInfo? thrown = failure;
        failure = null;
        thrown?.Throw();
    }

    /// <summary>Ends the threads. To be called while they are idle.</summary>
    public void Stop()
    {
        stopped = true;
        Interlocked.Increment(ref round);
        WakeParked();
    }

    /// <summary>The life of a thread.</summary>
    public void Work(object? worker)
    {
        int index = (int)worker!;
        for (int next = 1; ; next++)
        {
            Await(ref round, next);
            if (stopped) return;
            RunShareAndForget(index);
            if (Interlocked.Decrement(ref unfinished) == 0) WakeParked();
        }
    }

    // A frame of its own, so that no dead local of an idle thread keeps the work alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunShareAndForget(int worker) => RunShare(worker);

    private void Await(ref int location, int value)
    {
        if (SpinUntil(ref location, value)) return;
        lock (gate)
        {
            Interlocked.Increment(ref parked);
            while (Volatile.Read(ref location) != value) Monitor.Wait(gate);
            Interlocked.Decrement(ref parked);
        }
    }

    private static bool SpinUntil(ref int location, int value)
    {
        long end = 0;
        for (int spins = 1; Volatile.Read(ref location) != value; spins++)
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
}
