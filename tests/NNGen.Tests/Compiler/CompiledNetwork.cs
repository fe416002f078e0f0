using System;
using NNGen.Generator.Planning;

namespace NNGen.Tests.Compiler;

/// <summary>A network that was compiled and loaded, and the plan from which its code was printed.</summary>
internal sealed class CompiledNetwork(Type type, NetworkPlan plan, Action<KernelTarget> select)
{
    public NetworkPlan Plan => plan;

    /// <summary>A new network that runs the kernels of one target.</summary>
    public NetworkDriver Create(KernelTarget target)
    {
        Type driver = plan.Training is null ? typeof(NetworkDriver<>) : typeof(TrainableNetworkDriver<>);
        Action selectTarget = () => select(target);
        return (NetworkDriver)Activator.CreateInstance(driver.MakeGenericType(type), Activator.CreateInstance(type, 0), selectTarget)!;
    }
}
