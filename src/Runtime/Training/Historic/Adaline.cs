using System.Threading;

namespace NNGen;

/// <summary>
/// Adaline, the delta rule of Widrow and Hoff (1960): the error is that of the linear output before the step,
/// <c>w ← w + η·(t − (w·x + b))·x</c>, sample by sample; or with the mean over all samples, once for each epoch. So it finds the least
/// squares also where no hyperplane parts the classes.
/// </summary>
/// <remarks>
/// The network is one layer, <c>Dense(1, Activation.BinaryStep)</c> to classify or <c>Dense(units)</c> to approximate targets. Labels stand
/// for the outputs +1 (the unit's class; with one unit, the label 1) and −1, between which the step at 0 decides; targets are taken as they
/// are. Inputs should be scaled: with too large a learning rate the rule diverges.
/// </remarks>
public sealed class Adaline
{
    /// <summary>The learning rate η: a finite number above 0. Default: 0.01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float LearningRate
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(LearningRate))!.Value;
    } = 0.01f;

    /// <summary>The largest number of epochs, at least 1. Default: 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Epochs), value, $"A training has at least 1 epoch, but {value} were given.");
    } = 100;

    /// <summary>
    /// Whether the weights change once for each epoch, by the mean of all samples, and not with every sample. Default: no.
    /// </summary>
    public bool FullBatch { get; init; }

    /// <summary>
    /// The training ends when an epoch changes the mean squared error by no more than this: a finite number of at least 0. Default:
    /// 0.000001.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float Tolerance
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(Tolerance));
    } = 1e-6f;

    /// <summary>Whether each epoch takes the samples in another order. Default: no, as taught.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Decides the order of the samples. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Trains until the error no longer changes, or all epochs are done.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network, of one dense layer. Nobody else may use it meanwhile.</param>
    /// <param name="data">The samples, with labels or targets.</param>
    /// <param name="cancellationToken">Stops after the current epoch. What was learnt stays.</param>
    /// <returns>Whether it converged, and the errors.</returns>
    /// <exception cref="ArgumentException">The network is not one dense layer, or the data does not fit. Nothing has changed.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The error is no longer finite. The network has the parameters of the end of the epoch before.
    /// </exception>
    public AdalineResult Fit<TNetwork>(TNetwork network, Dataset data, CancellationToken cancellationToken = default)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        LinearUnits units = LinearUnits.Of(network.Parameters, data, nameof(Adaline));
        var snapshot = new ParameterSnapshot(network.Parameters);
        var losses = new List<double>();
        var order = new int[data.Count];
        while (losses.Count < Epochs && !cancellationToken.IsCancellationRequested)
        {
            SampleOrder.Fill(order, Shuffle, Seed, losses.Count + 1);
            double loss = FullBatch ? RunBatch(units, data) : RunSamples(units, data, order);
            if (!double.IsFinite(loss) || !snapshot.TryTake())
            {
                snapshot.Restore();
                throw new TrainingDivergedException(losses.Count + 1, 1, (float)loss);
            }

            losses.Add(loss);
            if (losses.Count > 1 && Math.Abs(losses[^1] - losses[^2]) <= Tolerance) return new AdalineResult(true, losses);
        }

        return new AdalineResult(false, losses);
    }

    private static float Target(Dataset data, int sample, int unit, int units)
    {
        if (!data.HasLabels) return data.Target(sample)[unit];
        int label = data.Labels[sample];
        return (units == 1 ? label == 1 : label == unit) ? 1 : -1;
    }

    private double RunSamples(LinearUnits units, Dataset data, ReadOnlySpan<int> order)
    {
        double sum = 0;
        foreach (int sample in order)
        {
            ReadOnlySpan<float> input = data.Input(sample);
            for (int unit = 0; unit < units.Count; unit++)
            {
                double error = Target(data, sample, unit, units.Count) - units.Net(unit, input);
                sum += error * error;
                units.Move(unit, (float)(LearningRate * error), input);
            }
        }

        return sum / ((double)data.Count * units.Count);
    }

    private double RunBatch(LinearUnits units, Dataset data)
    {
        double sum = 0;
        for (int unit = 0; unit < units.Count; unit++)
        {
            // All errors first: every sample sees the same weights.
            var errors = new double[data.Count];
            for (int sample = 0; sample < errors.Length; sample++)
            {
                errors[sample] = Target(data, sample, unit, units.Count) - units.Net(unit, data.Input(sample));
                sum += errors[sample] * errors[sample];
            }

            for (int sample = 0; sample < errors.Length; sample++)
            {
                units.Move(unit, (float)(LearningRate * errors[sample] / data.Count), data.Input(sample));
            }
        }

        return sum / ((double)data.Count * units.Count);
    }
}
