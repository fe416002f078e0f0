using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// The samples and outputs that a model brings along in its metadata: 32-bit floats in base 64, row after row, the ports of a row one behind
/// the other in the order of the file. Ports that the network does not have are taken out.
/// </summary>
/// <param name="Inputs">The inputs, in base 64.</param>
/// <param name="Outputs">The outputs, in base 64.</param>
public sealed record ModelSelfTest(string Inputs, string Outputs)
{
    internal const string InputsKey = "nngen.self_test.inputs";
    internal const string OutputsKey = "nngen.self_test.outputs";

    /// <summary>The self-test of a model for the network that it became; null where it has none.</summary>
    /// <param name="metadata">The model's metadata.</param>
    /// <param name="inputs">The length of every input, and whether the network has it.</param>
    /// <param name="outputs">The length of every output, likewise.</param>
    internal static ModelSelfTest? Of(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<(int Length, bool IsKept)> inputs, IReadOnlyList<(int Length, bool IsKept)> outputs)
    {
        bool hasTest = metadata.TryGetValue(InputsKey, out string? given) & metadata.TryGetValue(OutputsKey, out string? wanted);
        return hasTest ? new ModelSelfTest(Kept(given!, inputs, "inputs"), Kept(wanted!, outputs, "outputs")) : null;
    }

    private static string Kept(string text, IReadOnlyList<(int Length, bool IsKept)> ports, string what)
    {
        byte[] rows;
        try
        {
            rows = System.Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new OnnxException($"The {what} of its self-test are not in base 64.");
        }

        int width = ports.Sum(port => port.Length) * sizeof(float);
        if (width == 0 || rows.Length == 0 || rows.Length % width != 0) throw new OnnxException($"The {what} of its self-test are {rows.Length} bytes; whole rows of {width} were expected.");
        var kept = new List<byte>();
        for (int place = 0; place < rows.Length;)
        {
            foreach ((int length, bool isKept) in ports)
            {
                if (isKept) kept.AddRange(new ArraySegment<byte>(rows, place, length * sizeof(float)));
                place += length * sizeof(float);
            }
        }

        return System.Convert.ToBase64String(kept.ToArray());
    }
}
