using NNGen.Generator.Kernels;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Emission;

/// <summary>
/// Writes the class for a declaration with mistakes: it compiles and throws, so that one mistake is one message and not fifty. Every public
/// member of a network is there, except those whose names the user has taken.
/// </summary>
internal static class SkeletonWriter
{
    private const string Spans = "global::System.ReadOnlySpan<float> input, global::System.Span<float> output";
    private const string Batch = "global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs";
    private const string Step = "global::System.ReadOnlySpan<float> parameters, global::System.Span<float> block";

    public static string Write(NetworkSpec spec)
    {
        var code = new CodeWriter();
        NetworkWriter.WriteHeader(code);
        string type = spec.Name;
        using (ContainerWriter.Open(code, spec, () => { }, $"global::NNGen.ITrainableNetwork<{type}>"))
        {
            WriteConstants(code, spec);
            string failure = $"throw global::{NetworkWriter.KernelNamespace(spec)}.Skeleton.Mistake;";
            foreach ((string key, string member) in PublicMembers(type).Where(member => IsWritten(spec, member.Key)))
            {
                code.Line($"{member} => {failure}");
            }

            if (PortMembers.AreNamed(spec) && PortMembers.AreValid(spec))
            {
                code.Line($"public void Forward({PortMembers.Parameters(spec)}) => {failure}");
                code.Line($"public void ForwardBatch({PortMembers.Parameters(spec)}) => {failure}");
            }

            foreach ((string owner, string returned, string member) in InterfaceMembers(type))
            {
                code.Line($"{returned} global::NNGen.{owner}<{type}>.{member} => {failure}");
            }
        }

        code.Line();
        WriteMistake(code, spec);

        return code.ToString();
    }

    private static void WriteMistake(CodeWriter code, NetworkSpec spec)
    {
        string message = CSharpLiteral.Text($"{spec.PlainName} has mistakes in its declaration; the compiler's errors NNG… name them.");
        using (code.Block($"namespace {NetworkWriter.KernelNamespace(spec)}"))
        using (code.Block("file static class Skeleton"))
        {
            code.Line($"public static global::System.InvalidOperationException Mistake => new({message});");
        }
    }

    private static bool IsWritten(NetworkSpec spec, string key) => !IsTaken(spec, key) && (key != "Pretrained" || spec.Weights is not null);

    private static bool IsTaken(NetworkSpec spec, string key) => spec.Problems
        .Where(problem => problem.Rule == Rule.MemberTaken)
        .Select(problem => problem.Argument!)
        .Any(taken => taken == key || taken == GeneratedMembers.NameOf(key) || GeneratedMembers.NameOf(taken) == key);

    private static void WriteConstants(CodeWriter code, NetworkSpec spec)
    {
        foreach (string name in new[] { "InputLength", "OutputLength", "ParameterCount" }.Where(name => !IsTaken(spec, name)))
        {
            code.Line($"public const int {name} = 1;");
        }
    }

    private static IEnumerable<(string Key, string Member)> PublicMembers(string type)
    {
        const string spans = "System.ReadOnlySpan<float>, System.Span<float>";
        yield return (".ctor(int)", $"public {type}(int seed = 0)");
        yield return ("Pretrained", $"public static {type} Pretrained");
        yield return ("Description", "public static global::NNGen.NetworkDescription Description");
        yield return ("TrainingPlan", "public static global::NNGen.TrainingPlan TrainingPlan");
        yield return ("Parameters", "public global::NNGen.ParameterBuffer Parameters");
        yield return ($"Forward({spans})", $"public void Forward({Spans})");
        yield return ($"Forward({spans}, NNGen.Workspace)", $"public void Forward({Spans}, global::NNGen.Workspace workspace)");
        yield return ($"ForwardBatch({spans})", $"public void ForwardBatch({Batch})");
    }

    /// <summary>Written as explicit implementations, which no member of the user can meet.</summary>
    private static IEnumerable<(string Interface, string Returned, string Member)> InterfaceMembers(string type)
    {
        const string network = "INeuralNetwork";
        const string trainable = "ITrainableNetwork";
        yield return (network, "static global::NNGen.NetworkDescription", "Description");
        yield return (network, "global::NNGen.ParameterBuffer", "Parameters");
        yield return (network, $"static {type}", "Create(global::NNGen.ParameterBuffer parameters)");
        yield return (network, "void", $"Forward({Spans})");
        yield return (network, "void", $"ForwardBatch({Batch})");
        yield return (network, "static void", $"ForwardBlock({Step}, {Batch})");
        yield return (trainable, "static global::NNGen.TrainingPlan", "TrainingPlan");
        yield return (trainable, "static void", $"TrainForward({Step}, global::NNGen.BlockInput input, int segment)");
        yield return (trainable, "static void", "LossGradient(global::System.Span<float> block)");
        yield return (trainable, "static void", "OutputGradient(global::System.Span<float> block)");
        yield return (trainable, "static void", $"Backward({Step}, int segment)");
        yield return (trainable, "static void", $"InputGradient({Step}, global::System.Span<float> gradient, int segment)");
        const string strips = "global::NNGen.TrainingBatch batch, int firstStrip, int endStrip, global::System.Span<float> scratch";
        yield return (trainable, "static void", $"ParameterGradients({strips}, global::NNGen.GradientSink sink)");
    }
}
