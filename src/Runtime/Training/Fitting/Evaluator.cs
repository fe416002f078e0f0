namespace NNGen;

/// <summary>
/// Measures a network with a data set, by the forward pass and the loss of its training kernels. Blocks are shared out over the team's
/// threads, if there is one; losses are added up block by block in order, so that the result does not depend on the threads.
/// </summary>
internal sealed class Evaluator<TNetwork> : ITeamWork
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private static readonly TrainingPlan Plan = TNetwork.TrainingPlan;
    private static readonly OutputDecisions[] Decisions = OutputDecisions.Of(TNetwork.Description);

    private readonly TNetwork network;
    private readonly WorkerTeam? team;
    private readonly Workspace[] workspaces;
    private readonly BatchStatistics statistics = new(Plan, BlockSize, frozen: null);
    private double[] lossSums = [];
    private double[] outputLossSums = [];
    private int[] correct = [];
    private Dataset? data;

    public Evaluator(TNetwork network, WorkerTeam? team = null)
    {
        this.network = network;
        this.team = team;
        workspaces = new Workspace[team is null ? 1 : team.Size];
        for (int i = 0; i < workspaces.Length; i++) workspaces[i] = new Workspace(Plan.BlockLength);
    }

    private static int BlockSize => NetworkSizes<TNetwork>.BlockSize;

    /// <summary>The data set has been checked to fit the network.</summary>
    public Evaluation Run(Dataset samples)
    {
        int blockCount = ((samples.Count - 1) / BlockSize) + 1;
        if (lossSums.Length < blockCount)
        {
            lossSums = new double[blockCount];
            outputLossSums = new double[blockCount * Plan.OutputLossOffsets.Count];
            correct = new int[blockCount * Decisions.Length];
        }

        data = samples;
        try
        {
            if (team is null) Run(0, 1);
            else team.Run(this);
        }
        finally
        {
            data = null;
        }

        double loss = 0;
        for (int block = 0; block < blockCount; block++) loss += lossSums[block];
        double?[] accuracies = OutputAccuracies(samples, blockCount);
        var evaluation = new Evaluation(loss / samples.Count, accuracies.Length == 1 ? accuracies[0] : null, samples.Count);
        if (Plan.OutputLossOffsets.Count == 0) return evaluation;
        return evaluation with { OutputLosses = OutputLosses(samples.Count, blockCount), OutputAccuracies = accuracies };
    }

    /// <summary>A sample is right or wrong once with a label, else as often as its targets decide something.</summary>
    private double?[] OutputAccuracies(Dataset samples, int blockCount)
    {
        var accuracies = new double?[Decisions.Length];
        for (int output = 0; output < accuracies.Length; output++)
        {
            long decisions = (long)samples.Count * (samples.HasLabels ? 1 : Decisions[output].Count);
            long right = 0;
            for (int block = 0; block < blockCount; block++) right += correct[(block * accuracies.Length) + output];
            accuracies[output] = decisions == 0 ? null : right / (double)decisions;
        }

        return accuracies;
    }

    private double[] OutputLosses(int count, int blockCount)
    {
        var losses = new double[Plan.OutputLossOffsets.Count];
        for (int i = 0; i < blockCount * losses.Length; i++) losses[i % losses.Length] += outputLossSums[i];
        for (int output = 0; output < losses.Length; output++) losses[output] /= count;
        return losses;
    }

    public void Run(int share, int shares)
    {
        Dataset samples = data!;
        int blockCount = ((samples.Count - 1) / BlockSize) + 1;
        int end = (int)((long)blockCount * (share + 1) / shares);
        Span<float> memory = workspaces[share].Reserve(Plan.BlockLength);
        for (int block = (int)((long)blockCount * share / shares); block < end; block++) Measure(samples, block, memory);
    }

    private void Measure(Dataset samples, int index, Span<float> block)
    {
        int first = index * BlockSize;
        int valid = Math.Min(BlockSize, samples.Count - first);
        int outputFloats = BlockSize * NetworkSizes<TNetwork>.OutputLength;
        Span<nint> rows = stackalloc nint[BlockSize];
        Span<int> labels = stackalloc int[BlockSize];
        Span<float> targets = block.Slice(Plan.TargetOffset, outputFloats);
        if (samples.HasLabels)
        {
            samples.Labels.Slice(first, valid).CopyTo(labels);
            labels[valid..].Clear();
            TargetLanes.FillLabels(targets, labels);
        }
        else
        {
            FillRows(rows, first, valid, NetworkSizes<TNetwork>.OutputLength);
            TargetLanes.FillRows(targets, samples.Targets, rows);
        }

        block.Slice(Plan.SampleWeightOffset, BlockSize).Fill(1);
        FillRows(rows, first, valid, NetworkSizes<TNetwork>.InputLength);
        statistics.RunForward(network, block, new BlockInput(samples.Inputs, rows), valid);
        CountCorrect(index, block.Slice(Plan.OutputOffset, outputFloats), targets, samples.HasLabels ? labels : default, valid);
        TNetwork.LossGradient(block);
        ReadOnlySpan<float> weights = samples.HasWeights ? samples.Weights.Slice(first, valid) : default;
        lossSums[index] = Sum(block.Slice(Plan.LossOffset, valid), weights);
        int outputs = Plan.OutputLossOffsets.Count;
        for (int output = 0; output < outputs; output++)
        {
            outputLossSums[(index * outputs) + output] = Sum(block.Slice(Plan.OutputLossOffsets[output], valid), weights);
        }
    }

    private static double Sum(ReadOnlySpan<float> losses, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int s = 0; s < losses.Length; s++) sum += weights.IsEmpty ? losses[s] : (double)weights[s] * losses[s];
        return sum;
    }

    private void CountCorrect(int block, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, int valid)
    {
        for (int output = 0; output < Decisions.Length; output++)
        {
            correct[(block * Decisions.Length) + output] = labels.IsEmpty
                ? Decisions[output].CountCorrect(outputs, targets, BlockSize, valid)
                : TargetLanes.CountCorrect(outputs, labels, valid, Decisions[output].Threshold);
        }
    }

    private static void FillRows(Span<nint> rows, int first, int valid, int length)
    {
        for (int s = 0; s < rows.Length; s++) rows[s] = (nint)(first + Math.Min(s, valid - 1)) * length;
    }
}
