using System.Linq;

namespace NNGen.Samples.Architectures;

/// <summary>Ten training steps on one fixed batch: too few to learn, enough to see that the loss falls.</summary>
public static class TenSteps
{
    /// <summary>Trains a network.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="batch">The number of pictures in the batch.</param>
    /// <returns>The mean loss before every step.</returns>
    public static float[] Losses<TNetwork>(TNetwork network, int batch)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NetworkDescription description = TNetwork.Description;
        float[] inputs = Pictures.Random(batch * description.InputLength, seed: 3);
        float[] targets = description.Loss == Loss.CategoricalCrossEntropy
            ? Pictures.OneHot(batch, description.OutputLength, description.Outputs[0].Shape[^1], seed: 4)
            : Pictures.Random(batch * description.OutputLength, seed: 4);
        Dataset data = Dataset.FromTargets(inputs, description.InputLength, targets, description.OutputLength);
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-3f), new TrainerOptions { BatchCapacity = batch });
        int[] all = Enumerable.Range(0, batch).ToArray();
        return Enumerable.Range(0, 10).Select(_ => trainer.Step(data, all)).ToArray();
    }
}
