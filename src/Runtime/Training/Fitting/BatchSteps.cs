using System.IO;

namespace NNGen;

/// <summary>Epochs of shuffled batches, one step of an optimiser each.</summary>
internal sealed class BatchSteps<TNetwork> : IEpochSteps
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly Dataset training;
    private readonly FitOptions options;
    private readonly Trainer<TNetwork> trainer;
    private readonly AugmentedInputs? augmented;
    private readonly int[] order;

    public BatchSteps(TNetwork network, Optimizer optimizer, Dataset training, FitOptions options)
    {
        this.training = training;
        this.options = options;
        order = new int[training.Count];
        int batchSize = Math.Min(options.BatchSize, training.Count);
        trainer = new Trainer<TNetwork>(network, optimizer, options.ForTrainer(batchSize, options.AccumulationSteps));
        PerEpoch = ((training.Count - 1) / trainer.StepCapacity) + 1;
        if (options.Augmentation is not null) augmented = trainer.Augment(options.Augmentation, options.Seed);
    }

    public int PerEpoch { get; }

    public WorkerTeam? Team => trainer.Team;

    public float LearningRate => trainer.LearningRate;

    public bool HasConverged => false;

    public void BeginEpoch(int epoch)
    {
        SampleOrder.Fill(order, options.Shuffle, options.Seed, epoch);
        if (augmented is not null) augmented.Epoch = epoch;
    }

    public StepResult Run(int step, float rateFactor)
    {
        int first = step * trainer.StepCapacity;
        ReadOnlySpan<int> batch = order.AsSpan(first, Math.Min(trainer.StepCapacity, order.Length - first));
        trainer.LearningRateFactor = rateFactor;
        float loss = trainer.Step(training, batch, countCorrect: true);
        return new StepResult(loss, training.HasLabels ? trainer.LastCorrect : 0, batch.Length);
    }

    public void Write(BinaryWriter writer) => trainer.Memory.Write(writer);

    public void Read(BinaryReader reader) => trainer.Memory.Read(reader);

    public void Dispose() => trainer.Dispose();
}
