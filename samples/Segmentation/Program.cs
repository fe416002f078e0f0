using System;
using System.IO;
using NNGen;
using Segmentation;

// Trains a small encoder-decoder to find shapes in noisy pictures, and draws what it found.
const int TrainCount = 3000, TestCount = 200, Epochs = 12, ShownCount = 8;

if (args.Length > 1 || (args.Length == 1 && args[0].StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Segmentation [-- FILE]   (default: segmentation.png)");
    return 1;
}

string path = args.Length == 1 ? args[0] : "segmentation.png";
try
{
    Scenes train = Scenes.Draw(TrainCount, seed: 1), test = Scenes.Draw(TestCount, seed: 2);
    Console.WriteLine($"{train.Count:N0} pictures to learn from, {test.Count:N0} to be tested with");
    Console.WriteLine();
    Console.WriteLine(ShapeSegmenter.Description.Summary());

    var network = new ShapeSegmenter(seed: 1);
    Segmenting.Train(network, train, test, Epochs, (epoch, loss, scores, time) => Console.WriteLine(
        $"epoch {epoch,2} of {Epochs}  loss {loss:F4}  mean IoU {scores.MeanIou:F3}  pixels right {100 * scores.PixelAccuracy:F1} %  " +
        $"{time.TotalSeconds:F1} s"));

    Scenes shown = Scenes.Draw(ShownCount, seed: 3);
    byte[] sheet = MaskSheet.Draw(shown.Pictures, shown.Masks, Segmenting.Masks(network, shown.Pictures));
    PngFile.Write(path, MaskSheet.Width(shown.Count), sheet);
    Console.WriteLine($"pictures, true masks and predicted masks drawn as {Path.GetFullPath(path)}");
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or TrainingDivergedException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}
