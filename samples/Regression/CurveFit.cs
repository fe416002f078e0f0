using System;
using System.IO;
using NNGen;
using NNGen.Learning;

namespace Regression;

/// <summary>y = sin 3x + x / 2 with noise: more epochs come closer to the curve than to the points.</summary>
internal static class CurveFit
{
    private const double Noise = 0.15;

    public static void Run(string folder)
    {
        Dataset data = TextbookSets.Function(400, Curve, from: -2, to: 2, noise: Noise, seed: 1);
        (Table train, Table test) = Table.FromDataset(data, "y").Split(seed: 1);
        var regressor = new Regressor<CurveNetwork>("y", new EstimatorOptions
        {
            Fit = new FitOptions { Epochs = 400, Optimizer = new Adam(0.005f), Schedule = new CosineDecay() },
        });
        TrainingHistory history = regressor.Fit(train);
        RegressionScores scores = regressor.Evaluate(test);
        Console.WriteLine("sin 3x + x/2 with noise of 0.15, 100 points that were held out:");
        Console.WriteLine(scores);
        Picture.LearningCurves(history, "A noisy curve").Save(Path.Combine(folder, "curve-learning.svg"));
        Draw(regressor).Save(Path.Combine(folder, "curve.svg"));
    }

    private static double Curve(double x) => Math.Sin(3 * x) + (x / 2);

    private static Picture Draw(Regressor<CurveNetwork> regressor)
    {
        var x = new double[201];
        for (int i = 0; i < x.Length; i++) x[i] = -2 + (0.02 * i);
        double[] fitted = Array.ConvertAll(regressor.Predict(new Table(new NumberColumn("x0", x))), y => (double)y);
        LineSeries[] lines = [new("curve", x, Array.ConvertAll(x, Curve)), new("network", x, fitted)];
        return Picture.Lines("Curve and fit", "x", "y", lines);
    }
}
