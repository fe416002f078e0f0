using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NNGen;

namespace WidthProbe;

/// <summary>
/// A training that writes a checkpoint after every step and says so before it: to be killed at any time and started again. At the end it
/// prints a hash of the parameters and of the history.
/// </summary>
internal static class InterruptedTraining
{
    private const int Samples = 200;
    private const int Epochs = 4;

    /// <param name="checkpoint">The file; none for a training that is not to be interrupted.</param>
    public static void Run(string? checkpoint)
    {
        Dataset data = Draw();
        var network = new Checkpointed(seed: 3);
        TrainingHistory history = network.Fit(data, new FitOptions
        {
            Epochs = Epochs,
            Seed = 5,
            Optimizer = new Nadam(),
            Schedule = new Warmup(0.5f, new CosineRestarts(2)),
            Regularization = new Regularization { L2 = 1e-4f },
            AverageDecay = 0.9f,
            Validation = data.Slice(0, 50),
            EarlyStopping = new EarlyStopping { Patience = 10 },
            Checkpoints = checkpoint is null ? null : new CheckpointOptions(checkpoint) { EverySteps = 1 },
            Callbacks = [new StepLog()],
        });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(network.Parameters.AsReadOnlySpan()));
        foreach (EpochResult epoch in history.Epochs)
        {
            hash.AppendData(MemoryMarshal.AsBytes<double>([epoch.Loss, epoch.Accuracy!.Value, epoch.ValidationLoss!.Value]));
        }

        Console.WriteLine($"result: {Convert.ToHexString(hash.GetHashAndReset())} of {history.Epochs.Count} epochs");
    }

    private static Dataset Draw()
    {
        var random = new CounterRandom(11);
        var inputs = new float[Samples * Checkpointed.InputLength];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = (float)random.NextNormal();
        var labels = new int[Samples];
        for (int i = 0; i < labels.Length; i++) labels[i] = random.NextInt(Checkpointed.OutputLength);
        return Dataset.FromLabels(inputs, Checkpointed.InputLength, labels, Checkpointed.OutputLength);
    }

    private sealed class StepLog : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext training)
        {
            Console.WriteLine($"step {training.Epoch}.{training.Step}");
            Console.Out.Flush();
        }
    }
}
