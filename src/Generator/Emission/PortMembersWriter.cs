using NNGen.Generator.Kernels;
using NNGen.Generator.Layers;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Emission;

/// <summary>
/// Writes <c>Forward</c> and <c>ForwardBatch</c> with a parameter for each input and output: they put the rows of samples together, run the
/// kernels, and take the rows of results apart.
/// </summary>
internal sealed class PortMembersWriter(NetworkPlan plan, CodeWriter code, Action<string> writeDispatch)
{
    private readonly Port[] inputs = Ports(plan.Network.Inputs.Select(input => (input.Name, input.Shape)));
    private readonly Port[] outputs = Ports(plan.Network.Outputs.Select(output => (output.Name, output.Shape)));

    public void Write()
    {
        WriteForward();
        code.Line();
        WriteForwardBatch();
        code.Line();
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private static string Reference(string span) => $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    private static Port[] Ports(IEnumerable<(string Name, EquatableArray<int> Shape)> ports)
    {
        var result = new List<Port>();
        foreach ((string name, EquatableArray<int> shape) in ports)
        {
            int offset = result.Sum(port => port.Length);
            result.Add(new Port(name, PortMembers.Parameter(name), shape.Aggregate(1, (length, extent) => length * extent), offset));
        }

        return result.ToArray();
    }

    private void WriteForward()
    {
        code.Line("/// <summary>Computes the outputs of one sample. Thread-safe; allocates nothing after the first call.</summary>");
        foreach (Port port in inputs) code.Line($"/// <param name=\"{port.Parameter.TrimStart('@')}\">The input {port.Name}: {Number(port.Length)} floats.</param>");
        foreach (Port port in outputs) code.Line($"/// <param name=\"{port.Parameter.TrimStart('@')}\">Receives the output {port.Name}: {Number(port.Length)} floats.</param>");
        using (code.Block($"public void Forward({PortMembers.Parameters(plan.Network.Spec)})"))
        {
            foreach (Port port in inputs.Concat(outputs))
            {
                code.Line($"if ({port.Parameter}.Length != {Number(port.Length)}) global::NNGen.PortRows.ThrowLength(Description, {CSharpLiteral.Text(port.Name)}, {Number(port.Length)}, {port.Parameter}.Length);");
            }

            int row = Block.Pad(plan.Latency.Memory.Length);
            int result = row + Block.Pad(plan.Algorithm.Input.Length);
            code.Line($"global::System.Span<float> memory_ = global::NNGen.Workspace.OfThread.Reserve({Number(result + plan.Algorithm.Output.Length)});");
            foreach (Port port in inputs) code.Line($"{port.Parameter}.CopyTo(memory_.Slice({Number(row + port.Offset)}));");
            code.Line($"ref float packed_ = {Reference($"parameters.Packed({Number(plan.Latency.Packed.Length)}, packer)")};");
            writeDispatch($"Forward(ref packed_, ref memory_[0], ref memory_[{Number(row)}], ref memory_[{Number(result)}])");
            foreach (Port port in outputs) code.Line($"memory_.Slice({Number(result + port.Offset)}, {Number(port.Length)}).CopyTo({port.Parameter});");
        }
    }

    private void WriteForwardBatch()
    {
        code.Line("/// <summary>Computes the outputs of many samples, each row-major with the samples one behind the other.</summary>");
        foreach (Port port in inputs) code.Line($"/// <param name=\"{port.Parameter.TrimStart('@')}\">The input {port.Name}: [count, {Number(port.Length)}].</param>");
        foreach (Port port in outputs) code.Line($"/// <param name=\"{port.Parameter.TrimStart('@')}\">Receives the output {port.Name}: [count, {Number(port.Length)}].</param>");
        using (code.Block($"public void ForwardBatch({PortMembers.Parameters(plan.Network.Spec)})"))
        {
            code.Line($"int count_ = {inputs[0].Parameter}.Length / {Number(inputs[0].Length)};");
            foreach (Port port in inputs.Concat(outputs))
            {
                code.Line($"global::NNGen.PortRows.RequireLength(Description, {CSharpLiteral.Text(port.Name)}, {Number(port.Length)}, {port.Parameter}.Length, count_);");
            }

            int row = Block.Pad(plan.ForwardMemory.Length);
            int result = row + (Block.Samples * plan.Algorithm.Input.Length);
            code.Line($"global::System.Span<float> memory_ = global::NNGen.Workspace.OfThread.Reserve({Number(result + (Block.Samples * plan.Algorithm.Output.Length))});");
            code.Line($"global::System.Span<float> rows_ = memory_.Slice({Number(row)}, {Number(result - row)});");
            code.Line($"global::System.Span<float> results_ = memory_.Slice({Number(result)});");
            code.Line($"ref float parameters_ = {Reference("parameters.AsReadOnlySpan()")};");
            using (code.Block($"for (int first_ = 0; first_ < count_; first_ += {Number(Block.Samples)})"))
            {
                foreach (Port port in inputs)
                {
                    code.Line($"global::NNGen.PortRows.Gather({port.Parameter}, {Number(port.Length)}, first_, rows_, InputLength, {Number(port.Offset)});");
                }

                writeDispatch("ForwardBlock(ref parameters_, ref memory_[0], ref rows_[0], ref results_[0])");
                foreach (Port port in outputs)
                {
                    code.Line($"global::NNGen.PortRows.Scatter(results_, OutputLength, {Number(port.Offset)}, {port.Parameter}, {Number(port.Length)}, first_);");
                }
            }
        }
    }

    private sealed record Port(string Name, string Parameter, int Length, int Offset);
}
