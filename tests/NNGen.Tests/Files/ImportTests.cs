using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Files;

/// <summary>Networks that other tools have trained compute the same here.</summary>
public sealed class ImportTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData("torch_features.pt")]
    [InlineData("torch_features_legacy.pt")]
    public void Import_PyTorchFeatures_ComputesWhatPyTorchDoes(string file)
    {
        var network = new Features(seed: 1);
        ImportResult result = network.Import(FileData.PathOf(file));
        Assert.Empty(result.Ignored);
        Assert.Contains(new ImportedTensor("head.3.weight", "dense_6.kernel"), result.Tensors);
        AssertGolden(network, "features");
    }

    [Theory]
    [InlineData("torch_decoder.pt")]
    [InlineData("torch_decoder_legacy.pt")]
    public void Import_PyTorchDecoder_ComputesWhatPyTorchDoes(string file)
    {
        var network = new Decoder(seed: 1);
        network.Import(FileData.PathOf(file));
        AssertGolden(network, "decoder");
    }

    [Theory]
    [InlineData("torch_sequence.pt")]
    [InlineData("torch_sequence_legacy.pt")]
    public void Import_PyTorchSequence_ComputesWhatPyTorchDoes(string file)
    {
        var network = new SequenceNetwork(seed: 1);
        network.Import(FileData.PathOf(file));
        AssertGolden(network, "sequence");
    }

    [Theory]
    [InlineData("keras.h5", "model_weights/dense_10/sequential/dense_10/kernel:0", 2)]
    [InlineData("keras.keras", "layers/dense_2/vars/0", 2)]
    [InlineData("model.weights.h5", "layers/dense_2/vars/0", 2)]
    public void Import_Keras_TakesEveryLayerInItsOrder(string file, string source, int ignored)
    {
        var network = new KerasNetwork(seed: 1);
        ImportResult result = network.Import(FileData.PathOf(file));
        Assert.Equal(source, result.Tensors[^2].Source);
        Assert.Equal(ignored, result.Ignored.Count);
        int start = 0;
        foreach (ImportedTensor tensor in result.Tensors)
        {
            ParameterView view = network.Parameters[tensor.Target];
            Assert.Equal(FileData.Ramp(view.Length, start), view.ToArray());
            start += 7;
        }
    }

    [Fact]
    public void SaveNpz_ImportedElsewhere_GivesTheSameParameters()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("nngen-npz-").FullName, "network.npz");
        var network = new Features(seed: 1);
        network.SaveNpz(path);
        byte[] first = File.ReadAllBytes(path);
        network.SaveNpz(path);
        Assert.Equal(first, File.ReadAllBytes(path));
        var other = new Features(seed: 2);
        other.Import(path);
        Assert.Equal(network.Parameters.AsReadOnlySpan(), other.Parameters.AsReadOnlySpan());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Import_OwnSafetensors_GivesTheSameParameters()
    {
        var stream = new MemoryStream();
        var network = new Twins(seed: 1);
        network.Save(stream);
        var other = new Twins(seed: 2);
        using TensorFile file = FileData.Open(stream.ToArray(), "twins.safetensors");
        other.Import(file);
        Assert.Equal(network.Parameters.AsReadOnlySpan(), other.Parameters.AsReadOnlySpan());
    }

    [Fact]
    public void Import_NumberedArrays_AreInTheNetworksOrder()
    {
        var network = new Twins(seed: 1);
        using TensorFile file = Npz(("arr_0", [2, 2]), ("arr_1", [2]), ("arr_2", [2, 2]), ("arr_3", [2]));
        Assert.Contains(
            "say which it is, with ImportOptions.Layout", Assert.Throws<InvalidDataException>(() => network.Import(file)).Message);
        network.Import(file, new ImportOptions { Layout = WeightLayout.PyTorch });
        Assert.Equal([1f, 3, 2, 4], network.Parameters["dense_1.kernel"].ToArray());
    }

    [Fact]
    public void Import_LayersOfOneShapeWithoutOrder_AreAskedFor()
    {
        var network = new Twins(seed: 1);
        using TensorFile file = Safetensors("decoder", "encoder");
        var error = Assert.Throws<InvalidDataException>(() => network.Import(file));
        Assert.Contains("fit all of them, and the file has no order: say which is which, with ImportOptions.Map", error.Message);
        ImportResult result = network.Import(file, new ImportOptions { Map = new Dictionary<string, string> { ["encoder"] = "dense_1" } });
        Assert.Equal(["encoder.weight", "encoder.bias", "decoder.weight", "decoder.bias"], result.Tensors.Select(tensor => tensor.Source));
    }

    [Fact]
    public void Import_NumberedLayersWithoutOrder_AreInTheOrderOfTheirNumbers()
    {
        var network = new Twins(seed: 1);
        using TensorFile file = Safetensors("layers.10", "layers.2");
        ImportResult result = network.Import(file);
        Assert.Equal(["layers.2.weight", "layers.2.bias"], result.Tensors.Take(2).Select(tensor => tensor.Source));
    }

    [Fact]
    public void Import_AnotherNetworksFile_ListsEverythingAndChangesNothing()
    {
        var network = new Decoder(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        var error = Assert.Throws<InvalidDataException>(() => network.Import(FileData.PathOf("torch_sequence.pt")));
        Assert.Contains("torch_sequence.pt: expected the weights of Decoder:", error.Message);
        Assert.Contains("layer 'dense_1': expected 1 of the file with kernel [16, 3], bias [16], found none", error.Message);
        Assert.Contains(
            "tensor 'conv.weight' of the file: expected a tensor of Decoder for it, found none for F32 [4, 3, 3]", error.Message);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan());
    }

    [Fact]
    public void Import_PrefixAndIgnore_LeaveOut()
    {
        var network = new Twins(seed: 1);
        using TensorFile file = Safetensors("ema.0", "ema.1", "model.0", "model.1", "model.extra");
        var options = new ImportOptions { Prefix = "model.", Ignore = ["model.extra"] };
        Assert.Equal(6, network.Import(file, options).Ignored.Count);
    }

    [Fact]
    public void Import_MapOfUnknownNames_IsAnError()
    {
        using TensorFile file = Safetensors("a", "b");
        var options = new ImportOptions { Map = new Dictionary<string, string> { ["c"] = "dense_9", ["a"] = "dense_1", ["b"] = "dense_2" } };
        var error = Assert.Throws<InvalidDataException>(() => new Twins(seed: 1).Import(file, options));
        Assert.Contains("the map: expected a layer or tensor of Twins, found 'dense_9'", error.Message);
        Assert.Contains("the map: expected a layer or tensor of the file, found 'c'", error.Message);
    }

    /// <summary>Layers of two inputs and outputs in PyTorch's names, as a file without an order.</summary>
    private static TensorFile Safetensors(params string[] layers)
    {
        var stream = new MemoryStream();
        var tensors = new List<SafetensorsTensor>();
        foreach (string layer in layers)
        {
            long start = tensors.Count == 0 ? 0 : tensors[^1].End;
            tensors.Add(new SafetensorsTensor($"{layer}.weight", "F32", [2, 2], start, start + 16));
            tensors.Add(new SafetensorsTensor($"{layer}.bias", "F32", [2], start + 16, start + 24));
        }

        SafetensorsFile.WriteHeader(stream, new SafetensorsHeader([], tensors));
        SafetensorsFile.WriteData(stream, FileData.Ramp(6 * layers.Length));
        return FileData.Open(stream.ToArray(), "x.safetensors");
    }

    /// <summary>Arrays of 1, 2, 3 and so on.</summary>
    private static TensorFile Npz(params (string Name, int[] Shape)[] arrays)
    {
        var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, int[] shape) in arrays)
            {
                using Stream entry = archive.CreateEntry($"{name}.npy").Open();
                entry.Write(NpyFormat.HeaderOf(shape));
                SafetensorsFile.WriteData(entry, [.. Enumerable.Range(1, shape.Aggregate(1, (a, b) => a * b)).Select(i => (float)i)]);
            }
        }

        return FileData.Open(stream.ToArray(), "x.npz");
    }

    private static void AssertGolden<TNetwork>(TNetwork network, string name)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        using TensorFile golden = FileData.Open("torch_golden.npz");
        float[] inputs = golden[$"{name}.input"].ReadSingles();
        float[] expected = golden[$"{name}.output"].ReadSingles();
        var outputs = new float[expected.Length];
        network.ForwardBatch(inputs, outputs);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], outputs[i], Tolerance * (1 + MathF.Abs(expected[i])));
    }
}
