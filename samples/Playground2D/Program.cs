using System;
using System.IO;
using NNGen;
using Playground2D;

// Trains small networks on the two-dimensional sets of the textbooks, and draws what happens: boundaries, curves, weights, gradients.
if (args is not ([] or ["--out", _]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Playground2D [-- --out DIR]   (default: playground2d)");
    return 1;
}

try
{
    var album = new Album(args is ["--out", var folder] ? folder : "playground2d");
    Boundaries.Draw(album);
    Weights.Draw(album);
    VanishingGradients.Draw(album);
    Console.WriteLine($"{album.Count} pictures in {album.Folder}");
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or TrainingDivergedException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}
