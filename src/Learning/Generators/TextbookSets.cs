namespace NNGen.Learning;

/// <summary>
/// The data sets of the textbooks. The same seed gives the same samples, to the bit, on every machine; samples of the classes take turns,
/// so that any run of them is about balanced.
/// </summary>
public static class TextbookSets
{
    /// <summary>Round clouds of points around centres.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="centers">The number of clouds, which are the classes. Default: 3.</param>
    /// <param name="features">The dimensions. Default: 2.</param>
    /// <param name="deviation">The standard deviation of every cloud. Default: 1.</param>
    /// <param name="seed">Decides the centres, uniform in [−10, 10]ᶠ, and the points.</param>
    /// <returns>Labelled points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or the deviation is negative or not finite.</exception>
    public static Dataset Blobs(int count, int centers = 3, int features = 2, double deviation = 1, int seed = 0)
    {
        Require(features >= 1, features, nameof(features), "at least 1");
        Require(centers >= 1, centers, nameof(centers), "at least 1");
        var random = new CounterRandom((uint)seed, stream: 1);
        var places = new double[centers * features];
        for (int i = 0; i < places.Length; i++) places[i] = (20 * random.NextDouble()) - 10;
        return Blobs(count, places, features, deviation, seed);
    }

    /// <summary>Round clouds of points around given centres.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="centers">Row-major [classes, <paramref name="features"/>].</param>
    /// <param name="features">The dimensions.</param>
    /// <param name="deviation">The standard deviation of every cloud. Default: 1.</param>
    /// <param name="seed">Decides the points.</param>
    /// <returns>Labelled points.</returns>
    /// <exception cref="ArgumentException">The centres are not whole rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or the deviation is negative or not finite.</exception>
    public static Dataset Blobs(int count, ReadOnlySpan<double> centers, int features, double deviation = 1, int seed = 0)
    {
        Require(features >= 1, features, nameof(features), "at least 1");
        RequireNoise(deviation, nameof(deviation));
        if (centers.IsEmpty || centers.Length % features != 0)
        {
            throw new ArgumentException($"Expected rows of {features} coordinates, found {centers.Length} numbers.", nameof(centers));
        }

        var random = new CounterRandom((uint)seed);
        int classes = centers.Length / features;
        (float[] inputs, int[] labels) = Labelled(count, features, classes);
        for (int i = 0; i < inputs.Length; i++)
        {
            int label = labels[i / features];
            inputs[i] = (float)(centers[(label * features) + (i % features)] + (deviation * random.NextNormal()));
        }

        return Dataset.FromLabels(inputs, features, labels, classes);
    }

    /// <summary>Two interleaved half circles: (cos t, sin t) and (1 − cos t, ½ − sin t) with t in [0, π].</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate. Default: 0.1.</param>
    /// <param name="seed">Decides the places on the curves and the noise.</param>
    /// <returns>Points of two classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or the noise is negative or not finite.</exception>
    public static Dataset Moons(int count, double noise = 0.1, int seed = 0) => Curves(count, 2, noise, seed, static (label, place) =>
    {
        (double x, double y) = (PortableMath.Cos(Math.PI * place), PortableMath.Sin(Math.PI * place));
        return label == 0 ? (x, y) : (1 - x, 0.5 - y);
    });

    /// <summary>A circle of radius 1, and a smaller one within it.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate. Default: 0.1.</param>
    /// <param name="factor">The radius of the inner circle, which is class 1; in [0, 1). Default: 0.5.</param>
    /// <param name="seed">Decides the places on the circles and the noise.</param>
    /// <returns>Points of two classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or a number is out of its range.</exception>
    public static Dataset Circles(int count, double noise = 0.1, double factor = 0.5, int seed = 0)
    {
        Require(factor is >= 0 and < 1, factor, nameof(factor), "a radius in [0, 1)");
        return Curves(count, 2, noise, seed, (label, place) =>
        {
            double radius = label == 0 ? 1 : factor;
            return (radius * PortableMath.Cos(2 * Math.PI * place), radius * PortableMath.Sin(2 * Math.PI * place));
        });
    }

    /// <summary>Arms of a spiral around the origin: radius t from 0 to 1, angle 2π (turns · t + arm / arms).</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="arms">The number of arms, which are the classes. Default: 2.</param>
    /// <param name="turns">The turns of each arm. Default: 1.5.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate. Default: 0.02.</param>
    /// <param name="seed">Decides the places on the arms and the noise.</param>
    /// <returns>Labelled points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples or arms, or a number is out of its range.</exception>
    public static Dataset Spirals(int count, int arms = 2, double turns = 1.5, double noise = 0.02, int seed = 0)
    {
        Require(arms >= 1, arms, nameof(arms), "at least 1");
        Require(Math.Abs(turns) <= 1000, turns, nameof(turns), "at most 1000 turns");
        return Curves(count, arms, noise, seed, (arm, place) =>
        {
            double angle = 2 * Math.PI * ((turns * place) + ((double)arm / arms));
            return (place * PortableMath.Cos(angle), place * PortableMath.Sin(angle));
        });
    }

    /// <summary>
    /// The problem that one neuron cannot solve: points of the square [−1, 1]²; class 1 where the coordinates differ in sign.
    /// </summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate after the class is known. Default: 0.</param>
    /// <param name="seed">Decides the points and the noise.</param>
    /// <returns>Points of two classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or the noise is negative or not finite.</exception>
    public static Dataset Xor(int count, double noise = 0, int seed = 0)
    {
        RequireNoise(noise, nameof(noise));
        var random = new CounterRandom((uint)seed);
        (float[] inputs, int[] labels) = Labelled(count, features: 2, classes: 2);
        for (int sample = 0; sample < count; sample++)
        {
            double x = (2 * random.NextDouble()) - 1;
            double y = (1 - random.NextDouble()) * ((x < 0) == (labels[sample] == 0) ? -1 : 1);
            inputs[2 * sample] = (float)(x + (noise * random.NextNormal()));
            inputs[(2 * sample) + 1] = (float)(y + (noise * random.NextNormal()));
        }

        return Dataset.FromLabels(inputs, 2, labels, classes: 2);
    }

    /// <summary>One cloud of normal points, whose classes are shells of equal numbers of points around the origin.</summary>
    /// <param name="count">The number of samples, at least one for each class.</param>
    /// <param name="classes">The number of shells. Default: 3.</param>
    /// <param name="features">The dimensions. Default: 2.</param>
    /// <param name="seed">Decides the points.</param>
    /// <returns>Labelled points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static Dataset GaussianQuantiles(int count, int classes = 3, int features = 2, int seed = 0)
    {
        Require(features >= 1, features, nameof(features), "at least 1");
        Require(classes >= 1, classes, nameof(classes), "at least 1");
        Require(count >= classes, count, nameof(count), $"at least {classes}, one sample for each class");
        var random = new CounterRandom((uint)seed);
        var inputs = new float[checked(count * features)];
        var distances = new double[count];
        for (int i = 0; i < inputs.Length; i++)
        {
            double value = random.NextNormal();
            inputs[i] = (float)value;
            distances[i / features] += value * value;
        }

        var order = new int[count];
        for (int sample = 0; sample < count; sample++) order[sample] = sample;
        Array.Sort(distances, order);
        var labels = new int[count];
        for (int place = 0; place < count; place++) labels[order[place]] = (int)((long)place * classes / count);
        return Dataset.FromLabels(inputs, features, labels, classes);
    }

    /// <summary>A function of one variable with noise: y = f(x) + noise · N(0, 1), x uniform in an interval.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="function">The function.</param>
    /// <param name="from">The beginning of the interval. Default: −1.</param>
    /// <param name="to">Its end. Default: 1.</param>
    /// <param name="noise">The standard deviation of the noise. Default: 0.1.</param>
    /// <param name="seed">Decides the places and the noise.</param>
    /// <returns>Samples of one input and one target.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or a number is out of its range.</exception>
    public static Dataset Function(
        int count, Func<double, double> function, double from = -1, double to = 1, double noise = 0.1, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        Require(double.IsFinite(from), from, nameof(from), "a finite number");
        Require(double.IsFinite(to) && to > from, to, nameof(to), $"a finite number above {from}");
        return Targets(count, 1, noise, seed, x => function(from + ((to - from) * x[0])), scale: from, range: to - from);
    }

    /// <summary>
    /// Friedman's first function (1991): y = 10 sin(π x₀ x₁) + 20 (x₂ − ½)² + 10 x₃ + 5 x₄ + noise · N(0, 1), inputs uniform in [0, 1].
    /// </summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="features">The inputs, of which the first five matter; at least 5. Default: 10.</param>
    /// <param name="noise">The standard deviation of the noise. Default: 1.</param>
    /// <param name="seed">Decides the inputs and the noise.</param>
    /// <returns>Samples with one target.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or the noise is negative or not finite.</exception>
    public static Dataset Friedman(int count, int features = 10, double noise = 1, int seed = 0)
    {
        Require(features >= 5, features, nameof(features), "at least 5");
        return Targets(count, features, noise, seed, static x =>
            (10 * PortableMath.Sin(Math.PI * x[0] * x[1])) + (20 * (x[2] - 0.5) * (x[2] - 0.5)) + (10 * x[3]) + (5 * x[4]));
    }

    private static Dataset Targets(
        int count, int features, double noise, int seed, Func<double[], double> function, double scale = 0, double range = 1)
    {
        Require(count >= 1, count, nameof(count), "at least 1");
        RequireNoise(noise, nameof(noise));
        var random = new CounterRandom((uint)seed);
        var inputs = new float[checked(count * features)];
        var targets = new float[count];
        var x = new double[features];
        for (int sample = 0; sample < count; sample++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                x[feature] = random.NextDouble();
                inputs[(sample * features) + feature] = (float)(scale + (range * x[feature]));
            }

            targets[sample] = (float)(function(x) + (noise * random.NextNormal()));
        }

        return Dataset.FromTargets(inputs, features, targets, 1);
    }

    /// <summary>Points on one curve for each class; the place on it is uniform in [0, 1).</summary>
    private static Dataset Curves(int count, int classes, double noise, int seed, Func<int, double, (double X, double Y)> curve)
    {
        RequireNoise(noise, nameof(noise));
        var random = new CounterRandom((uint)seed);
        (float[] inputs, int[] labels) = Labelled(count, features: 2, classes);
        for (int sample = 0; sample < count; sample++)
        {
            (double x, double y) = curve(labels[sample], random.NextDouble());
            inputs[2 * sample] = (float)(x + (noise * random.NextNormal()));
            inputs[(2 * sample) + 1] = (float)(y + (noise * random.NextNormal()));
        }

        return Dataset.FromLabels(inputs, 2, labels, classes);
    }

    private static (float[] Inputs, int[] Labels) Labelled(int count, int features, int classes)
    {
        Require(count >= 1, count, nameof(count), "at least 1");
        var labels = new int[count];
        for (int sample = 0; sample < count; sample++) labels[sample] = sample % classes;
        return (new float[checked(count * features)], labels);
    }

    private static void RequireNoise(double value, string name) =>
        Require(value >= 0 && double.IsFinite(value), value, name, "a finite standard deviation of at least 0");

    private static void Require<T>(bool isRight, T value, string name, string expected)
    {
        if (!isRight) throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");
    }
}
