using System.IO;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>Writes NumPy's files. They are read by <see cref="TensorFile"/>.</summary>
public static class NumpyFile
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Writes one array of floats as a <c>.npy</c> file, which <c>numpy.load</c> reads. The same values give the same bytes.
    /// </summary>
    /// <param name="path">The file; it is replaced when it exists, at once and as a whole.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The extent of every axis.</param>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long length = 1;
        foreach (int extent in shape) length *= extent;
        if (length != values.Length)
        {
            throw new ArgumentException($"The shape has {length} elements, but {values.Length} were given.", nameof(shape));
        }
        float[] copy = values.ToArray();
        int[] extents = shape.ToArray();
        AtomicFile.Write(path, stream => Write(stream, copy, extents));
    }

    /// <summary>
    /// Saves a network's parameters as a <c>.npz</c> archive, which <c>numpy.load</c> reads: an array in its canonical shape for each
    /// tensor, as in <c>dense_1.kernel</c>. The same parameters give the same bytes.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; it is replaced when it exists, at once and as a whole.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void SaveNpz<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ParameterBuffer parameters = network.Parameters;
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (TensorDescription tensor in parameters.Description.Tensors)
            {
                ZipArchiveEntry entry = archive.CreateEntry(tensor.Name + NpyFormat.Extension, CompressionLevel.NoCompression);
                entry.LastWriteTime = NoTime;
                using Stream data = entry.Open();
                Write(data, parameters[tensor.Name].ToArray(), [.. tensor.Shape]);
            }
        });
    }

    private static void Write(Stream stream, float[] values, int[] shape)
    {
        stream.Write(NpyFormat.HeaderOf(shape));
        SafetensorsFile.WriteData(stream, values);
    }
}
