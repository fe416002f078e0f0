using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Files;

/// <summary>
/// A small CNN for MNIST that PyTorch has trained, with a batch normalisation of an image and one of a vector.
/// </summary>
public sealed class MnistImportTests
{
    private const int Images = 2000;

    // What torchvision's users subtract from a pixel and divide it by.
    private const float Mean = 0.1307f;
    private const float Deviation = 0.3081f;

    [SkippableTheory]
    [InlineData("burn-mnist.pt")]
    [InlineData("burn-mnist.safetensors")]
    public void Import_TrainedByPyTorch_ClassifiesDigits(string name)
    {
        string path = Path.Combine(TestData.RequireFolder("weights"), name);
        var network = new MnistNetwork(seed: 1);
        ImportResult result = network.Import(path);
        Assert.All(result.Ignored, tensor => Assert.EndsWith("num_batches_tracked", tensor, StringComparison.Ordinal));
        string folder = TestData.RequireFolder("mnist");
        Dataset digits = Dataset.FromIdx(
            Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
        int right = 0;
        var output = new float[MnistNetwork.OutputLength];
        for (int image = 0; image < Images; image++)
        {
            float[] input = [.. digits.Input(image).ToArray().Select(pixel => (pixel - Mean) / Deviation)];
            network.Forward(input, output);
            if (Array.IndexOf(output, output.Max()) == digits.Labels[image]) right++;
        }

        Assert.InRange(right, 0.988 * Images, 0.990 * Images);
    }
}
