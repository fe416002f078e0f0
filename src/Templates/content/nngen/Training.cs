using NNGen;

/// <summary>Trains <see cref="Ring"/> on points of a square.</summary>
internal static class Training
{
    private const int Points = 2000;
    private const int TrainingPoints = 1500;

    /// <summary>Trains and saves a network.</summary>
    /// <param name="path">Receives the weights.</param>
    /// <returns>The share of test points that are classified rightly.</returns>
    public static double Run(string path)
    {
        var random = new CounterRandom(seed: 1);
        var points = new float[2 * Points];
        var labels = new int[Points];
        for (int i = 0; i < Points; i++)
        {
            float x = points[2 * i] = (4 * random.NextSingle()) - 2;
            float y = points[(2 * i) + 1] = (4 * random.NextSingle()) - 2;
            labels[i] = (x * x) + (y * y) is > 1 and < 3 ? 1 : 0;
        }

        var (train, test) = Dataset.FromLabels(points, inputLength: 2, labels).Split(TrainingPoints);
        var network = new Ring(seed: 1);
        network.Fit(train, new FitOptions { Epochs = 100, Optimizer = new Adam(0.01f) });
        network.Save(path);
        return network.Evaluate(test).Accuracy ?? 0;
    }
}
