using NNGen.Generator.Emission;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Weights;

/// <summary>Compares the weights file of a network with its tensors.</summary>
internal static class WeightsCheck
{
    private const string Float32 = "F32";
    private const string None = "no such tensor";

    /// <summary>Whatever does not fit; nothing for a network without weights.</summary>
    /// <param name="network">The network, without mistakes.</param>
    /// <param name="manifest">What the build says about the file; null when it says nothing.</param>
    public static IEnumerable<Problem> Check(InferredNetwork network, ModelManifest? manifest)
    {
        if (network.Spec.Weights is not { } file) return [];
        if (manifest is null) return [new Problem(Rule.WeightsNotListed, Problem.Weights, nameof(file), EquatableArray.Of(file))];
        var problems = new List<Problem>();
        var found = new Dictionary<string, ModelTensor>();
        foreach (ModelTensor tensor in manifest.Tensors) found[tensor.Name] = tensor;
        var algorithm = new NetworkAlgorithm(network);
        foreach (NetworkParameter parameter in algorithm.Parameters.Concat(algorithm.Averages.Select(average => average.Parameter)))
        {
            string name = parameter.Tensor.Name;
            string expected = $"{Float32} {parameter.Spec.Shape}";
            string actual = found.TryGetValue(name, out ModelTensor? tensor) ? $"{tensor.Type} {tensor.Shape}" : None;
            found.Remove(name);
            if (actual != expected) Report(name, expected, actual);
        }

        foreach (ModelTensor tensor in manifest.Tensors.Where(tensor => found.ContainsKey(tensor.Name)))
        {
            Report(tensor.Name, None, $"{tensor.Type} {tensor.Shape}");
        }

        string architecture = ArchitectureHash.Of(network);
        bool isOther = manifest.Architecture.Length > 0 && manifest.Architecture != architecture;
        if (problems.Count == 0 && isOther)
        {
            EquatableArray<string> texts = EquatableArray.Of(file, manifest.Architecture, network.Spec.PlainName, architecture);
            problems.Add(new Problem(Rule.WeightsOfAnotherArchitecture, Problem.Weights, nameof(file), texts));
        }

        return problems;

        void Report(string name, string expected, string actual) =>
            problems.Add(new Problem(Rule.WeightsDoNotFit, Problem.Weights, nameof(file), EquatableArray.Of(file, name, expected, actual)));
    }
}
