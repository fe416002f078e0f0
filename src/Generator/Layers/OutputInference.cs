using NNGen.Generator.Layers.Losses;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>Chooses the loss of every output.</summary>
internal static class OutputInference
{
    /// <summary>The outputs, or null if a loss does not fit; all mistakes are added to <paramref name="problems"/>.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="layers">The layers of the outputs in their order.</param>
    /// <param name="problems">Receives the mistakes.</param>
    public static IReadOnlyList<InferredOutput>? Infer(NetworkSpec spec, IReadOnlyList<InferredLayer> layers, List<Problem> problems)
    {
        if (spec.Outputs.Count == 0)
        {
            LossKind? loss = InferLoss(spec, spec.Loss, layers[0], Problem.Network, problems);
            return loss is null ? null : [new InferredOutput("output", layers[0].Name, layers[0].OutputShape, loss, 1)];
        }

        var outputs = new List<InferredOutput>();
        for (int index = 0; index < layers.Count; index++)
        {
            OutputSpec output = spec.Outputs[index];
            bool isGiven = output.Loss.Name != LossSpec.Auto;

            // A loss of the whole network that does not fit is the network's mistake.
            int site = isGiven || spec.Loss.Name == LossSpec.Auto ? Problem.Output(index) : Problem.Network;
            LossKind? loss = InferLoss(spec, isGiven ? output.Loss : spec.Loss, layers[index], site, problems);
            if (loss is not null) outputs.Add(new InferredOutput(output.Layer, layers[index].Name, layers[index].OutputShape, loss, output.Weight));
        }

        return outputs.Count == layers.Count ? outputs : null;
    }

    private static LossKind? InferLoss(NetworkSpec spec, LossSpec given, InferredLayer layer, int site, List<Problem> problems)
    {
        Stage last = layer.Stages[layer.Stages.Count - 1];
        LossKind? fused = LossKind.All.FirstOrDefault(loss => loss.Fuses(last));
        if (given.Name == LossSpec.Auto)
        {
            if (fused is not null) return fused;

            // What a kernel gives and no function bends is a number on any scale.
            Stage computed = layer.Stages.LastOrDefault(stage => !stage.IsReshape) ?? last;
            bool isGuess = computed is not KernelStage && spec.IsTrainable;
            if (isGuess) problems.Add(new Problem(Rule.LossDefaulted, site, "Loss", LayerInference.Texts(spec.PlainName)));
            return LossKind.Find("MeanSquaredError");
        }

        LossKind chosen = LossKind.Find(given.Name);
        if (chosen.FusedActivation is null || chosen == fused) return chosen;
        problems.Add(new Problem(Rule.LossNeedsActivation, site, "Loss", LayerInference.Texts(chosen.Name, chosen.FusedActivation)));
        return null;
    }
}
