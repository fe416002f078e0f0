using NNGen.Generator.Kernels;
using NNGen.Generator.Parsing;
using NNGen.Generator.Planning;
using NNGen.Generator.Weights;

namespace NNGen.Generator.Emission;

/// <summary>Writes the members of the user's class: thin, checked entry points over the kernels.</summary>
internal sealed class MembersWriter(NetworkPlan plan, ModelManifest? manifest, CodeWriter code)
{
    private readonly NetworkSpec spec = plan.Network.Spec;
    private readonly string kernels = "global::" + NetworkWriter.KernelNamespace(plan.Network.Spec);

    private string Name => spec.Name;

    public void Write()
    {
        WriteConstants();
        WriteConstruction();
        WriteForward();
        if (PortMembers.AreNamed(spec) && PortMembers.AreValid(spec)) new PortMembersWriter(plan, code, WriteDispatch).Write();
        WriteBlockSteps();
        DescriptionWriter.WriteDescription(code, plan, manifest);
        if (plan.Training is null) return;
        code.Line();
        DescriptionWriter.WriteTrainingPlan(code, plan, plan.Training);
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private void WriteConstants()
    {
        bool isSingle = plan.Network.Inputs.Count == 1;
        code.Line($"/// <summary>The floats of one input sample{(isSingle ? string.Empty : ", all inputs one behind the other")}.</summary>");
        code.Line($"public const int InputLength = {Number(plan.Algorithm.Input.Length)};");
        code.Line();
        isSingle = plan.Network.Outputs.Count == 1;
        code.Line($"/// <summary>The floats of one output sample{(isSingle ? string.Empty : ", all outputs one behind the other")}.</summary>");
        code.Line($"public const int OutputLength = {Number(plan.Algorithm.Output.Length)};");
        code.Line();
        code.Line("/// <summary>The number of parameters.</summary>");
        code.Line($"public const int ParameterCount = {Number(plan.ParameterCount)};");
        code.Line();
    }

    private void WriteConstruction()
    {
        code.Line("private static readonly global::NNGen.ParameterPacker packer = Pack;");
        code.Line();
        code.Line("private readonly global::NNGen.ParameterBuffer parameters;");
        code.Line();
        code.Line("/// <summary>Makes a network whose parameters start as the layers' initialisers say.</summary>");
        code.Line("/// <param name=\"seed\">Decides every random number: the same seed gives the same bits everywhere.</param>");
        using (code.Block($"public {Name}(int seed = 0)"))
        {
            code.Line("parameters = new global::NNGen.ParameterBuffer(Description);");
            code.Line("parameters.Initialize(seed);");
        }

        code.Line();
        code.Line($"private {Name}(global::NNGen.ParameterBuffer parameters) => this.parameters = parameters;");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public global::NNGen.ParameterBuffer Parameters => parameters;");
        code.Line();
        code.Line($"static {Name} global::NNGen.INeuralNetwork<{Name}>.Create(global::NNGen.ParameterBuffer parameters) => new {Name}(parameters);");
        code.Line();
    }

    private void WriteForward()
    {
        const string spans = "global::System.ReadOnlySpan<float> input, global::System.Span<float> output";
        code.Line("/// <inheritdoc/>");
        code.Line($"public void Forward({spans}) => Forward(input, output, global::NNGen.Workspace.OfThread);");
        code.Line();
        code.Line("/// <summary>Computes the output of one sample in the caller's own scratch memory.</summary>");
        code.Line("/// <param name=\"input\">One sample, <c>InputLength</c> floats.</param>");
        code.Line("/// <param name=\"output\">Receives <c>OutputLength</c> floats.</param>");
        code.Line("/// <param name=\"workspace\">Scratch memory that no other call uses at the same time.</param>");
        using (code.Block($"public void Forward({spans}, global::NNGen.Workspace workspace)"))
        {
            code.Line("if (input.Length != InputLength || output.Length < OutputLength) global::NNGen.SpanLengths.ThrowForward(Description, input.Length, output.Length);");
            code.Line($"ref float scratch = ref {Reference($"workspace.Reserve({Number(plan.Latency.Memory.Length)})")};");
            code.Line($"ref float packed = ref {Reference($"parameters.Packed({Number(plan.Latency.Packed.Length)}, packer)")};");
            WriteDispatch("Forward(ref packed, ref scratch, ref " + Reference("input") + ", ref " + Reference("output") + ")");
        }

        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public void ForwardBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) =>");
        code.Line("    global::NNGen.BatchForward.Run(this, inputs, outputs);");
        code.Line();
        using (code.Block("private static void Pack(global::System.ReadOnlySpan<float> parameters, global::System.Span<float> packed)"))
        {
            WriteDispatch($"Pack(ref {Reference("parameters")}, ref {Reference("packed")})");
        }

        code.Line();
    }

    private void WriteBlockSteps()
    {
        const string values = "global::System.ReadOnlySpan<float> parameters, global::System.Span<float> block";
        const string input = "global::NNGen.BlockInput input";
        string at = $"ref {Reference("parameters")}, ref {Reference("block")}";
        string rows = $"ref {Reference("input.Values")}, ref {Reference("input.Rows")}";
        WriteStep(
            "INeuralNetwork",
            "ForwardBlock",
            $"{values}, global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs",
            $"{at}, ref {Reference("inputs")}, ref {Reference("outputs")}");
        if (plan.Training is null) return;
        WriteStep("ITrainableNetwork", "TrainForward", $"{values}, {input}, int segment", $"{at}, {rows}, segment");
        WriteStep("ITrainableNetwork", "LossGradient", "global::System.Span<float> block", $"ref {Reference("block")}");
        WriteStep("ITrainableNetwork", "OutputGradient", "global::System.Span<float> block", $"ref {Reference("block")}");
        WriteStep("ITrainableNetwork", "Backward", $"{values}, int segment", $"{at}, segment");
        WriteStep(
            "ITrainableNetwork",
            "InputGradient",
            $"{values}, global::System.Span<float> gradient, int segment",
            $"{at}, ref {Reference("gradient")}, segment");
        WriteStep(
            "ITrainableNetwork",
            "ParameterGradients",
            "global::NNGen.TrainingBatch batch, int firstStrip, int endStrip, global::System.Span<float> scratch, global::NNGen.GradientSink sink",
            $"ref {Reference("batch.Blocks")}, ref {Reference("batch.Input.Values")}, ref {Reference("batch.Input.Rows")}, (nuint)batch.Count, firstStrip, endStrip, scratch, sink");
    }

    private static string Reference(string span) => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    private void WriteStep(string type, string name, string parameters, string arguments)
    {
        using (code.Block($"static void global::NNGen.{type}<{Name}>.{name}({parameters})")) WriteDispatch($"{name}({arguments})");
        code.Line();
    }

    /// <summary>The choice of the target is a constant to the JIT.</summary>
    private void WriteDispatch(string call)
    {
        code.Line($"if (global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated) {kernels}.{Target.Vector512.Name}.{call};");
        code.Line($"else {kernels}.{Target.VectorT.Name}.{call};");
    }
}
