using NNGen.Generator.Kernels;
using NNGen.Generator.Layers;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>Writes the network's description, as data, and the layout of a training block.</summary>
internal static class DescriptionWriter
{
    public static void WriteDescription(CodeWriter code, NetworkPlan plan)
    {
        InferredNetwork network = plan.Network;
        code.Line("/// <inheritdoc/>");
        code.Line("public static global::NNGen.NetworkDescription Description { get; } = new()");
        code.Line("{");
        code.Line($"    Name = {CSharpLiteral.Text(network.Spec.PlainName)},");
        code.Line($"    Inputs = new global::NNGen.PortDescription[] {{ {Port(network.InputName, network.InputShape)} }},");
        code.Line($"    Outputs = new global::NNGen.PortDescription[] {{ {Port("output", plan.Algorithm.Output.Shape)} }},");
        code.Line("    Layers = new global::NNGen.LayerDescription[]");
        code.Line("    {");
        
        foreach (InferredLayer layer in network.Layers)
        {
            code.Line($"        {Layer(layer)},");
        }

        code.Line("    },");
        code.Line("    Tensors = new global::NNGen.TensorDescription[]");
        code.Line("    {");
        foreach (ParameterPlace place in plan.Parameters) code.Line($"        {Tensor(place)},");
        code.Line("    },");
        code.Line($"    Loss = global::NNGen.Loss.{network.Loss.Name},");
        code.Line($"    ArchitectureHash = {CSharpLiteral.Text(ArchitectureHash.Of(network))},");
        code.Line($"    BlockSize = {Number(Block.Samples)},");
        code.Line($"    BlockLength = {Number(plan.ForwardMemory.Length)},");
        code.Line("};");
    }

    public static void WriteTrainingPlan(CodeWriter code, TrainingSchedule training)
    {
        code.Line("/// <inheritdoc/>");
        code.Line("public static global::NNGen.TrainingPlan TrainingPlan { get; } = new()");
        code.Line("{");
        code.Line($"    BlockLength = {Number(training.Memory.Length)},");
        code.Line($"    OutputOffset = {Number(training.OutputOffset)},");
        code.Line($"    TargetOffset = {Number(training.TargetOffset)},");
        code.Line($"    SampleWeightOffset = {Number(training.SampleWeightOffset)},");
        code.Line($"    LossOffset = {Number(training.LossOffset)},");
        code.Line($"    ScratchLength = {Number(training.ScratchLength)},");
        code.Line($"    StripWork = new long[] {{ {string.Join(", ", StripWork(training))} }},");
        code.Line("};");
    }

    private static string Number(long value) => CSharpLiteral.Integer(value);

    private static string Integers(IEnumerable<int> values) => $"new int[] {{ {string.Join(", ", values.Select(value => Number(value)))} }}";

    private static string Port(string name, EquatableArray<int> shape) =>
        $"new({CSharpLiteral.Text(name)}, {Integers(shape)}, global::NNGen.ElementType.Float32)";

    private static string Layer(InferredLayer layer) =>
        $"new({CSharpLiteral.Text(layer.Name)}, {CSharpLiteral.Text(layer.Spec.Kind)}, new string[] {{ {string.Join(", ", layer.Sources.Select(CSharpLiteral.Text))} }}, {Integers(layer.OutputShape)}, " +
        $"global::NNGen.Activation.{layer.Spec.Member("activation", "Identity")}, {Number(ClassDocumentation.ParameterCount(layer))}, {Number(ClassDocumentation.MultiplyAdds(layer))})" +
        (layer.IsFrozen ? " { IsTrainable = false }" : string.Empty);

    private static string Tensor(ParameterPlace place)
    {
        ParameterSpec spec = place.Parameter.Spec;
        return $"new({CSharpLiteral.Text(place.Parameter.Tensor.Name)}, {Integers(spec.Shape)}, {Number(place.Offset)}, {Integers(place.StorageOrder)}, " +
            $"global::NNGen.Initializer.{spec.Initializer}, {Number(spec.FanIn)}, {Number(spec.FanOut)})";
    }

    private static IEnumerable<string> StripWork(TrainingSchedule training)
    {
        long total = 0;
        yield return Number(total);
        foreach (StripRun run in training.Strips)
        {
            for (int strip = 0; strip < run.Count; strip++) yield return Number(total += run.Length);
        }
    }
}
