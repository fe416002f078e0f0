namespace NNGen;

/// <summary>
/// Gives every tensor its starting values. Each tensor draws from its own stream (its place in the description) in canonical row-major
/// order, so the values depend neither on how the tensor is stored nor on the tensors beside it. Computed in double and rounded once.
/// </summary>
internal static class ParameterInitialization
{
    // Keras' truncated normal: two deviations, then widened, because the cut alone leaves this standard deviation.
    private const double Truncation = 2;
    private const double TruncatedDeviation = 0.87962566103423978;

    private enum Distribution
    {
        Constant,
        Uniform,
        TruncatedNormal,
    }

    public static void Fill(ParameterBuffer parameters, int seed)
    {
        IReadOnlyList<TensorDescription> tensors = parameters.Description.Tensors;
        var rules = new Rule[tensors.Count];
        for (int i = 0; i < rules.Length; i++) rules[i] = RuleOf(tensors[i]);
        Span<float> values = parameters.Everything;
        parameters.MarkChanged();
        for (int i = 0; i < rules.Length; i++)
        {
            var random = new CounterRandom((uint)seed, (ulong)i);
            var walk = new StorageWalk(tensors[i]);
            int length = tensors[i].Length;
            for (int element = 0; element < length; element++) values[walk.Next()] = (float)rules[i].Draw(ref random);
        }
    }

    private static Rule RuleOf(TensorDescription tensor)
    {
        double fanIn = tensor.FanIn;
        double fans = fanIn + tensor.FanOut;
        return tensor.Initializer switch
        {
            Initializer.Zeros => new Rule(Distribution.Constant, 0),
            Initializer.Ones => new Rule(Distribution.Constant, 1),
            Initializer.GlorotUniform => Uniform(tensor, 6 / fans),
            Initializer.GlorotNormal => Normal(tensor, 2 / fans),
            Initializer.HeUniform => Uniform(tensor, 6 / fanIn),
            Initializer.HeNormal => Normal(tensor, 2 / fanIn),
            Initializer.LecunUniform => Uniform(tensor, 3 / fanIn),
            Initializer.LecunNormal => Normal(tensor, 1 / fanIn),
            Initializer.FanInUniform => Uniform(tensor, 1 / fanIn),
            _ => throw new ArgumentException($"{tensor} has the initializer {tensor.Initializer}, which does not exist."),
        };
    }

    private static Rule Uniform(TensorDescription tensor, double squaredBound) => new(Distribution.Uniform, Root(tensor, squaredBound));

    private static Rule Normal(TensorDescription tensor, double variance) =>
        new(Distribution.TruncatedNormal, Root(tensor, variance) / TruncatedDeviation);

    private static double Root(TensorDescription tensor, double square)
    {
        if (tensor.FanIn < 1 || tensor.FanOut < 1)
        {
            throw new ArgumentException(
                $"{tensor} has fan-in {tensor.FanIn} and fan-out {tensor.FanOut}, but {tensor.Initializer} expects both to be at least 1.");
        }

        return Math.Sqrt(square);
    }

    /// <summary>A distribution around 0 and its bound or deviation; for a constant, the constant itself.</summary>
    private readonly record struct Rule(Distribution Distribution, double Scale)
    {
        public double Draw(ref CounterRandom random) => Distribution switch
        {
            Distribution.Uniform => ((2 * random.NextDouble()) - 1) * Scale,
            Distribution.TruncatedNormal => DrawTruncated(ref random) * Scale,
            _ => Scale,
        };

        private static double DrawTruncated(ref CounterRandom random)
        {
            double value;
            do
            {
                value = random.NextNormal();
            }
            while (Math.Abs(value) > Truncation);
            return value;
        }
    }
}
