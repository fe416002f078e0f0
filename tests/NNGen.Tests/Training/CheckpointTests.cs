using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Trainings that are interrupted at every step go on to the same bits; damaged checkpoints are noticed.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly Dataset Data = TrainingSamples.Random(90);
    private static readonly Dataset Validation = TrainingSamples.Random(30, seed: 8);

    private readonly string folder = Directory.CreateTempSubdirectory("nngen-checkpoints").FullName;

    private string File => Path.Combine(folder, "training.ckpt");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Fit_InterruptedAfterEveryStep_SameBitsAsUnbroken()
    {
        (double[] history, float[] parameters) = Train(new Interruption(null));
        int interruptions = 0;
        (double[] History, float[] Parameters)? resumed = null;
        while (resumed is null)
        {
            resumed = Train(new Interruption(1), new CheckpointOptions(File) { EverySteps = 1 });
            if (resumed.Value.Parameters.Length == 0) resumed = null;
            Assert.InRange(++interruptions, 1, 100);
        }

        Assert.InRange(interruptions, 10, 100);
        Assert.Equal(history, resumed.Value.History);
        Assert.Equal(parameters, resumed.Value.Parameters);
    }

    [Fact]
    public void Fit_InterruptedBetweenCheckpoints_RepeatsTheStepsAfterTheLast()
    {
        (double[] history, float[] parameters) = Train(new Interruption(null));
        Train(new Interruption(11), new CheckpointOptions(File));
        (double[] resumedHistory, float[] resumedParameters) = Train(new Interruption(null), new CheckpointOptions(File));
        Assert.Equal(history, resumedHistory);
        Assert.Equal(parameters, resumedParameters);
    }

    [Fact]
    public void Fit_CancelledAndResumed_SameBitsAsUnbroken()
    {
        HandWrittenNetwork unbroken = HandWrittenNetwork.Create(seed: 1);
        unbroken.Fit(Data, new FitOptions { Epochs = 6 });
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var cancellation = new System.Threading.CancellationTokenSource();
        var checkpoints = new CheckpointOptions(File) { EveryEpochs = 0 };
        TrainingHistory cut = network.Fit(Data, new FitOptions
        {
            Epochs = 6,
            Checkpoints = checkpoints,
            CancellationToken = cancellation.Token,
            Callbacks = [new Cancelling(cancellation, afterBatches: 7)],
        });
        Assert.True(cut.Cancelled);
        network.Parameters.AsSpan().Clear();
        TrainingHistory history = network.Fit(Data, new FitOptions { Epochs = 6, Checkpoints = checkpoints });
        Assert.Equal(2, history.ResumedEpochs);
        Assert.Equal(6, history.Epochs.Count);
        Assert.Equal(unbroken.Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_FinishedBefore_TrainsNothingButMoreEpochs()
    {
        var checkpoints = new CheckpointOptions(File);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        network.Fit(Data, new FitOptions { Epochs = 2, Checkpoints = checkpoints });
        float[] finished = network.Parameters.AsReadOnlySpan().ToArray();
        var steps = new Interruption(null);
        TrainingHistory again = network.Fit(Data, new FitOptions { Epochs = 2, Checkpoints = checkpoints, Callbacks = [steps] });
        Assert.Equal(0, steps.Batches);
        Assert.Equal(2, again.ResumedEpochs);
        Assert.Equal(finished, network.Parameters.AsReadOnlySpan().ToArray());
        network.Fit(Data, new FitOptions { Epochs = 5, Checkpoints = checkpoints });
        HandWrittenNetwork unbroken = HandWrittenNetwork.Create(seed: 1);
        unbroken.Fit(Data, new FitOptions { Epochs = 5 });
        Assert.Equal(unbroken.Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_NewestCheckpointCutAnywhere_UsesTheOneBefore()
    {
        (double[] history, float[] parameters) = Train(new Interruption(null));
        Train(new Interruption(11), new CheckpointOptions(File));
        byte[] newest = System.IO.File.ReadAllBytes(File);
        byte[] previous = System.IO.File.ReadAllBytes(File + ".previous");
        foreach (byte[] damaged in Damages(newest))
        {
            System.IO.File.WriteAllBytes(File, damaged);
            System.IO.File.WriteAllBytes(File + ".previous", previous);
            (double[] resumedHistory, float[] resumedParameters) = Train(new Interruption(null), new CheckpointOptions(File));
            Assert.Equal(history, resumedHistory);
            Assert.Equal(parameters, resumedParameters);
        }
    }

    [Fact]
    public void Fit_BothCheckpointsDamaged_SaysSoAndChangesNothing()
    {
        Train(new Interruption(11), new CheckpointOptions(File));
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..200]);
        System.IO.File.WriteAllBytes(File + ".previous", [1, 2, 3]);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        var thrown = Assert.Throws<InvalidDataException>(
            () => network.Fit(Data, Options(new Interruption(null), new CheckpointOptions(File))));
        Assert.Contains("should have", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("has only 3 bytes", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
        Train(new Interruption(null), new CheckpointOptions(File) { Resume = false });
    }

    [Fact]
    public void Fit_CheckpointOfAnotherTraining_ListsTheDifferences()
    {
        Train(new Interruption(11), new CheckpointOptions(File));
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        var thrown = Assert.Throws<InvalidDataException>(() => network.Fit(
            TrainingSamples.Random(90, seed: 5), new FitOptions { Optimizer = new Sgd(), Checkpoints = new CheckpointOptions(File) }));
        Assert.Contains("learning rule: expected Sgd, found Adam", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("checksum of the samples", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("early stopping: expected no, found yes", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_FolderMissing_FailsAtTheFirstCheckpoint() => Assert.Throws<DirectoryNotFoundException>(() => Train(
        new Interruption(null), new CheckpointOptions(Path.Combine(folder, "nowhere", "training.ckpt"))));

    /// <summary>Everything that has a state: momenta, average, early stopping, plateau, accumulated batches.</summary>
    private static FitOptions Options(Interruption interruption, CheckpointOptions? checkpoints) => new()
    {
        Epochs = 6,
        BatchSize = 16,
        AccumulationSteps = 2,
        Seed = 3,
        Optimizer = new Adam(0.02f),
        Schedule = new Warmup(1.5f, new ReduceOnPlateau { Patience = 1, MinDelta = 0.01f }),
        Regularization = new Regularization { L2 = 0.001f },
        ClipGlobalNorm = 0.5f,
        AverageDecay = 0.9f,
        Validation = Validation,
        EarlyStopping = new EarlyStopping { Patience = 4 },
        Callbacks = [interruption],
        Checkpoints = checkpoints,
    };

    /// <summary>Starts from other parameters when there is a checkpoint, which has to bring its own. Nothing when interrupted.</summary>
    private static (double[] History, float[] Parameters) Train(Interruption interruption, CheckpointOptions? checkpoints = null)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        if (checkpoints is { Resume: true } && System.IO.File.Exists(checkpoints.Path)) network.Parameters.Initialize(99);
        try
        {
            TrainingHistory history = network.Fit(Data, Options(interruption, checkpoints));
            var losses = history.Epochs.SelectMany(epoch => new[] { epoch.Loss, epoch.Accuracy!.Value, epoch.ValidationLoss!.Value });
            return ([.. losses], network.Parameters.AsReadOnlySpan().ToArray());
        }
        catch (OperationCanceledException)
        {
            return ([], []);
        }
    }

    private static IEnumerable<byte[]> Damages(byte[] file)
    {
        foreach (int length in new[] { 0, 7, 30, 48, file.Length / 2, file.Length - 1 }) yield return file[..length];
        foreach (int place in new[] { 0, 9, 20, 60, file.Length / 2, file.Length - 1 })
        {
            byte[] flipped = (byte[])file.Clone();
            flipped[place] ^= 4;
            yield return flipped;
        }
    }

    /// <summary>Ends a training as a crash would: by an exception that nobody in the training expects.</summary>
    private sealed class Interruption(int? afterBatches) : TrainingCallback
    {
        public int Batches { get; private set; }

        public override void OnBatchEnd(TrainingContext training)
        {
            // After the checkpoint of the step before.
            if (++Batches > afterBatches) throw new OperationCanceledException();
        }
    }

    private sealed class Cancelling(System.Threading.CancellationTokenSource source, int afterBatches) : TrainingCallback
    {
        private int batches;

        public override void OnBatchEnd(TrainingContext training)
        {
            if (++batches == afterBatches) source.Cancel();
        }
    }
}
