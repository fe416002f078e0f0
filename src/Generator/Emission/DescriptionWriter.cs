using NNGen.Generator.Kernels;
using NNGen.Generator.Layers;
using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Planning;
using NNGen.Generator.Weights;

namespace NNGen.Generator.Emission;

/// <summary>Writes the network's description, as data, and the layout of a training block.</summary>
internal static class DescriptionWriter
{
    public static void WriteDescription(CodeWriter code, NetworkPlan plan, ModelManifest? manifest)
    {
        InferredNetwork network = plan.Network;
        code.Line("/// <inheritdoc/>");
        code.Line("public static global::NNGen.NetworkDescription Description { get; } = new()");
        code.Line("{");
        code.Line($"    Name = {CSharpLiteral.Text(network.Spec.PlainName)},");
        code.Line($"    Inputs = new global::NNGen.PortDescription[] {{ {string.Join(", ", network.Inputs.Select(input => Port(input.Name, input.Shape)))} }},");
        code.Line($"    Outputs = new global::NNGen.PortDescription[] {{ {string.Join(", ", network.Outputs.Select(output => Port(network, output)))} }},");
        code.Line("    Layers = new global::NNGen.LayerDescription[]");
        code.Line("    {");
        
        foreach (InferredLayer layer in network.Layers)
        {
            code.Line($"        {Layer(layer)},");
        }

        code.Line("    },");
        code.Line("    Tensors = new global::NNGen.TensorDescription[]");
        code.Line("    {");
        foreach (ParameterPlace place in plan.Parameters) code.Line($"        {Tensor(place)}{(place.Offset < plan.ParameterCount ? string.Empty : " { IsStatistic = true }")},");
        code.Line("    },");
        code.Line($"    Loss = global::NNGen.Loss.{network.Outputs[0].Loss.Name},");
        code.Line($"    ArchitectureHash = {CSharpLiteral.Text(ArchitectureHash.Of(network))},");
        code.Line($"    BlockSize = {Number(Block.Samples)},");
        code.Line($"    BlockLength = {Number(plan.ForwardMemory.Length)},");
        if (manifest?.SelfTest.Split(' ') is { Length: 2 } texts) code.Line($"    SelfTest = new({CSharpLiteral.Text(texts[0])}, {CSharpLiteral.Text(texts[1])}),");
        code.Line("};");
    }

    public static void WriteTrainingPlan(CodeWriter code, NetworkPlan plan, TrainingSchedule training)
    {
        code.Line("/// <inheritdoc/>");
        code.Line("public static global::NNGen.TrainingPlan TrainingPlan { get; } = new()");
        code.Line("{");
        code.Line($"    BlockLength = {Number(training.Memory.Length)},");
        code.Line($"    OutputOffset = {Number(training.OutputOffset)},");
        code.Line($"    TargetOffset = {Number(training.TargetOffset)},");
        code.Line($"    SampleWeightOffset = {Number(training.SampleWeightOffset)},");
        code.Line($"    LossOffset = {Number(training.LossOffset)},");
        if (training.OutputLossOffsets.Count > 0) code.Line($"    OutputLossOffsets = {Integers(training.OutputLossOffsets)},");
        code.Line($"    ScratchLength = {Number(training.ScratchLength)},");
        code.Line($"    StripWork = new long[] {{ {string.Join(", ", StripWork(training))} }},");
        code.Line("    LayerValues = new global::NNGen.LayerValue[]");
        code.Line("    {");
        foreach (LayerPlace place in training.LayerValues)
        {
            code.Line(
                $"        new({CSharpLiteral.Text(place.Layer)}, {Number(place.Length)}, {Number(place.Offset)}, {Number(place.FeatureStride)}, " +
                $"{Number(place.SampleStride)}),");
        }

        code.Line("    },");
        if (training.SampleShareOffset is { } share) code.Line($"    SampleShareOffset = {Number(share)},");
        WriteSums(code, plan.Network, "ForwardSums", training.Forward, training.Memory);
        WriteSums(code, plan.Network, "BackwardSums", training.Backward, training.Memory);
        WriteSums(code, plan.Network, "InputGradientSums", training.InputGradient, training.Memory);
        WriteAverages(code, training.Averages);
        if (training.Noises.Count > 0) code.Line($"    Noises = new global::NNGen.SampleNoise[] {{ {string.Join(", ", training.Noises.Select(Noise))} }},");
        code.Line("};");
    }

    private static void WriteSums(CodeWriter code, InferredNetwork network, string property, IReadOnlyList<Step> steps, MemoryPlan memory)
    {
        IReadOnlyList<BatchSumStep>[] groups = TrainingSchedule.Segments(steps).Select(segment => segment.Sums).Where(sums => sums.Count > 0).ToArray();
        if (groups.Length == 0) return;
        code.Line($"    {property} = new global::NNGen.BatchSum[][]");
        code.Line("    {");
        foreach (IReadOnlyList<BatchSumStep> group in groups)
        {
            code.Line($"        new global::NNGen.BatchSum[] {{ {string.Join(", ", group.Select(Sum))} }},");
        }

        code.Line("    },");

        string Sum(BatchSumStep sum) =>
            $"new({Number(memory.OffsetOf(sum.Source.Buffer!))}, {Number(memory.OffsetOf(sum.Target.Buffer!))}, {Number(sum.Length)}, " +
            $"{Number(sum.Divisor)}, {CSharpLiteral.Text(network.Layers.Single(layer => layer.Name == sum.Layer).Owner)})";
    }

    private static string Noise(NoisePlan noise) =>
        $"new({Number(noise.Offset)}, {Number(noise.Spec.Shape.Aggregate(1, (length, extent) => length * extent))}, " +
        $"global::NNGen.NoiseKind.{noise.Spec.Kind}, {CSharpLiteral.Float(noise.Spec.Amount)})";

    private static void WriteAverages(CodeWriter code, IReadOnlyList<AveragePlan> averages)
    {
        if (averages.Count == 0) return;
        code.Line("    Averages = new global::NNGen.RunningAverage[]");
        code.Line("    {");
        foreach (AveragePlan average in averages)
        {
            NetworkParameter parameter = average.Place.Parameter;
            code.Line(
                $"        new({Number(average.Place.Offset)}, {Number(average.ValueOffset)}, {Number(parameter.Tensor.Length)}, " +
                $"{CSharpLiteral.Float(average.Momentum)}),");
        }

        code.Line("    },");
    }

    private static string Number(long value) => CSharpLiteral.Integer(value);

    private static string Integers(IEnumerable<int> values) => $"new int[] {{ {string.Join(", ", values.Select(value => Number(value)))} }}";

    private static string Port(string name, EquatableArray<int> shape) =>
        $"new({CSharpLiteral.Text(name)}, {Integers(shape)}, global::NNGen.ElementType.Float32)";

    private static string Port(InferredNetwork network, InferredOutput output)
    {
        var properties = new List<string>();
        if (network.Spec.Outputs.Count > 0)
        {
            properties.Add($"Loss = global::NNGen.Loss.{output.Loss.Name}");
            properties.Add($"Weight = {CSharpLiteral.Float(output.Weight)}");
        }

        if (LossParameters.IsFromLogits(output.Spec)) properties.Add("FromLogits = true");
        float threshold = output.Loss.Threshold(output.Spec);
        if (threshold != 0.5f) properties.Add($"DecisionThreshold = {CSharpLiteral.Float(threshold)}");
        string port = Port(output.Name, output.Shape);
        return properties.Count == 0 ? port : $"{port} {{ {string.Join(", ", properties)} }}";
    }

    private static string Layer(InferredLayer layer) =>
        $"new({CSharpLiteral.Text(layer.Name)}, {CSharpLiteral.Text(layer.Spec.Kind)}, new string[] {{ {string.Join(", ", layer.Sources.Select(CSharpLiteral.Text))} }}, {Integers(layer.OutputShape)}, " +
        $"global::NNGen.Activation.{layer.Spec.Member("activation", "Identity")}, {Number(ClassDocumentation.ParameterCount(layer))}, {Number(ClassDocumentation.MultiplyAdds(layer))})" +
        Properties(layer);

    private static string Properties(InferredLayer layer)
    {
        var properties = new List<string>();
        if (layer.IsFrozen) properties.Add("IsTrainable = false");
        if (!layer.HasOwnParameters) properties.Add($"WeightsOf = {CSharpLiteral.Text(layer.Owner)}");
        string settings = LayerSettings.Of(layer.Spec);
        if (settings.Length > 0) properties.Add($"Settings = {CSharpLiteral.Text(settings)}");
        return properties.Count == 0 ? string.Empty : $" {{ {string.Join(", ", properties)} }}";
    }

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
