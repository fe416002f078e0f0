using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>Writes the class of kernels for one target: the entry points, each a list of calls, and one method for each kernel.</summary>
internal sealed class KernelClassWriter(NetworkPlan plan, Target target, CodeWriter code)
{
    // Statements of straight-line code up to which a whole one-sample pass is one method; calls cost more than they save below that.
    private const int LargestSingleMethod = 600;

    private readonly KernelMethods methods = new(target, plan.IsLarge);

    public void Write()
    {
        code.Line("/// <summary>" + (target.Lanes is null
            ? "Kernels for vectors as wide as the hardware has them, up to 256 bits, with 16 registers."
            : "Kernels for 512-bit vectors and 32 registers.") + "</summary>");
        using (code.Block($"file static class {target.Name}"))
        {
            new LatencyWriter(plan, target, code, methods, LargestSingleMethod).Write();
            code.Line();
            WriteEntry(
                "ForwardBlock", "ref float parameters, ref float block, ref float input, ref float output", plan.ForwardSteps, plan.ForwardMemory);
            if (plan.Training is { } training) WriteTraining(training);
            methods.WriteTo(code);
        }
    }

    private void WriteTraining(TrainingSchedule training)
    {
        const string step = "ref float parameters, ref float block";
        WriteSegments("TrainForward", $"{step}, ref float input, ref nint rows, int segment", training.Forward, training.Memory);
        WriteEntry("LossGradient", "ref float block", training.LossGradient, training.Memory);
        WriteEntry("OutputGradient", "ref float block", training.OutputGradient, training.Memory);
        WriteSegments("Backward", $"{step}, int segment", training.Backward, training.Memory);
        WriteSegments("InputGradient", $"{step}, ref float output, int segment", training.InputGradient, training.Memory);
        new StripWriter(code, methods, training).Write();
        code.Line();
    }

    private void WriteEntry(string name, string parameters, IReadOnlyList<Step> steps, MemoryPlan memory)
    {
        using (code.Block($"public static void {name}({parameters})")) WriteSteps(steps, memory);
        code.Line();
    }

    /// <summary>An entry point that the runtime calls once for each segment; between them it adds up over the batch.</summary>
    private void WriteSegments(string name, string parameters, IReadOnlyList<Step> steps, MemoryPlan memory)
    {
        IReadOnlyList<(IReadOnlyList<Step> Steps, IReadOnlyList<BatchSumStep> Sums)> segments = TrainingSchedule.Segments(steps);
        if (segments.Count == 1)
        {
            WriteEntry(name, parameters, steps, memory);
            return;
        }

        using (code.Block($"public static void {name}({parameters})"))
        using (code.Block("switch (segment)"))
        {
            for (int segment = 0; segment < segments.Count; segment++)
            {
                using (code.Block($"case {CSharpLiteral.Integer(segment)}:"))
                {
                    WriteSteps(segments[segment].Steps, memory);
                    code.Line("break;");
                }
            }
        }

        code.Line();
    }

    private void WriteSteps(IReadOnlyList<Step> steps, MemoryPlan memory)
    {
        var calls = new StepWriter(code, memory);
        foreach (Step step in steps)
        {
            if (step is NestStep { Nest: var nest }) calls.WriteCall(methods.NameOf(nest, []), nest);
            else calls.WriteMove((TransposeStep)step);
        }
    }
}
