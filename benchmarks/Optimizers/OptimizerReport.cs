using NNGen.Benchmarks.Roofline;

namespace NNGen.Benchmarks.Optimizers;

/// <summary>
/// What a pass of every optimiser over a million parameters costs, as a share of the memory bandwidth: that of a pass which reads and
/// writes the same number of arrays and computes one addition for each, measured in turn with the optimiser's.
/// </summary>
internal static class OptimizerReport
{
    private const int Parameters = 1_000_000;
    private const int Rounds = 41;

    private static readonly (string Name, Optimizer Optimizer)[] Rules =
    [
        ("Sgd", new Sgd()),
        ("Sgd, momentum", new Sgd { Momentum = 0.9f }),
        ("Sgd, Nesterov", new Sgd { Momentum = 0.9f, Nesterov = true }),
        ("Adagrad", new Adagrad()),
        ("Adadelta", new Adadelta()),
        ("RMSprop", new RMSprop()),
        ("RMSprop, centred, momentum", new RMSprop { Centered = true, Momentum = 0.9f }),
        ("Adam", new Adam()),
        ("Adam, AMSGrad", new Adam { AmsGrad = true }),
        ("AdamW", new AdamW()),
        ("Nadam", new Nadam()),
        ("Lion", new Lion()),
        ("Rprop", new Rprop()),
    ];

    public static int Run(string? only)
    {
        Console.WriteLine($"{Parameters:N0} parameters, one thread, medians of {Rounds} passes");
        Console.WriteLine();
        Console.WriteLine("| optimiser | floats of state | µs for a pass | GB/s | GB/s of plain passes | share |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, Optimizer optimizer) in Rules)
        {
            if (only is not null && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            (double pass, double plain) = Measure(optimizer);
            double bytes = (double)Parameters * sizeof(float) * (3 + (2 * optimizer.StateCount));
            string rates = FormattableString.Invariant($"{bytes / pass * 1e-9:F1} | {bytes / plain * 1e-9:F1} | {plain / pass:P0}");
            Console.WriteLine(FormattableString.Invariant($"| {name} | {optimizer.StateCount} | {pass * 1e6:F0} | {rates} |"));
        }

        return 0;
    }

    private static (double Pass, double Plain) Measure(Optimizer optimizer)
    {
        float[][] arrays = [.. Enumerable.Range(0, 2 + optimizer.StateCount).Select(_ => new float[Parameters])];
        float[] slots = new float[Parameters * optimizer.StateCount];
        var random = new CounterRandom(1);
        for (int i = 0; i < Parameters; i++)
        {
            arrays[0][i] = (float)random.NextNormal();
            arrays[1][i] = (float)random.NextNormal() * 1e-3f;
        }

        var values = new double[optimizer.StepValueCount];
        var passes = new List<double>();
        var plains = new List<double>();
        for (int round = 1; round <= 2 * Rounds; round++)
        {
            double plain = StreamPass.Seconds(arrays);
            optimizer.BeginStep(round, optimizer.LearningRate, values);
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            var step = new OptimizerStep(round, optimizer.LearningRate, values);
            optimizer.Update(step, arrays[0], arrays[1], new OptimizerState(slots, Parameters, 0, Parameters));
            double pass = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;

            // The first half warms up.
            if (round <= Rounds) continue;
            passes.Add(pass);
            plains.Add(plain);
        }

        return (Timing.Quantile(passes, 0.5), Timing.Quantile(plains, 0.5));
    }
}
