using System.Globalization;
using System.Linq;

namespace NNGen;

/// <summary>
/// Compares a network's gradient with differences of its loss: a test for new layers and losses, and for anybody who wants to see that the
/// generated backward pass belongs to the generated forward pass.
/// </summary>
public static class GradientCheck
{
    /// <summary>
    /// Tried in turn until one agrees: with the first, the rounding of float losses stays small; the others step across fewer kinks.
    /// </summary>
    private static readonly float[] Steps = [0.01f, 0.0025f, 0.0006f];

    /// <summary>An error that needs no second look with a smaller step.</summary>
    private const double GoodError = 0.002;

    /// <summary>Gradients smaller than this part of the largest one count as if they were this large: below it is rounding.</summary>
    private const double SmallestPart = 0.01;

    /// <summary>Checks some parameters, chosen at random. Works on a copy: the network does not change.</summary>
    /// <remarks>
    /// <para>Numerically <c>(L(p + h) − L(p − h)) / 2h</c> with <c>h = 0.01 · max(|p|, 1)</c>, where L is the mean over the data, computed
    /// in float and summed in double as in a training step: batch normalisation takes the statistics of the data. The relative error of a parameter is <c>|a − n| / max(|a|, |n|, G / 100)</c>, with G the largest
    /// gradient of all. Where they disagree, smaller steps are tried too and the best counts: a difference may have stepped across the
    /// kink of a ReLU or of max pooling, while a wrong derivative is wrong with every step.</para>
    /// <para>With a few dozen samples expect less than 0.01 with smooth activations (tanh, sigmoid, softmax) and less than 0.05 with kinks;
    /// a wrong derivative typically shows as an error of 0.3 to 2. Saturated networks, whose gradients are all rounding, cannot be
    /// checked: use fresh parameters.</para>
    /// </remarks>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples that the loss is the mean of, with labels or targets; a few dozen are enough.</param>
    /// <param name="parameters">How many parameters to check; all, if there are fewer.</param>
    /// <param name="seed">Chooses the parameters.</param>
    /// <returns>The largest error, and where it is.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameters"/> is less than 1.</exception>
    public static GradientCheckResult Run<TNetwork>(TNetwork network, Dataset data, int parameters = 100, int seed = 0)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        BatchChecks.For<TNetwork>(capacity: int.MaxValue).Data(data);
        TNetwork copy = network.Clone();
        int[] all = [.. Enumerable.Range(0, data.Count)];
        using var trainer = new Trainer<TNetwork>(copy, new Sgd(), new TrainerOptions { BatchCapacity = data.Count });
        var gradient = new float[NetworkSizes<TNetwork>.ParameterCount];
        trainer.Gradients(data, all, gradient);
        double floor = LargestOf(gradient) * SmallestPart;
        int[] chosen = Choose(gradient.Length, parameters, seed);
        (double Error, double Numeric) worst = (-1, 0);
        int place = 0;
        foreach (int candidate in chosen)
        {
            (double Error, double Numeric) found = Compare(copy.Parameters, () => trainer.Loss(data, all), candidate, gradient[candidate], floor);
            if (found.Error <= worst.Error) continue;
            worst = found;
            place = candidate;

            // Worse than any number, and no comparison would replace it.
            if (double.IsNaN(found.Error)) break;
        }

        string tensor = TensorAt(TNetwork.Description, place);
        return new GradientCheckResult(worst.Error, place, tensor, gradient[place], worst.Numeric, chosen.Length);
    }

    private static int[] Choose(int count, int wanted, int seed)
    {
        var places = new int[count];
        for (int i = 0; i < count; i++) places[i] = i;
        var random = new CounterRandom((uint)seed);
        random.Shuffle(places);
        return places[..Math.Min(wanted, count)];
    }

    private static double LargestOf(float[] gradient)
    {
        double largest = 0;
        foreach (float value in gradient) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    /// <summary>The smallest error over the steps, and the numeric gradient that has it.</summary>
    private static (double Error, double Numeric) Compare(
        ParameterBuffer parameters, Func<double> computeLoss, int place, double analytic, double floor)
    {
        (double Error, double Numeric) best = (double.PositiveInfinity, 0);
        foreach (float step in Steps)
        {
            double numeric = Numeric(parameters, computeLoss, place, step);
            double size = Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(numeric)), floor);
            double error = size == 0 ? 0 : Math.Abs(analytic - numeric) / size;
            if (double.IsNaN(error)) return (error, numeric);
            if (error < best.Error) best = (error, numeric);
            if (error < GoodError) break;
        }

        return best;
    }

    private static double Numeric(ParameterBuffer parameters, Func<double> computeLoss, int place, float relativeStep)
    {
        float value = parameters[place];
        float step = relativeStep * MathF.Max(MathF.Abs(value), 1);
        float above = value + step;
        float below = value - step;
        parameters[place] = above;
        double lossAbove = computeLoss();
        parameters[place] = below;
        double lossBelow = computeLoss();
        parameters[place] = value;
        return (lossAbove - lossBelow) / ((double)above - below);
    }

    private static string TensorAt(NetworkDescription description, int place)
    {
        foreach (TensorDescription tensor in description.Tensors)
        {
            if (place < tensor.Offset + tensor.Length) return tensor.Name;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, $"{description.Name} has {description.ParameterCount} parameters.");
    }
}

/// <summary>What <see cref="GradientCheck"/> found.</summary>
/// <param name="LargestError">The largest relative error; not a number if a gradient or a loss was none.</param>
/// <param name="Parameter">Where it is, in the flat parameter span.</param>
/// <param name="Tensor">The name of the tensor there.</param>
/// <param name="Analytic">The gradient that the backward pass gave.</param>
/// <param name="Numeric">The gradient by differences.</param>
/// <param name="Checked">The number of parameters that were checked.</param>
public sealed record GradientCheckResult(
    double LargestError, int Parameter, string Tensor, double Analytic, double Numeric, int Checked)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"largest relative error {LargestError:g3} at parameter {Parameter} of {Tensor}: {Analytic:g6} against {Numeric:g6} by " +
        $"differences ({Checked} checked)");
}
