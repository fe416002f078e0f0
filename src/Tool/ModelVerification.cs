using System.Collections.Generic;
using System.IO;
using System.Linq;
using NNGen.Onnx;
using NNGen.Onnx.Conversion;

namespace NNGen.Tool;

/// <summary>Runs the self-test that a model brings along on the network that it is converted to.</summary>
internal static class ModelVerification
{
    /// <summary>Writes what came of it.</summary>
    /// <returns>Whether nothing deviates; also where there is nothing to test, or no way to.</returns>
    public static bool Run(ConvertedNetwork network, TextWriter output)
    {
        if (network.SelfTest is not { } test) return true;
        try
        {
            CompiledNetwork compiled = NetworkCompiler.Compile(new Dictionary<string, string> { ["Model.cs"] = network.ToSource(string.Empty, "Model") }).Single();
            using var weights = new MemoryStream();
            network.WriteWeights(weights);
            weights.Position = 0;
            compiled.Load(weights);
            SelfTestResult result = compiled.Verify(new SelfTest(test.Inputs, test.Outputs));
            output.WriteLine(result);
            return result.IsPassed;
        }
        catch (OnnxException reason)
        {
            output.WriteLine($"The self-test was not run. {reason.Message}");
            return true;
        }
    }
}
