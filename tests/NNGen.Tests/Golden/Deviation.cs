using System;
using System.Collections.Generic;
using System.Linq;

namespace NNGen.Tests.Golden;

/// <summary>How far a run in float32 is from its golden run, in units of float32's unit roundoff.</summary>
/// <param name="FirstGradient">The largest error of the first gradient, relative to the gradient's largest element.</param>
/// <param name="Losses">The relative error of each step's loss.</param>
/// <param name="Parameters">The largest error of the final parameters, relative to 1: the size of the largest of them.</param>
/// <param name="TestLoss">The relative error of the test loss.</param>
/// <param name="TestAccuracy">The error of the test accuracy, as it is.</param>
internal sealed record Deviation(double FirstGradient, double[] Losses, double Parameters, double TestLoss, double TestAccuracy)
{
    private const double UnitRoundoff = 1.0 / (1 << 24);

    // The terms that one number is summed from, one layer after the other: a logit from 64 pixels and 32 hidden units, a gradient from
    // these, the 10 logits and the 32 samples of the batch.
    private const int LogitTerms = 64 + 32;
    private const int GradientTerms = LogitTerms + 10 + 32;

    private static IEnumerable<string> TensorNames => DigitsMlp.Description.Tensors.Select(tensor => tensor.Name);

    /// <summary>Trains as the golden run did and compares.</summary>
    public static Deviation Measure(GoldenRun golden, Optimizer optimizer, Dataset training, Dataset test)
    {
        var network = new DigitsMlp();
        golden.SetStart(network);
        using var trainer = new Trainer<DigitsMlp>(network, optimizer, new TrainerOptions { BatchCapacity = golden.BatchSize });
        int[][] batches = Enumerable.Range(0, training.Count).Chunk(golden.BatchSize).ToArray();
        double firstGradient = GradientError(golden, trainer, training, batches[0]);
        var losses = new List<double>();
        for (int epoch = 0; epoch < golden.Epochs; epoch++)
        {
            foreach (int[] batch in batches) losses.Add(Relative(trainer.Step(training, batch), golden.Losses[losses.Count]));
        }

        Evaluation evaluation = network.Evaluate(test);
        return new Deviation(
            firstGradient,
            [.. losses],
            TensorNames.Max(name => LargestError(network.Parameters[name].ToArray(), golden.Final(name))) / UnitRoundoff,
            Relative(evaluation.Loss, golden.TestLoss),
            Math.Abs(evaluation.Accuracy!.Value - golden.TestAccuracy));
    }

    /// <summary>The names of what differs by more than rounding can explain.</summary>
    /// <remarks>
    /// n roundings of about one unit, each up or down as it happens, add up to √n units (Higham and Mary, 2019), and every step rounds each
    /// parameter once more: so a number summed from n terms after t steps may differ by √(n + t) units. Measured with AVX-512: 2.8 of
    /// the 11.7 units allowed for the gradient, at most 1.6 of the 9.8 to 13.6 for the losses, 2.5 of 13.6 for the parameters, 0.9 of 13.6
    /// for the test loss. A class changes only where two outputs are as close as that, which no test sample's are.
    /// </remarks>
    public IEnumerable<string> Excesses()
    {
        if (!(FirstGradient <= Math.Sqrt(GradientTerms))) yield return nameof(FirstGradient);
        if (!Losses.Index().All(loss => loss.Item <= AfterSteps(loss.Index))) yield return nameof(Losses);
        if (!(Parameters <= AfterSteps(Losses.Length))) yield return nameof(Parameters);
        if (!(TestLoss <= AfterSteps(Losses.Length))) yield return nameof(TestLoss);
        if (!(TestAccuracy <= UnitRoundoff)) yield return nameof(TestAccuracy);
    }

    private static double AfterSteps(int steps) => Math.Sqrt(LogitTerms + steps);

    private static double GradientError(GoldenRun golden, Trainer<DigitsMlp> trainer, Dataset training, int[] batch)
    {
        // A buffer of parameters, for its views: they know where the flat span keeps each tensor's elements.
        var gradient = new ParameterBuffer(DigitsMlp.Description);
        trainer.Gradients(training, batch, gradient.AsSpan());
        double largest = TensorNames.Max(name => golden.FirstGradient(name).Max(Math.Abs));
        return TensorNames.Max(name => LargestError(gradient[name].ToArray(), golden.FirstGradient(name))) / largest / UnitRoundoff;
    }

    private static double LargestError(float[] found, double[] expected) => found.Zip(expected, (f, e) => Math.Abs(f - e)).Max();

    private static double Relative(double found, double expected) => Math.Abs(found - expected) / expected / UnitRoundoff;
}
