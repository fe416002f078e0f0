using System;
using System.IO;
using NNGen;
using NNGen.Learning;
using Regression;

// Fits a noisy curve with one input, then a function of ten inputs of which five matter, and shows how good the fits are.
if (args is not ([] or ["--out", _]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Regression [-- --out DIR]   (default: regression)");
    return 1;
}

try
{
    string folder = args is ["--out", var given] ? given : "regression";
    Directory.CreateDirectory(folder);
    CurveFit.Run(folder);
    FriedmanFit.Run(folder);
    Console.WriteLine($"pictures in {folder}");
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or TrainingDivergedException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}
