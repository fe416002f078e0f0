using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Xunit;

namespace NNGen.Tests.Training;

public class WorkerTeamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Run_ManyRounds_EveryShareOnceEachTime(int size)
    {
        using var team = new WorkerTeam(size);
        var work = new CountingWork(size);
        for (int round = 1; round <= 2000; round++)
        {
            team.Run(work);
            foreach (int count in work.Counts) Assert.Equal(round, count);
        }
    }

    [Fact]
    public void Run_AfterThreadsHaveParked_WakesThem()
    {
        using var team = new WorkerTeam(3);
        for (int round = 1; round <= 5; round++)
        {
            // Long past the time that idle threads spin.
            Thread.Sleep(20);
            using var everybody = new Barrier(3);
            int met = 0;
            team.Run(new ActionWork(_ =>
            {
                if (everybody.SignalAndWait(Patience)) Interlocked.Increment(ref met);
            }));
            Assert.Equal(3, met);
        }
    }

    [Fact]
    public void Run_SlowShare_CallerWaitsForIt()
    {
        using var team = new WorkerTeam(2);
        using var bothStarted = new Barrier(2);
        int caller = Environment.CurrentManagedThreadId;
        bool isDone = false;
        team.Run(new ActionWork(_ =>
        {
            bothStarted.SignalAndWait(Patience);
            if (Environment.CurrentManagedThreadId == caller) return;
            Thread.Sleep(50);
            Volatile.Write(ref isDone, true);
        }));
        Assert.True(Volatile.Read(ref isDone));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_ShareThrows_CallerSeesItAfterAllOthersEnded(int culprit)
    {
        using var team = new WorkerTeam(3);
        int ended = 0;
        var work = new ActionWork(share =>
        {
            if (share == culprit) throw new InvalidOperationException($"share {share}");
            Thread.Sleep(5);
            Interlocked.Increment(ref ended);
        });
        var thrown = Assert.Throws<InvalidOperationException>(() => team.Run(work));
        Assert.Equal($"share {culprit}", thrown.Message);
        Assert.Equal(2, ended);
    }

    [Fact]
    public void Run_AfterAnException_WorksAgain()
    {
        using var team = new WorkerTeam(2);
        Assert.Throws<InvalidOperationException>(() => team.Run(new ActionWork(_ => throw new InvalidOperationException())));
        var work = new CountingWork(2);
        team.Run(work);
        Assert.Equal([1, 1], work.Counts);
    }

    [Fact]
    public void Dispose_IdleTeam_EndsItsThreads()
    {
        var team = new WorkerTeam(3);
        team.Run(new CountingWork(3));
        team.Dispose();
        foreach (Thread thread in team.Threads) Assert.False(thread.IsAlive);
    }

    [Fact]
    public void Finalizer_ForgottenTeam_EndsItsThreadsAndFreesTheWork()
    {
        (Thread thread, WeakReference work) = Forget();
        DateTime end = DateTime.UtcNow + Patience;
        while ((thread.IsAlive || work.IsAlive) && DateTime.UtcNow < end)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }

        Assert.False(thread.IsAlive);
        Assert.False(work.IsAlive);
    }

    [Fact]
    public void Finalizer_ForgottenTrainer_EndsItsThreads()
    {
        Thread thread = ForgetTrainer();
        DateTime end = DateTime.UtcNow + Patience;
        while (thread.IsAlive && DateTime.UtcNow < end)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }

        Assert.False(thread.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Thread Thread, WeakReference Work) Forget()
    {
        var team = new WorkerTeam(2);
        var work = new CountingWork(2);
        team.Run(work);
        return (team.Threads[0], new WeakReference(work));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread ForgetTrainer()
    {
        var trainer = new Trainer<HandWrittenNetwork>(HandWrittenNetwork.Create(seed: 1), new Sgd(), new TrainerOptions { Threads = 2 });
        trainer.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        return trainer.Team!.Threads[0];
    }

    private sealed class CountingWork(int size) : ITeamWork
    {
        public int[] Counts { get; } = new int[size];

        public void Run(int share, int shares) => Interlocked.Increment(ref Counts[share]);
    }

    private sealed class ActionWork(Action<int> action) : ITeamWork
    {
        public void Run(int share, int shares) => action(share);
    }
}
