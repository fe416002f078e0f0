using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>The parts of a training step, in the order in which a step runs them, over one memory plan of a block.</summary>
internal sealed class TrainingSchedule
{
    public TrainingSchedule(NetworkAlgorithm algorithm, Binder binder)
    {
        Operation[] all =
        [
            .. algorithm.TrainingForward, .. algorithm.LossGradient, .. algorithm.OutputGradient, .. algorithm.Backward, .. algorithm.InputGradient,
            .. algorithm.ParameterGradients,
        ];
        var planner = new BlockPlanner(binder, isTraining: true);
        var strips = new StripPlanner(binder, planner);
        planner.Provide(algorithm.Input, Form.CallerRows);
        planner.Provide(algorithm.Target, Form.Lanes);
        planner.Provide(algorithm.SampleWeight, Form.Lanes);

        Forward = Plan(algorithm.TrainingForward);
        planner.Demand(algorithm.Output, Form.Lanes);
        IEnumerable<Place> kept = strips.Demand(algorithm.ParameterGradients);
        LossGradient = Plan(algorithm.LossGradient);
        OutputGradient = Plan(algorithm.OutputGradient);
        Backward = Plan(algorithm.Backward);
        kept = kept.Concat(strips.Demand(algorithm.ParameterGradients)).ToArray();
        InputGradient = Plan(algorithm.InputGradient);
        planner.StoreToCaller(algorithm.InputGradientTensor!);

        Memory = planner.Memory;
        Step[] steps = [.. Forward, .. LossGradient, .. OutputGradient, .. Backward, .. InputGradient];
        Memory.Assign(
            steps,
            [Lanes(algorithm.Target), Lanes(algorithm.SampleWeight)],
            [Lanes(algorithm.Output), Lanes(algorithm.LossValue), .. algorithm.OutputLosses.Select(Lanes), .. kept.Select(place => place.Buffer).OfType<string>()]);
        Strips = strips.Plan(algorithm.ParameterGradients, Memory.Length);
        OutputOffset = Memory.OffsetOf(Lanes(algorithm.Output));
        TargetOffset = Memory.OffsetOf(Lanes(algorithm.Target));
        SampleWeightOffset = Memory.OffsetOf(Lanes(algorithm.SampleWeight));
        LossOffset = Memory.OffsetOf(Lanes(algorithm.LossValue));
        OutputLossOffsets = algorithm.OutputLosses.Select(loss => Memory.OffsetOf(Lanes(loss))).ToArray();

        List<Step> Plan(IReadOnlyList<Operation> operations)
        {
            List<Step> list = planner.StartList();
            foreach (Operation operation in Fusion.FuseEpilogues(operations, all, [algorithm.Output], NetworkPlan.IsCheap)) planner.Plan(operation);
            return list;
        }
    }

    public IReadOnlyList<Step> Forward { get; }

    public IReadOnlyList<Step> LossGradient { get; }

    public IReadOnlyList<Step> OutputGradient { get; }

    public IReadOnlyList<Step> Backward { get; }

    public IReadOnlyList<Step> InputGradient { get; }

    /// <summary>The parameter gradients in the order of the flat parameters.</summary>
    public IReadOnlyList<StripRun> Strips { get; }

    public MemoryPlan Memory { get; }

    public int OutputOffset { get; }

    public int TargetOffset { get; }

    public int SampleWeightOffset { get; }

    public int LossOffset { get; }

    public IReadOnlyList<int> OutputLossOffsets { get; }

    /// <summary>The floats of scratch memory that the largest strip needs.</summary>
    public int ScratchLength => Strips.Max(run => run.ScratchLength);

    private static string Lanes(Tensor tensor) => Binder.BufferName(tensor, Form.Lanes);
}
