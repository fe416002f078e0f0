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
        var pooling = new Pooling(all, [algorithm.TrainingOutput], NetworkPlan.IsCheap);
        var planner = new BlockPlanner(binder, isTraining: true);
        var strips = new StripPlanner(binder, planner);
        planner.Provide(algorithm.Input, Form.CallerRows);
        planner.Provide(algorithm.Target, Form.Lanes);
        planner.Provide(algorithm.SampleWeight, Form.Lanes);
        planner.Provide(NetworkAlgorithm.SampleShare, Form.Lanes);
        foreach ((Tensor noise, _) in algorithm.Noises) planner.Provide(noise, Form.Lanes);

        Forward = Plan(algorithm.TrainingForward);
        planner.Demand(algorithm.TrainingOutput, Form.Lanes);
        IEnumerable<Place> kept = strips.Demand(algorithm.ParameterGradients);
        LossGradient = Plan(algorithm.LossGradient);
        OutputGradient = Plan(algorithm.OutputGradient);
        Backward = Plan(algorithm.Backward);
        kept = kept.Concat(strips.Demand(algorithm.ParameterGradients)).ToArray();
        InputGradient = Plan(algorithm.InputGradient);
        planner.StoreToCaller(algorithm.InputGradientTensor!);

        Memory = planner.Memory;
        Step[] steps = [.. Forward, .. LossGradient, .. OutputGradient, .. Backward, .. InputGradient];
        List<string> given = [Lanes(algorithm.Target), Lanes(algorithm.SampleWeight)];
        bool usesShare = all.Any(operation => operation.Reads(NetworkAlgorithm.SampleShare));
        given.AddRange(algorithm.Noises.Select(noise => Lanes(noise.Tensor)));
        if (usesShare) given.Add(Lanes(NetworkAlgorithm.SampleShare));
        Memory.Assign(
            steps,
            given,
            [
                Lanes(algorithm.TrainingOutput), Lanes(algorithm.LossValue), .. algorithm.OutputLosses.Select(Lanes),
                .. kept.Select(place => place.Buffer).OfType<string>(), .. algorithm.Averages.Select(average => Shared(average.Value)),
            ]);
        Strips = strips.Plan(algorithm.ParameterGradients, Memory.Length);
        OutputOffset = Memory.OffsetOf(Lanes(algorithm.TrainingOutput));
        TargetOffset = Memory.OffsetOf(Lanes(algorithm.Target));
        SampleWeightOffset = Memory.OffsetOf(Lanes(algorithm.SampleWeight));
        SampleShareOffset = usesShare ? Memory.OffsetOf(Lanes(NetworkAlgorithm.SampleShare)) : null;
        Averages = algorithm.Averages
            .Select(average => new AveragePlan(binder.PlaceOf(average.Parameter.Tensor), Memory.OffsetOf(Shared(average.Value)), average.Momentum))
            .ToArray();
        Noises = algorithm.Noises.Select(noise => new NoisePlan(noise.Spec, Memory.OffsetOf(Lanes(noise.Tensor)))).ToArray();
        LossOffset = Memory.OffsetOf(Lanes(algorithm.LossValue));
        OutputLossOffsets = algorithm.OutputLosses.Select(loss => Memory.OffsetOf(Lanes(loss))).ToArray();
        LayerValues = [.. algorithm.LayerOutputs.Select(output => FindAfterForward(output.Layer, output.Tensor)).OfType<LayerPlace>()];

        List<Step> Plan(IReadOnlyList<Operation> operations)
        {
            List<Step> list = planner.StartList();
            IReadOnlyList<Operation> fused = Fusion.FuseEpilogues(operations, all, [algorithm.TrainingOutput], NetworkPlan.IsCheap);
            foreach (Operation operation in pooling.Fuse(fused)) planner.Plan(operation);
            planner.CloseSums();
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

    /// <summary>Null where no operation asks for it.</summary>
    public int? SampleShareOffset { get; }

    public int LossOffset { get; }

    public IReadOnlyList<int> OutputLossOffsets { get; }

    /// <summary>Where the layers' outputs lie after the forward pass: of those that the backward pass needs.</summary>
    public IReadOnlyList<LayerPlace> LayerValues { get; }

    public IReadOnlyList<AveragePlan> Averages { get; }

    public IReadOnlyList<NoisePlan> Noises { get; }

    /// <summary>The floats of scratch memory that the largest strip needs.</summary>
    public int ScratchLength => Strips.Max(run => run.ScratchLength);

    /// <summary>A list of steps cut behind every group of sums over the batch; the last segment may be empty.</summary>
    public static IReadOnlyList<(IReadOnlyList<Step> Steps, IReadOnlyList<BatchSumStep> Sums)> Segments(IReadOnlyList<Step> list)
    {
        var segments = new List<(IReadOnlyList<Step>, IReadOnlyList<BatchSumStep>)>();
        for (int start = 0; ;)
        {
            Step[] steps = list.Skip(start).TakeWhile(step => step is not BatchSumStep).ToArray();
            BatchSumStep[] sums = list.Skip(start + steps.Length).TakeWhile(step => step is BatchSumStep).Cast<BatchSumStep>().ToArray();
            segments.Add((steps, sums));
            if (sums.Length == 0) return segments;
            start += steps.Length + sums.Length;
        }
    }

    private static string Lanes(Tensor tensor) => Binder.BufferName(tensor, Form.Lanes);

    private static string Shared(Tensor tensor) => Binder.BufferName(tensor, Form.Vector);

    private LayerPlace? FindAfterForward(string layer, Tensor tensor)
    {
        foreach (Form form in new[] { Form.Lanes, Form.Rows })
        {
            string buffer = Binder.BufferName(tensor, form);
            if (!Memory.Outlives(buffer, Forward.Count - 1)) continue;
            int featureStride = form == Form.Lanes ? Block.Samples : 1;
            return new LayerPlace(layer, tensor.Length, Memory.OffsetOf(buffer), featureStride, Binder.SampleStride(tensor, form));
        }

        return null;
    }
}

/// <summary>Where the output of a layer lies in a block: feature f of sample s at Offset + f · FeatureStride + s · SampleStride.</summary>
internal sealed record LayerPlace(string Layer, int Length, int Offset, int FeatureStride, int SampleStride);

/// <summary>A running average and the offset of the value of a block that it follows.</summary>
internal sealed record AveragePlan(ParameterPlace Place, int ValueOffset, float Momentum);

/// <summary>Random numbers and their offset in a block.</summary>
internal sealed record NoisePlan(NoiseSpec Spec, int Offset);
