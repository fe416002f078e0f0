namespace NNGen;

/// <summary>How a step seeds its backward pass and what else it computes.</summary>
/// <param name="SeedsOutputGradient">The target rows are the caller's ∂output instead of targets.</param>
/// <param name="WantsInputGradient">The gradient goes on into the inputs.</param>
/// <param name="CountsCorrect">Rightly classified samples are counted.</param>
/// <param name="WantsLossOnly">The step ends with the losses.</param>
internal readonly record struct StepGoal(
    bool SeedsOutputGradient = false, bool WantsInputGradient = false, bool CountsCorrect = false, bool WantsLossOnly = false);

/// <summary>
/// The two halves of a training step, each shared out over the threads: the forward and backward pass over blocks of samples, where values
/// cross samples only in sums over the whole batch, at which all blocks wait for each other; then the parameter gradients over strips of the
/// parameters, each summed over the whole batch in the order of the samples. So no result depends on the number of threads.
/// </summary>
internal sealed class TrainingStep<TNetwork> : ITeamWork, IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    // Kept in the object: code shared between networks would look every static of a generic type up again.
    private readonly TrainingPlan plan = TNetwork.TrainingPlan;
    private readonly int blockSize = NetworkSizes<TNetwork>.BlockSize;
    private readonly int inputLength = NetworkSizes<TNetwork>.InputLength;
    private readonly int outputLength = NetworkSizes<TNetwork>.OutputLength;
    private readonly float threshold = TNetwork.Description.DecisionThreshold;
    private readonly TNetwork network;
    private readonly AlignedMemory blocks;
    private readonly AlignedMemory[] scratch;
    private readonly int[] firstStrips;
    private readonly int[] correct;
    private readonly BatchStatistics statistics;
    private readonly NoiseSource noise;
    private readonly IReadOnlyList<BatchSum>[] sums;
    private readonly HeldValues held = new();
    private AlignedMemory? inputGradients;
    private AugmentedInputs? augmented;
    private GradientSink? sink;
    private StepGoal goal;
    private int phase;
    private bool hasNewValues;

    public TrainingStep(TNetwork network, int batchCapacity, int threads, IReadOnlySet<string> frozen, int seed)
    {
        this.network = network;
        statistics = new BatchStatistics(plan, blockSize, frozen);
        noise = new NoiseSource(plan.Noises, blockSize, seed);
        sums = [.. plan.ForwardSums, .. plan.BackwardSums, .. plan.InputGradientSums];
        int blockCapacity = ((batchCapacity - 1) / blockSize) + 1;
        blocks = new AlignedMemory(BlocksLength(blockCapacity, batchCapacity));
        Samples = new BatchSamples(blockCapacity, blockSize, inputLength, outputLength);
        correct = new int[blockCapacity];
        scratch = new AlignedMemory[threads];
        firstStrips = new int[threads + 1];
        for (int share = 0; share < threads; share++) scratch[share] = new AlignedMemory(plan.ScratchLength);
        for (int share = 0; share <= threads; share++) firstStrips[share] = plan.FirstStrip(share, threads);
        if (threads > 1) Team = new WorkerTeam(threads);
    }

    /// <summary>The samples of the next run.</summary>
    public BatchSamples Samples { get; }

    /// <summary>The number of the step, from which its random numbers follow.</summary>
    public long Number { get; set; }

    /// <summary>The threads; null when there is only the caller's.</summary>
    public WorkerTeam? Team { get; }

    /// <summary>The rightly classified samples of the last run that counted them.</summary>
    public int Correct
    {
        get
        {
            int total = 0;
            for (int block = 0; block < Samples.BlockCount; block++) total += correct[block];
            return total;
        }
    }

    /// <summary>The weighted losses of the last run's samples, summed in their order in double.</summary>
    public double LossSum
    {
        get
        {
            double sum = 0;
            for (int block = 0; block < Samples.BlockCount; block++)
            {
                Samples.AddLosses(block, Block(block).Slice(plan.LossOffset, blockSize), ref sum);
            }

            return sum;
        }
    }

    /// <summary>The gradient of the inputs that the last run with such a goal left, row-major.</summary>
    public ReadOnlySpan<float> InputGradients => inputGradients!.Value.Span[..(Samples.Count * inputLength)];

    /// <summary>From now on the inputs are changed before they are learnt from.</summary>
    public AugmentedInputs Augment(ImageAugmentation augmentation, int seed) =>
        augmented = new AugmentedInputs(augmentation, seed, BlockCapacity, blockSize);

    /// <summary>The first half: forward, loss or seed, backward.</summary>
    public void RunBlocks(BatchValues values, StepGoal goal)
    {
        this.goal = goal;
        hasNewValues = true;
        if (goal.WantsInputGradient) inputGradients ??= new AlignedMemory(checked(BlockCapacity * RowsLength));
        if (Team is not null) held.Hold(values);
        int barriers = plan.ForwardSums.Count;
        if (!goal.WantsLossOnly) barriers += plan.BackwardSums.Count;
        if (goal.WantsInputGradient) barriers += plan.InputGradientSums.Count;
        for (phase = 0; phase <= barriers; phase++)
        {
            if (Team is null) RunBlocks(values, 0, Samples.BlockCount);
            else Team.Run(this);
            if (phase == barriers) break;
            statistics.Run(sums[phase], blocks.Span[..(Samples.BlockCount * plan.BlockLength)], Samples.Count, network.Parameters.Everything);
        }
    }

    /// <summary>Moves running averages towards the values of the last run, once.</summary>
    public void UpdateAverages()
    {
        if (hasNewValues) statistics.Average(Block(0), network.Parameters.Everything);
        hasNewValues = false;
    }

    /// <summary>The second half, with the values of the first: the parameter gradients.</summary>
    public void RunStrips(BatchValues values, GradientSink sink)
    {
        if (Team is null)
        {
            RunStrips(values, sink, 0);
            return;
        }

        this.sink = sink;
        try
        {
            Team.Run(this);
        }
        finally
        {
            this.sink = null;
        }
    }

    /// <summary>Lets go of the batch's data.</summary>
    public void Release() => held.Release();

    public void Dispose() => Team?.Dispose();

    void ITeamWork.Run(int share, int shares)
    {
        if (sink is not null)
        {
            RunStrips(held.Values, sink, share);
        }
        else
        {
            int count = Samples.BlockCount;
            RunBlocks(held.Values, ShareStart(share, shares, count), ShareStart(share + 1, shares, count));
        }
    }

    private static int ShareStart(int share, int shares, int count) => (int)((long)count * share / shares);

    private int BlockCapacity => correct.Length;

    private int RowsLength => blockSize * inputLength;

    private int BlocksLength(int blockCapacity, int batchCapacity)
    {
        long length = (long)blockCapacity * plan.BlockLength;
        if (length <= Array.MaxLength / 2) return (int)length;
        throw new ArgumentOutOfRangeException(
            nameof(batchCapacity),
            batchCapacity,
            $"A batch of {batchCapacity} samples of {NetworkSizes<TNetwork>.Name} needs {length} floats of memory, more than one array " +
            "can hold.");
    }

    private Span<float> Block(int block) => blocks.Span.Slice(block * plan.BlockLength, plan.BlockLength);

    private void RunBlocks(BatchValues values, int first, int end)
    {
        BlockInput input = Input(values);
        ReadOnlySpan<float> parameters = network.Parameters.Everything;
        for (int index = first; index < end; index++)
        {
            Span<float> block = Block(index);
            if (phase == 0)
            {
                FillTargets(block, index, values);
                noise.Fill(block, Samples.FirstPlace + (index * blockSize), Samples.ValidCount(index), Number);
                augmented?.Fill(index, new BlockInput(values.Inputs, Samples.InputRows), Samples.ValidCount(index));
            }

            RunPhase(parameters, block, index, input);
        }
    }

    /// <summary>
    /// What a block does between two sums over the batch: a segment of the forward pass, of the backward pass or of the pass into the
    /// inputs; and where one of them ends, the beginning of the next. Without such sums all of it is one phase.
    /// </summary>
    private void RunPhase(ReadOnlySpan<float> parameters, Span<float> block, int index, BlockInput input)
    {
        int backward = phase - plan.ForwardSums.Count;
        int inputGradient = backward - plan.BackwardSums.Count;
        if (backward <= 0) TNetwork.TrainForward(parameters, block, input.Slice(index * blockSize, blockSize), phase);
        if (backward < 0) return;
        if (backward == 0) Seed(block, index);
        if (goal.WantsLossOnly) return;
        if (inputGradient <= 0) TNetwork.Backward(parameters, block, backward);
        if (inputGradient < 0 || !goal.WantsInputGradient) return;
        TNetwork.InputGradient(parameters, block, inputGradients!.Value.Span.Slice(index * RowsLength, RowsLength), inputGradient);
    }

    private void RunStrips(BatchValues values, GradientSink target, int share)
    {
        var batch = new TrainingBatch(blocks.Span[..(Samples.BlockCount * plan.BlockLength)], Input(values), Samples.Count);
        int first = firstStrips[share];
        int end = firstStrips[share + 1];
        if (target is ParameterUpdate { Strips: { } strips }) strips.Run<TNetwork>(batch, first, end, scratch[share].Span, target);
        else TNetwork.ParameterGradients(batch, first, end, scratch[share].Span, target);
    }

    private BlockInput Input(BatchValues values) =>
        augmented is null ? new BlockInput(values.Inputs, Samples.InputRows) : augmented.Rows(Samples.BlockCount);

    private void FillTargets(Span<float> block, int index, BatchValues values)
    {
        int valid = Samples.ValidCount(index);
        Span<float> targets = block.Slice(plan.TargetOffset, blockSize * outputLength);
        if (Samples.HasLabels)
        {
            TargetLanes.FillLabels(targets, Samples.Labels(index));
        }
        else
        {
            TargetLanes.FillRows(targets, values.Targets, Samples.TargetRows(index));
        }

        if (goal.SeedsOutputGradient) TargetLanes.ClearBehind(targets, blockSize, valid);
        Samples.FillWeights(index, block.Slice(plan.SampleWeightOffset, blockSize));
        if (plan.SampleShareOffset < 0) return;
        Span<float> shares = block.Slice(plan.SampleShareOffset, blockSize);
        shares[..valid].Fill(1f / Samples.Count);
        shares[valid..].Clear();
    }

    private void Seed(Span<float> block, int index)
    {
        if (goal.SeedsOutputGradient)
        {
            TNetwork.OutputGradient(block);
            return;
        }

        // Before the loss: from there on the output's memory may be used for something else.
        if (goal.CountsCorrect)
        {
            ReadOnlySpan<float> outputs = block.Slice(plan.OutputOffset, blockSize * outputLength);
            correct[index] = TargetLanes.CountCorrect(outputs, Samples.Labels(index), Samples.ValidCount(index), threshold);
        }

        TNetwork.LossGradient(block);
    }
}
