using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>
/// Everything that is decided about a network before any text is written: where parameters and values lie, and the steps of every entry
/// point.
/// A pure function of the declaration.
/// </summary>
internal sealed class NetworkPlan
{
    // Otherwise a megabyte of text.
    private const int ManyKernels = 24;

    public NetworkPlan(InferredNetwork network)
    {
        Network = network;
        Algorithm = new NetworkAlgorithm(network);
        IEnumerable<NetworkParameter> averages = Algorithm.Averages.GroupBy(average => average.Parameter.Tensor).Select(uses => uses.First().Parameter);
        Parameters = ParameterLayout.Plan([.. Algorithm.Parameters, .. averages]);
        var binder = new Binder(Parameters);
        Latency = PlanLatency(binder);
        (ForwardSteps, ForwardMemory) = PlanForward(binder);
        if (network.IsTrainable) Training = new TrainingSchedule(Algorithm, binder);
    }

    public InferredNetwork Network { get; }

    public NetworkAlgorithm Algorithm { get; }

    /// <summary>The parameters, and the running averages behind them.</summary>
    public IReadOnlyList<ParameterPlace> Parameters { get; }

    public LatencyPlanner Latency { get; }

    /// <summary>The batch forward pass of one block.</summary>
    public IReadOnlyList<Step> ForwardSteps { get; }

    public MemoryPlan ForwardMemory { get; }

    /// <summary>The parts of a training step, or null for a network that is only used.</summary>
    public TrainingSchedule? Training { get; }

    public int ParameterCount => Algorithm.Parameters.Sum(parameter => parameter.Tensor.Length);

    /// <summary>
    /// Whether the network has so many kernels that they are written short. Every contraction has one for one sample and one for a batch, and
    /// in training one for either gradient.
    /// </summary>
    public bool IsLarge => Algorithm.Forward.OfType<Contract>().Count() * (Network.IsTrainable ? 4 : 2) >= ManyKernels;

    private LatencyPlanner PlanLatency(Binder binder)
    {
        var planner = new LatencyPlanner(binder);

        // A function is written out for every result of a tile, which makes long texts.
        Func<Expr, bool> accepts = IsLarge ? IsCheap : _ => true;
        foreach (Operation operation in Fusion.FuseEpilogues(Algorithm.Forward, Algorithm.Forward, [Algorithm.Output], accepts)) planner.Plan(operation);
        planner.StoreToCaller(Algorithm.Output);
        planner.Memory.Assign(planner.Steps, [], []);
        return planner;
    }

    private (IReadOnlyList<Step> Steps, MemoryPlan Memory) PlanForward(Binder binder)
    {
        var planner = new BlockPlanner(binder, isTraining: false);
        planner.Provide(Algorithm.Input, Form.ConsecutiveRows);
        List<Step> steps = planner.StartList();
        IReadOnlyList<Operation> fused = Fusion.FuseEpilogues(Algorithm.Forward, Algorithm.Forward, [Algorithm.Output], IsCheap);
        foreach (Operation operation in new Pooling(Algorithm.Forward, [Algorithm.Output], IsCheap).Fuse(fused)) planner.Plan(operation);
        planner.StoreToCaller(Algorithm.Output);
        planner.Memory.Assign(steps, [], []);
        return (steps, planner.Memory);
    }

    /// <summary>Register tiles are full: a function of many instructions would spill them, so it gets a pass of its own.</summary>
    public static bool IsCheap(Expr epilogue) => !epilogue.HasFunction;
}
