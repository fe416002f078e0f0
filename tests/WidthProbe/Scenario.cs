using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NNGen;

namespace WidthProbe;

/// <summary>
/// What is done with each network: steps of awkward sizes under two rules, a fit over shuffled data, and both forward passes.
/// </summary>
internal static class Scenario
{
    private const int Samples = 151;
    private static readonly int[] BatchSizes = [32, 1, 31, 33, 64, 7, 96, 45, 150];

    public static void Run<TNetwork>(string name, int threads, int seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Dataset data = Draw<TNetwork>(seed);
        Print($"{name}.sgd", Steps<TNetwork>(data, new Sgd(0.05f) { Momentum = 0.9f }, threads));
        Print($"{name}.adam", Steps<TNetwork>(data, new Adam(0.01f), threads));
        Print($"{name}.fit", Fit<TNetwork>(data, threads));
    }

    /// <summary>A short training by every learning rule, with all that may be done to a gradient on the way.</summary>
    public static void RunRules<TNetwork>(string name, int threads, int seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Dataset data = Draw<TNetwork>(seed);
        LearningRule[] rules =
        [
            new Adagrad(), new Adadelta(), new AdamW(), new Adam { AmsGrad = true }, new Nadam(), new Lion(), new Rprop(), new Lbfgs(),
            new RMSprop { Centered = true, Momentum = 0.9f }, new Sgd { Momentum = 0.9f, Nesterov = true },
        ];
        Print(name, rules.SelectMany(rule => Train(rule)));

        IEnumerable<float> Train(LearningRule rule)
        {
            TNetwork network = Create<TNetwork>();
            bool isLbfgs = rule is Lbfgs;
            network.Fit(data, new FitOptions
            {
                Epochs = 3,
                BatchSize = 37,
                AccumulationSteps = 2,
                Threads = threads,
                Optimizer = rule,
                Regularization = new Regularization { L2 = 1e-3f, L1 = isLbfgs ? 0 : 1e-4f, MaxNorm = isLbfgs ? null : 1 },
                ClipGlobalNorm = isLbfgs ? null : 0.1f,
                AverageDecay = isLbfgs ? null : 0.9f,
                Schedule = isLbfgs ? null : new Warmup(1, new CosineRestarts(1)),
            });
            return network.Parameters.AsReadOnlySpan().ToArray();
        }
    }

    private static void Print(string name, IEnumerable<float> values)
    {
        float[] all = values.ToArray();
        string health = all.All(float.IsFinite) ? "finite" : "partly infinite";
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(all)));
        Console.WriteLine($"{name}: {hash} of {all.Length} {health} values");
    }

    private static IEnumerable<float> Steps<TNetwork>(Dataset data, Optimizer optimizer, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = Create<TNetwork>();
        var options = new TrainerOptions { BatchCapacity = BatchSizes.Max(), Threads = threads };
        using var trainer = new Trainer<TNetwork>(network, optimizer, options);
        var values = new List<float>();
        for (int step = 0; step < 3 * BatchSizes.Length; step++)
        {
            int count = BatchSizes[step % BatchSizes.Length];
            int[] indices = Enumerable.Range(0, count).Select(index => ((index * 29) + step) % Samples).ToArray();
            values.Add(trainer.Step(data, indices));
        }

        return [.. values, .. Gradients(trainer, data), .. Results(network, data)];
    }

    /// <summary>The plain path: gradients into memory, with respect to the parameters and to the input.</summary>
    private static float[] Gradients<TNetwork>(Trainer<TNetwork> trainer, Dataset data)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        int[] indices = Enumerable.Range(40, 77).ToArray();
        var parameters = new float[TNetwork.Description.ParameterCount];
        var inputs = new float[indices.Length * TNetwork.Description.InputLength];
        float loss = trainer.Gradients(data, indices, parameters, inputs);
        trainer.Apply(parameters);
        return [loss, .. parameters, .. inputs];
    }

    private static IEnumerable<float> Fit<TNetwork>(Dataset data, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = Create<TNetwork>();
        var options = new FitOptions
        {
            Epochs = 3, BatchSize = 37, Threads = threads, Seed = 5, Optimizer = new Adam(0.01f), Validation = data,
        };
        TrainingHistory history = network.Fit(data, options);
        return history.Epochs.SelectMany(epoch => new[] { (float)epoch.Loss, (float)epoch.ValidationLoss! }).Concat(Results(network, data));
    }

    /// <summary>The parameters, and the outputs of all samples one by one and as a batch.</summary>
    private static IEnumerable<float> Results<TNetwork>(TNetwork network, Dataset data)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        int inputLength = TNetwork.Description.InputLength;
        int outputLength = TNetwork.Description.OutputLength;
        var single = new float[Samples * outputLength];
        var batch = new float[Samples * outputLength];
        network.ForwardBatch(data.Inputs, batch);
        for (int sample = 0; sample < Samples; sample++)
        {
            network.Forward(data.Inputs.Slice(sample * inputLength, inputLength), single.AsSpan(sample * outputLength));
        }

        return [.. network.Parameters.AsReadOnlySpan(), .. network.Parameters.AsStatisticsSpan(), .. single, .. batch];
    }

    private static TNetwork Create<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var parameters = new ParameterBuffer(TNetwork.Description);
        parameters.Initialize(3);
        return TNetwork.Create(parameters);
    }

    /// <summary>Normal inputs, and targets that any loss accepts: one class for each sample, or numbers from 0 to 1.</summary>
    private static Dataset Draw<TNetwork>(int seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var random = new CounterRandom((ulong)seed);
        NetworkDescription network = TNetwork.Description;
        var inputs = new float[Samples * network.InputLength];
        for (int index = 0; index < inputs.Length; index++) inputs[index] = (float)random.NextNormal();
        if (network.Loss == Loss.CategoricalCrossEntropy)
        {
            var labels = new int[Samples];
            for (int index = 0; index < labels.Length; index++) labels[index] = random.NextInt(network.OutputLength);
            return Dataset.FromLabels(inputs, network.InputLength, labels, network.OutputLength);
        }

        var targets = new float[Samples * network.OutputLength];
        for (int index = 0; index < targets.Length; index++) targets[index] = random.NextSingle();
        return Dataset.FromTargets(inputs, network.InputLength, targets, network.OutputLength);
    }
}
