using System.Threading;

namespace NNGen;

/// <summary>
/// Rosenblatt's perceptron rule (1958) for step neurons: sample by sample, <c>w ← w + η·(y − ŷ)·x</c> and <c>b ← b + η·(y − ŷ)</c> with
/// ŷ = 1 where w·x + b ≥ 0 and 0 elsewhere. It stops after an epoch without a mistake, which comes if, and only if, the classes can be
/// parted by a hyperplane (Novikoff, 1962).
/// </summary>
/// <remarks>
/// The network is one layer, <c>Dense(1, Activation.BinaryStep)</c> for the labels 0 and 1, or a unit for each class, which learns to tell
/// its class from all others; targets of 0 and 1 are possible too. With <c>Dense(units)</c> the sign of the output decides. The rule starts
/// from the network's parameters: from 0, the learning rate makes no difference to the decisions.
/// </remarks>
public sealed class PerceptronRule
{
    /// <summary>The learning rate η: a finite number above 0. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float LearningRate
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(LearningRate))!.Value;
    } = 1;

    /// <summary>The largest number of epochs, at least 1. Default: 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Epochs), value, $"A training has at least 1 epoch, but {value} were given.");
    } = 1000;

    /// <summary>Whether each epoch takes the samples in another order. Default: no, as taught.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Decides the order of the samples. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Trains until an epoch has no mistake, or all epochs are done.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network, of one dense layer. Nobody else may use it meanwhile.</param>
    /// <param name="data">The samples, with labels or with targets of 0 and 1.</param>
    /// <param name="cancellationToken">Stops after the current epoch. What was learnt stays.</param>
    /// <returns>Whether it converged, and the number of updates.</returns>
    /// <exception cref="ArgumentException">
    /// The network is not one dense layer, the data does not fit, or a target is neither 0 nor 1. Nothing has changed.
    /// </exception>
    public PerceptronResult Fit<TNetwork>(TNetwork network, Dataset data, CancellationToken cancellationToken = default)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        LinearUnits units = LinearUnits.Of(network.Parameters, data, nameof(PerceptronRule));
        RequireBinary(data);
        var mistakes = new List<int>();
        var outputs = new float[units.Count];
        var order = new int[data.Count];
        bool isStep = network.Parameters.Description.Layers[0].Activation == Activation.BinaryStep;
        long updates = 0;
        while (mistakes.Count < Epochs && !cancellationToken.IsCancellationRequested)
        {
            SampleOrder.Fill(order, Shuffle, Seed, mistakes.Count + 1);
            int wrong = 0;
            foreach (int sample in order)
            {
                // The network's own decision, so that it makes no mistake afterwards that the rule has not seen.
                network.Forward(data.Input(sample), outputs);
                int corrected = 0;
                for (int unit = 0; unit < units.Count; unit++)
                {
                    int found = isStep ? (int)outputs[unit] : outputs[unit] >= 0 ? 1 : 0;
                    int error = Expected(data, sample, unit, units.Count) - found;
                    if (error == 0) continue;
                    units.Move(unit, LearningRate * error, data.Input(sample));
                    corrected++;
                }

                updates += corrected;
                if (corrected > 0) wrong++;
            }

            mistakes.Add(wrong);
            if (wrong == 0) return new PerceptronResult(true, updates, mistakes);
        }

        return new PerceptronResult(false, updates, mistakes);
    }

    private static int Expected(Dataset data, int sample, int unit, int units)
    {
        if (!data.HasLabels) return (int)data.Target(sample)[unit];
        int label = data.Labels[sample];
        return units == 1 ? label : label == unit ? 1 : 0;
    }

    private static void RequireBinary(Dataset data)
    {
        for (int i = 0; i < data.Targets.Length; i++)
        {
            if (data.Targets[i] is 0 or 1) continue;
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Sample {i / data.TargetLength}, target {i % data.TargetLength}: expected 0 or 1, found {data.Targets[i]}."),
                nameof(data));
        }
    }
}
