using System;
using System.IO;
using System.Linq;
using NNGen;
using Transfer;

// Teaches a network the digits 0 to 4, and lets another one use what it learnt to read 5 to 9 from a handful of images.
const int Draws = 5;

if (args.Length > 1 || (args.Length == 1 && args[0].StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Transfer [-- FILE]   (FILE keeps the first network's weights)");
    return 1;
}

string weights = args.Length == 1 ? args[0] : Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
try
{
    var experiment = new Experiment { ManyImages = 10_000, EpochsOfMany = 4, FewImages = 20, EpochsOfFew = 60, TestImages = 2_000 };
    (LowDigits low, double accuracy) = experiment.TrainLow();
    low.Save(weights);
    Console.WriteLine($"digits 0 to 4, {experiment.ManyImages:N0} images: {100 * accuracy:F1} % of other images are read rightly");

    (HighDigits _, ParameterMatch match, _) = experiment.TrainHead(weights, 0);
    Console.WriteLine($"  taken over by a network for 5 to 9: {string.Join(", ", match.Loaded)}");
    Console.WriteLine($"  left behind: {string.Join(", ", match.Unused)}");

    double[] fresh = [.. Enumerable.Range(0, Draws).Select(experiment.TrainFresh)];
    double[] transfer = [.. Enumerable.Range(0, Draws).Select(draw => experiment.TrainHead(weights, draw).Accuracy)];
    Console.WriteLine($"digits 5 to 9, {experiment.FewImages} images, {Draws} draws of them:");
    Console.WriteLine($"  from nothing                     {Percent(fresh)}");
    Console.WriteLine($"  a new head on the frozen body    {Percent(transfer)}");
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}
finally
{
    if (args.Length == 0) File.Delete(weights);
}

static string Percent(double[] parts) =>
    $"{100 * parts.Average():F1} % ({100 * parts.Min():F1} to {100 * parts.Max():F1})";
