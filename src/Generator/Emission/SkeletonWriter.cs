using NNGen.Generator.Kernels;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Emission;

/// <summary>
/// Writes the class for a declaration with mistakes: it compiles and throws, so that one mistake is one message and not fifty.
/// </summary>
internal static class SkeletonWriter
{
    public static string Write(NetworkSpec spec)
    {
        var code = new CodeWriter();
        NetworkWriter.WriteHeader(code);
        string type = spec.Name;
        string failure = $"throw new global::System.InvalidOperationException({CSharpLiteral.Text($"{type} has mistakes in its declaration; the compiler's errors NNG… name them.")})";
        const string block = "global::System.ReadOnlySpan<float> parameters, global::System.Span<float> block";
        using (ContainerWriter.Open(code, spec, () => { }, $"global::NNGen.ITrainableNetwork<{type}>"))
        {
            code.Line("public const int InputLength = 1;");
            code.Line("public const int OutputLength = 1;");
            code.Line("public const int ParameterCount = 1;");
            code.Line($"public {type}(int seed = 0) => {failure};");
            code.Line($"public static global::NNGen.NetworkDescription Description => {failure};");
            code.Line($"public static global::NNGen.TrainingPlan TrainingPlan => {failure};");
            code.Line($"public global::NNGen.ParameterBuffer Parameters => {failure};");
            code.Line($"public static {type} Create(global::NNGen.ParameterBuffer parameters) => {failure};");
            code.Line($"public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => {failure};");
            code.Line($"public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, global::NNGen.Workspace workspace) => {failure};");
            code.Line($"public void ForwardBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) => {failure};");
            code.Line($"public static void ForwardBlock({block}, global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) => {failure};");
            code.Line($"public static void TrainForward({block}, global::NNGen.BlockInput input) => {failure};");
            code.Line($"public static void LossGradient(global::System.Span<float> block) => {failure};");
            code.Line($"public static void OutputGradient(global::System.Span<float> block) => {failure};");
            code.Line($"public static void Backward({block}) => {failure};");
            code.Line($"public static void InputGradient({block}, global::System.Span<float> gradient) => {failure};");
            code.Line(
                "public static void ParameterGradients(global::NNGen.TrainingBatch batch, int firstStrip, int endStrip, global::System.Span<float> scratch, " +
                $"global::NNGen.GradientSink sink) => {failure};");
        }

        return code.ToString();
    }
}
