namespace NNGen;

/// <summary>
/// Trains one network, step by step: owns the memory, the threads and the optimiser's state that a step needs. <c>Fit</c> is built on
/// it; use it directly for a training loop of your own.
/// </summary>
/// <remarks>
/// <para>A step has two halves. Forward and backward run over blocks of samples; then each thread sums the gradient of its own share of the
/// parameters over the whole batch and hands it to the optimiser at once. So the results are the same, to the bit, for any number of
/// threads, and the gradient is never stored unless <c>Gradients</c> or <c>Backward</c> asks for it.</para>
/// <para>Steps allocate nothing once their memory exists. With several threads, inputs and targets given as spans are copied once (a span
/// cannot be shared between threads); those of a <see cref="Dataset"/> never are.</para>
/// <para>Not thread-safe: one caller at a time, and nobody else may use the network during a step. Dispose it to end its threads; a
/// forgotten one ends them when it is collected.</para>
/// </remarks>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed partial class Trainer<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly BatchChecks checks;
    private readonly BatchChecks stepChecks;
    private readonly TrainingStep<TNetwork> step;
    private readonly OptimizerMemory memory;
    private readonly ParameterUpdate update;
    private float[]? applied;
    private float learningRateFactor = 1;
    private bool isDisposed;

    /// <summary>Reserves the memory and starts the threads.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="optimizer">The learning rule. One instance may serve several trainers.</param>
    /// <param name="options">Batch capacity, threads and frozen layers; the defaults when none are given.</param>
    /// <exception cref="ArgumentException">A frozen layer is none of the network's, or no parameter is left to train.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch capacity needs more memory than one array can hold.</exception>
    public Trainer(TNetwork network, Optimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        options ??= new TrainerOptions();
        Network = network;
        Optimizer = optimizer;
        BatchCapacity = options.BatchCapacity;
        StepCapacity = (int)Math.Min((long)BatchCapacity * options.AccumulationSteps, int.MaxValue);
        Threads = options.Threads;
        checks = BatchChecks.For<TNetwork>(BatchCapacity);
        stepChecks = BatchChecks.For<TNetwork>(StepCapacity);
        memory = new OptimizerMemory(optimizer, NetworkSizes<TNetwork>.ParameterCount);
        update = new ParameterUpdate(network.Parameters, memory, options, TNetwork.TrainingPlan.StripCount);
        step = new TrainingStep<TNetwork>(network, BatchCapacity, Threads, update.FrozenLayers, options.Seed);
    }

    /// <summary>The network that is trained.</summary>
    public TNetwork Network { get; }

    /// <summary>The learning rule.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The largest batch that is processed at once, in samples.</summary>
    public int BatchCapacity { get; }

    /// <summary>The largest batch of a step, in samples: <see cref="TrainerOptions.AccumulationSteps"/> times as many.</summary>
    public int StepCapacity { get; }

    /// <summary>The number of threads that share a step.</summary>
    public int Threads { get; }

    /// <summary>The number of updates made so far.</summary>
    public long Steps => memory.Steps;

    /// <summary>By what the optimiser's learning rate is multiplied from now on: where a schedule comes in. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float LearningRateFactor
    {
        get => learningRateFactor;
        set => learningRateFactor = OptimizerSetting.Require(
            value, value is >= 0 and < float.PositiveInfinity, nameof(LearningRateFactor), "a finite number of at least 0");
    }

    /// <summary>The optimiser's state, slot behind slot.</summary>
    internal ReadOnlySpan<float> OptimizerSlots => memory.Slots;

    /// <summary>The optimiser's state.</summary>
    internal OptimizerMemory Memory => memory;

    /// <summary>The learning rate of the last step.</summary>
    internal float LearningRate => memory.LearningRate;

    /// <summary>The threads; null when there is only the caller's.</summary>
    internal WorkerTeam? Team => step.Team;

    /// <summary>The rightly classified samples of the last step that counted them.</summary>
    internal int LastCorrect { get; private set; }

    /// <summary>From now on the steps change their inputs first, anew in each <see cref="AugmentedInputs.Epoch"/>.</summary>
    internal AugmentedInputs Augment(ImageAugmentation augmentation, int seed) => step.Augment(augmentation, seed);

    /// <summary>One step with labels: updates the parameters by the gradient of the mean loss.</summary>
    /// <param name="inputs">Row-major [count, InputLength], 1 to <see cref="StepCapacity"/> samples.</param>
    /// <param name="labels">The class of each sample, in [0, OutputLength); of a network with one output, 0 or 1.</param>
    /// <returns>
    /// The mean loss before the update, with the penalties. If it is not finite, the parameters and the optimiser's state stay as they are.
    /// </returns>
    /// <exception cref="ArgumentException">A length is wrong, or there are no samples or more than the capacity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class of the network.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        stepChecks.Labels(labels, stepChecks.Count(inputs));
        return Update(StepBatch.OfLabels(inputs, labels), default);
    }

    /// <summary>One step with rows of targets: updates the parameters by the gradient of the mean loss.</summary>
    /// <param name="inputs">Row-major [count, InputLength], 1 to <see cref="StepCapacity"/> samples.</param>
    /// <param name="targets">Row-major [count, OutputLength].</param>
    /// <returns>
    /// The mean loss before the update, with the penalties. If it is not finite, the parameters and the optimiser's state stay as they are.
    /// </returns>
    /// <exception cref="ArgumentException">A length is wrong, or there are no samples or more than the capacity.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        int count = stepChecks.Count(inputs);
        stepChecks.Targets(targets, count, nameof(targets));
        return Update(StepBatch.OfTargets(inputs, targets, count), default);
    }

    /// <summary>
    /// One step with samples of a data set, its labels or else its targets, and its weights where it has some. Copies no inputs.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="indices">The samples, 1 to <see cref="StepCapacity"/>; one may occur several times.</param>
    /// <returns>
    /// The mean loss before the update, with the penalties. If it is not finite, the parameters and the optimiser's state stay as they are.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The data set does not fit the network, or there are no indices or more than the capacity.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a sample of the data set.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Step(Dataset data, ReadOnlySpan<int> indices) => Step(data, indices, countCorrect: false);

    /// <summary>The mean loss of samples of a data set, computed as a step does it.</summary>
    internal double Loss(Dataset data, ReadOnlySpan<int> indices)
    {
        SetBatch(data, indices);
        step.Samples.TotalCount = indices.Length;
        step.Samples.FirstPlace = 0;
        step.Number = memory.Steps;
        step.RunBlocks(new BatchValues(data), new StepGoal(WantsLossOnly: true));
        step.Release();
        return step.LossSum / indices.Length;
    }

    /// <summary>The same, and counts the rightly classified samples into <see cref="LastCorrect"/> where there are labels.</summary>
    internal float Step(Dataset data, ReadOnlySpan<int> indices, bool countCorrect)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        stepChecks.Data(data);
        stepChecks.Indices(data, indices);
        return Update(StepBatch.OfSamples(data, indices), new StepGoal(CountsCorrect: countCorrect && data.HasLabels));
    }

    /// <summary>
    /// Applies regularisation, clipping and the optimiser to the caller's gradient, such as one from <c>Gradients</c>. The gradient of
    /// frozen layers is ignored. Running statistics move towards those of the last batch whose gradient was computed.
    /// </summary>
    /// <param name="gradient">One float for each parameter, in the order of the flat span.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public void Apply(ReadOnlySpan<float> gradient)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        checks.ParameterGradient(gradient.Length, nameof(gradient));
        memory.BeginStep(Optimizer.LearningRate * learningRateFactor);
        if (update.KeepsGradient)
        {
            update.Move(0, gradient);
        }
        else
        {
            applied ??= new float[gradient.Length];
            gradient.CopyTo(applied);
            update.ConsumeWhole(applied);
        }

        step.UpdateAverages();
        update.EndStep();
    }

    /// <summary>Ends the threads. The network stays usable.</summary>
    public void Dispose()
    {
        isDisposed = true;
        step.Dispose();
    }

    /// <summary>The loss of all samples with the penalties, and its gradient, which is 0 for frozen parameters.</summary>
    internal double Objective(Dataset data, ReadOnlySpan<int> indices, Span<float> gradient)
    {
        double penalty = update.Penalty;
        double loss = Process(StepBatch.OfSamples(data, indices), new StepGoal(CountsCorrect: data.HasLabels), isFused: false);
        update.CopyShaped(Store.Gradient, gradient);
        return loss + penalty;
    }

    private float Update(StepBatch batch, StepGoal goal)
    {
        double penalty = update.Penalty;
        bool isFused = batch.Count <= BatchCapacity && !update.NeedsWholeGradient;
        double loss = Process(batch, goal, isFused);
        if (!isFused && double.IsFinite(loss))
        {
            memory.BeginStep(Optimizer.LearningRate * learningRateFactor);
            update.ConsumeWhole(Store.Gradient);
            update.EndStep();
        }

        return (float)(loss + penalty);
    }

    /// <summary>
    /// Goes through a batch piece by piece, until a loss is not finite, and hands the gradient to the optimiser or stores it.
    /// </summary>
    /// <returns>The mean loss.</returns>
    private double Process(StepBatch batch, StepGoal goal, bool isFused)
    {
        double sum = 0;
        LastCorrect = 0;
        step.Number = memory.Steps;
        for (int first = 0; first < batch.Count; first += BatchCapacity)
        {
            StepBatch piece = batch.Slice(first, Math.Min(BatchCapacity, batch.Count - first));
            piece.SetOn(step.Samples);
            step.Samples.TotalCount = batch.Count;
            step.Samples.FirstPlace = first;
            try
            {
                step.RunBlocks(piece.Values, goal);
                sum += step.LossSum;
                if (goal.CountsCorrect) LastCorrect += step.Correct;
                if (!double.IsFinite(sum)) break;
                step.UpdateAverages();
                if (isFused) RunFused(piece.Values);
                else RunStored(piece.Values, isFirst: first == 0);
            }
            finally
            {
                step.Release();
            }
        }

        return sum / batch.Count;
    }

    private void RunFused(BatchValues values)
    {
        memory.BeginStep(Optimizer.LearningRate * learningRateFactor);
        try
        {
            step.RunStrips(values, update);
        }
        finally
        {
            update.EndStep();
        }
    }

    private void RunStored(BatchValues values, bool isFirst)
    {
        Store.Adds = !isFirst;
        step.RunStrips(values, Store);
    }
}
