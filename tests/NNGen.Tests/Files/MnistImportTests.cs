using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Files;

/// <summary>
/// A small CNN for MNIST that PyTorch has trained, with two batch normalisations, whose statistics are folded into the dense layers behind
/// and before them.
/// </summary>
public sealed class MnistImportTests
{
    private const int Images = 2000;
    private const float Epsilon = 1e-5f;

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
        ImportResult result = network.Import(path, new ImportOptions { Ignore = ["norm"] });
        Assert.Equal(10, result.Ignored.Count);
        using TensorFile file = TensorFile.Open(path);
        FoldBefore(network.Parameters, Scale(file, "norm1"));
        FoldBehind(network.Parameters, Scale(file, "norm2"));
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

    private static (float[] Factor, float[] Offset) Scale(TensorFile file, string norm)
    {
        float[] Read(string role) => file[$"{norm}.{role}"].ReadSingles();
        (float[] weight, float[] bias, float[] mean, float[] variance) = (
            Read("weight"), Read("bias"), Read("running_mean"), Read("running_var"));
        float[] factor = [.. weight.Zip(variance, (w, v) => w / MathF.Sqrt(v + Epsilon))];
        return (factor, [.. bias.Select((b, i) => b - (mean[i] * factor[i]))]);
    }

    /// <summary>dense((x·f + o)) = x·(f·kernel) + (bias + Σ o·kernel): the channels of the image are the fastest features.</summary>
    private static void FoldBefore(ParameterBuffer parameters, (float[] Factor, float[] Offset) norm)
    {
        ParameterView kernel = parameters["fc1.kernel"];
        ParameterView bias = parameters["fc1.bias"];
        for (int i = 0; i < kernel.Tensor.Shape[0]; i++)
        {
            int channel = i % norm.Factor.Length;
            for (int o = 0; o < kernel.Tensor.Shape[1]; o++)
            {
                bias[o] += norm.Offset[channel] * kernel[i, o];
                kernel[i, o] *= norm.Factor[channel];
            }
        }
    }

    private static void FoldBehind(ParameterBuffer parameters, (float[] Factor, float[] Offset) norm)
    {
        ParameterView kernel = parameters["fc2.kernel"];
        ParameterView bias = parameters["fc2.bias"];
        for (int o = 0; o < norm.Factor.Length; o++)
        {
            for (int i = 0; i < kernel.Tensor.Shape[0]; i++) kernel[i, o] *= norm.Factor[o];
            bias[o] = (bias[o] * norm.Factor[o]) + norm.Offset[o];
        }
    }
}
