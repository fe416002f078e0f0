using NNGen.Generator.Parsing;

namespace NNGen.Generator.Weights;

/// <summary>Puts the layers of a model in the place of declared ones.</summary>
internal static class ModelDeclaration
{
    /// <summary>The declaration with the layers of its model, or with what is wrong with the model; any other as it is.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="manifest">What the build says about the model; null when it says nothing.</param>
    public static NetworkSpec Complete(NetworkSpec spec, ModelManifest? manifest)
    {
        if (spec.Model is not { } file || spec.Problems.Any(problem => problem.Rule is Rule.ModelBesideLayers or Rule.CompilerError)) return spec;
        Problem[] problems = Problems(file, manifest).ToArray();

        // Without layers whatever else could be said would only follow from that.
        if (problems.Length > 0) return spec with { Problems = spec.Problems.Concat(problems).Append(AttributeReader.Incomplete(Problem.Network)).ToEquatableArray() };
        return spec with
        {
            Layers = manifest!.Layers,
            Outputs = manifest.Outputs.Select(output => new OutputSpec(output, LossSpec.Of([]), 1)).ToEquatableArray(),
        };
    }

    private static IEnumerable<Problem> Problems(string file, ModelManifest? manifest)
    {
        if (manifest is null) return [Report(Rule.WeightsNotListed)];
        if (manifest.Problem.Length > 0) return [Report(Rule.ModelUnreadable, manifest.Problem)];
        if (manifest.Unsupported.Count == 0 && manifest.Layers.Count == 0) return [Report(Rule.ModelUnreadable, "it is no ONNX model (.onnx)")];
        return manifest.Unsupported.Select(node => Report(Rule.NodeUnsupported, node.Node, node.Operator, node.Opset, node.Reason));

        Problem Report(Rule rule, params string[] texts) => new(rule, Problem.Weights, nameof(file), EquatableArray.Of([file, .. texts]));
    }
}
