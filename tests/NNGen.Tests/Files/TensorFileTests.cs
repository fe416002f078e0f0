using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Files;

/// <summary>Reading files that other tools have written.</summary>
public sealed class TensorFileTests
{
    [Theory]
    [InlineData("c_order.npy", "array F32 [3, 4]")]
    [InlineData("fortran.npy", "array F32 [3, 4]")]
    [InlineData("big_endian.npy", "array F64 [3, 4]")]
    public void Npy_AnyOrderAndType_GivesTheSameNumbers(string name, string tensor)
    {
        using TensorFile file = FileData.Open(name);
        Assert.Equal(TensorFileFormat.Npy, file.Format);
        Assert.Equal([tensor], file.Tensors.Select(item => item.ToString()));
        Assert.Equal(FileData.Ramp(12), file["array"].ReadSingles());
    }

    [Fact]
    public void Npy_Scalar_IsOneNumber()
    {
        using TensorFile file = FileData.Open("scalar.npy");
        Assert.Empty(file.Tensors[0].Shape);
        Assert.Equal([2f], file.Tensors[0].ReadSingles());
    }

    [Fact]
    public void Npz_CompressedTypes_AreConverted()
    {
        using TensorFile file = FileData.Open("types.npz");
        Assert.Equal(TensorFileFormat.Npz, file.Format);
        Assert.Equal(
            ["half F16 [2, 3]", "double F64 [2, 3]", "integer I64 [3]", "flag BOOL [1]"], file.Tensors.Select(item => item.ToString()));
        Assert.Equal(FileData.Ramp(6), file["half"].ReadSingles());
        Assert.Equal(FileData.Ramp(6), file["double"].ReadSingles());
        var error = Assert.Throws<InvalidDataException>(file["integer"].ReadSingles);
        Assert.Contains("tensor 'integer': expected floating-point numbers (F32, F16, BF16 or F64), found I64 [3]", error.Message);
    }

    [Theory]
    [InlineData("torch_checkpoint.pt")]
    [InlineData("torch_checkpoint_legacy.pt")]
    public void PyTorch_Checkpoint_GivesEveryTensorByItsPath(string name)
    {
        using TensorFile file = FileData.Open(name);
        Assert.Equal(TensorFileFormat.PyTorch, file.Format);
        Assert.Equal(
            [
                "model.part F32 [2, 4]", "model.transposed F32 [4, 6]", "model.half F16 [6, 4]", "model.bfloat BF16 [6, 4]",
                "model.double F64 [6, 4]", "model.long I64 [3]", "model.scalar F32 []", "model.parameter F32 [6]", "model.empty F32 [0, 3]",
                "optimizer.state.0.exp_avg F32 [6, 4]",
            ],
            file.Tensors.Select(item => item.ToString()));
        float[] all = FileData.Ramp(24);
        Assert.Equal(all[4..12], file["model.part"].ReadSingles());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => all[((i % 6) * 4) + (i / 6)]), file["model.transposed"].ReadSingles());
        Assert.All(["half", "bfloat", "double"], type => Assert.Equal(all, file[$"model.{type}"].ReadSingles()));
        Assert.Equal([2f], file["model.scalar"].ReadSingles());
        Assert.Equal([all[1], all[5], all[9], all[13], all[17], all[21]], file["model.parameter"].ReadSingles());
        Assert.Empty(file["model.empty"].ReadSingles());
    }

    [Fact]
    public void PyTorch_WholeModule_IsRefusedByTheNameOfItsClass()
    {
        var error = Assert.Throws<InvalidDataException>(() => FileData.Open("torch_module.pt"));
        Assert.Contains("torch_module.pt: byte ", error.Message);
        Assert.Contains("torch.save(model.state_dict(), path)", error.Message);
        Assert.Contains("found torch.nn.modules.linear.Linear", error.Message);
    }

    [Fact]
    public void Hdf5_KerasModel_IsInTheOrderOfItsLayers()
    {
        using TensorFile file = FileData.Open("keras.h5");
        Assert.Equal(TensorFileFormat.Hdf5, file.Format);
        Assert.Equal(
            [
                "model_weights/conv2d/sequential/conv2d/kernel:0 F32 [3, 3, 1, 2]", "model_weights/conv2d/sequential/conv2d/bias:0 F32 [2]",
                "model_weights/dense/sequential/dense/kernel:0 F32 [8, 3]", "model_weights/dense/sequential/dense/bias:0 F32 [3]",
                "model_weights/dense_2/sequential/dense_2/kernel:0 F32 [3, 3]", "model_weights/dense_2/sequential/dense_2/bias:0 F32 [3]",
                "model_weights/dense_10/sequential/dense_10/kernel:0 F32 [3, 3]", "model_weights/dense_10/sequential/dense_10/bias:0 F32 [3]",
                "optimizer_weights/adam/iteration:0 I64 []", "optimizer_weights/adam/momentum F32 [3, 3]",
            ],
            file.Tensors.Select(item => item.ToString()));
        Assert.Equal(FileData.Ramp(24, 14), file.Tensors[2].ReadSingles());
    }

    [Fact]
    public void Hdf5_TextsOfAnyLength_GiveTheOrderToo()
    {
        using TensorFile file = FileData.Open("keras_vlen.h5");
        Assert.Equal(["b/b/kernel:0", "b/b/bias:0", "a/a/kernel:0", "a/a/bias:0"], file.Tensors.Select(item => item.Name));
        Assert.Equal(FileData.Ramp(4, 1), file.Tensors[0].ReadSingles());
    }

    [Fact]
    public void Hdf5_ChunkedData_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => FileData.Open("chunked.h5"));
        Assert.Contains("chunked.h5: tensor 'dense/kernel:0': expected data without compression", error.Message);
    }

    [Fact]
    public void Keras_Archive_IsInTheOrderOfItsConfiguration()
    {
        using TensorFile file = FileData.Open("keras.keras");
        Assert.Equal(TensorFileFormat.Keras, file.Format);
        Assert.Equal(
            ["layers/conv2d/vars/0", "layers/conv2d/vars/1", "layers/dense/vars/0", "layers/dense/vars/1", "layers/dense_1/vars/0"],
            file.Tensors.Take(5).Select(item => item.Name));
        Assert.Equal(FileData.Ramp(9, 28), file["layers/dense_1/vars/0"].ReadSingles());
    }

    [Fact]
    public void NumpyFile_Save_ReadsBack()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("nngen-npy-").FullName, "values.npy");
        NumpyFile.Save(path, FileData.Ramp(12), 3, 4);
        Assert.Equal(File.ReadAllBytes(FileData.PathOf("c_order.npy")), File.ReadAllBytes(path));
        Assert.Throws<ArgumentException>(() => NumpyFile.Save(path, FileData.Ramp(12), 3, 5));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData("", "found no bytes")]
    [InlineData("hello world, this is no file of tensors", "found the bytes 68656C6C6F")]
    public void Open_OtherFiles_NamesTheFormats(string text, string found)
    {
        var error = Assert.Throws<InvalidDataException>(() => FileData.Open(System.Text.Encoding.ASCII.GetBytes(text), "x.bin"));
        Assert.StartsWith(
            "x.bin: the beginning: expected a safetensors, .npy, .npz, PyTorch, HDF5 (Keras .h5) or .keras file", error.Message);
        Assert.Contains(found, error.Message);
    }

    [Fact]
    public void Open_ArchiveOfOtherThings_NamesThem()
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true)) archive.CreateEntry("notes.txt");
        var error = Assert.Throws<InvalidDataException>(() => FileData.Open(stream.ToArray(), "x.zip"));
        Assert.Contains("found a zip archive of notes.txt", error.Message);
    }

    [Fact]
    public void Float64_TooLargeForAFloat_IsAnError()
    {
        string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header),
            .. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(1e300)];
        using TensorFile file = FileData.Open(bytes, "x.npy");
        var error = Assert.Throws<InvalidDataException>(file.Tensors[0].ReadSingles);
        Assert.Contains("expected numbers that fit a 32-bit float, found a larger one as element 1", error.Message);
    }
}
