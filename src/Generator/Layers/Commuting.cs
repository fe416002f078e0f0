using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Layers.Pooling;

namespace NNGen.Generator.Layers;

/// <summary>
/// The maximum of max(x, 0) is max(maximum of x, 0), bit for bit: a ReLU in front of a max pooling moves behind it, where there are fewer
/// elements, and its gradient no longer needs the large tensor.
/// </summary>
internal static class Commuting
{
    public static IReadOnlyList<InferredLayer> PoolBeforeActivating(IReadOnlyList<InferredLayer> layers, IReadOnlyList<InferredOutput> outputs)
    {
        List<InferredLayer> result = layers.ToList();
        for (int index = 1; index < result.Count; index++)
        {
            (InferredLayer producer, InferredLayer pool) = (result[index - 1], result[index]);
            bool isPair = producer.Stages.Count > 1 && IsReLU(producer.Stages[producer.Stages.Count - 1]) && pool.Stages[0] is MaxPoolStage { IsUnpooled: false };
            int readers = layers.Count(layer => layer.Sources.Contains(producer.Name));
            bool isOutput = outputs.Any(output => output.Layer == producer.Name);
            if (!isPair || isOutput || readers != 1 || pool.Sources.Single() != producer.Name) continue;
            var activation = (ElementwiseStage)producer.Stages[producer.Stages.Count - 1];
            result[index - 1] = producer with { Stages = producer.Stages.Take(producer.Stages.Count - 1).ToArray() };
            result[index] = pool with { Stages = [.. pool.Stages, new ElementwiseStage(pool.OutputShape, activation.Definition)] };
        }

        return result;
    }

    private static bool IsReLU(Stage stage) => stage is ElementwiseStage { Function: { Kind: ExprKind.Max } function } && function.Operands[0].IsConstant(0);
}
