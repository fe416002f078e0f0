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
            return loss is null ? null : [new InferredOutput("output", layers[0].Name, layers[0].OutputShape, loss, spec.Loss, 1)];
        }

        var outputs = new List<InferredOutput>();
        for (int index = 0; index < layers.Count; index++)
        {
            OutputSpec output = spec.Outputs[index];
            bool isGiven = output.Loss.Name != LossSpec.Auto || output.Loss.Parameters.Count > 0;

            // A loss of the whole network that does not fit is the network's mistake.
            int site = isGiven || spec.Loss.Name == LossSpec.Auto ? Problem.Output(index) : Problem.Network;
            LossSpec given = !isGiven ? spec.Loss : output.Loss.Name == LossSpec.Auto ? output.Loss with { Name = spec.Loss.Name } : output.Loss;
            LossKind? loss = InferLoss(spec, given, layers[index], site, problems);
            if (loss is null) continue;
            outputs.Add(new InferredOutput(output.Layer, layers[index].Name, layers[index].OutputShape, loss, given, output.Weight));
        }

        return outputs.Count == layers.Count ? outputs : null;
    }

    private static LossKind? InferLoss(NetworkSpec spec, LossSpec given, InferredLayer layer, int site, List<Problem> problems)
    {
        Stage last = layer.Stages[layer.Stages.Count - 1];
        LossKind? chosen = given.Name == LossSpec.Auto ? LossCatalogue.All.FirstOrDefault(loss => loss.Fuses(last)) : LossCatalogue.Find(given.Name);
        if (chosen is null)
        {
            // What a kernel gives and no function bends is a number on any scale.
            Stage computed = layer.Stages.LastOrDefault(stage => !stage.IsReshape) ?? last;
            bool isGuess = computed is not KernelStage && spec.IsTrainable;
            if (isGuess) problems.Add(new Problem(Rule.LossDefaulted, site, "Loss", LayerInference.Texts(spec.PlainName)));
            chosen = LossCatalogue.Find("MeanSquaredError");
        }

        Problem[] mistakes = Check(spec, given, chosen, last, site).ToArray();
        problems.AddRange(mistakes);
        return mistakes.Length == 0 ? chosen : null;
    }

    /// <summary>What is wrong with a loss: its parameters, or else how it stands behind the last stage.</summary>
    private static IEnumerable<Problem> Check(NetworkSpec spec, LossSpec given, LossKind chosen, Stage last, int site)
    {
        Problem[] mistakes = LossParameters.Check(chosen, given, site).ToArray();
        if (mistakes.Length > 0) return mistakes;
        if (!chosen.Accepts(last, given))
        {
            return [new Problem(Rule.LossNeedsActivation, site, "Loss", LayerInference.Texts(chosen.Name, chosen.FusedActivation!))];
        }

        bool isTwice = LossParameters.IsFromLogits(given) && chosen.Fuses(last);
        EquatableArray<string> texts = LayerInference.Texts(spec.PlainName, chosen.FusedActivation ?? string.Empty);
        return isTwice ? [new Problem(Rule.LogitsAreActivated, site, LossParameters.FromLogits, texts)] : [];
    }
}
