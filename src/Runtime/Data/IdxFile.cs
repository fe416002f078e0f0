using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NNGen;

/// <summary>
/// Reads IDX, the format of MNIST and its relatives: two zero bytes, the element type, the number of dimensions, each dimension as a
/// big-endian 32-bit number, and the elements in row-major order. Only unsigned bytes (type 0x08) are read; a file compressed with gzip is
/// recognised by its first bytes. Source: http://yann.lecun.com/exdb/mnist/.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 0x08;
    private const int MnistClasses = 10;

    // Deflate cannot compress better than this, so a header that promises more is wrong, and nothing is allocated for it.
    private const long BestCompression = 1032;

    /// <summary>
    /// Reads MNIST, or a data set of the same form such as Fashion-MNIST: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
    /// <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each with or without <c>.gz</c>. Pixels are scaled from 0…255 to
    /// 0…1.
    /// </summary>
    /// <param name="folder">The folder of the four files.</param>
    /// <returns>The data to train with and the data to test with, 10 classes each.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is not a well-formed IDX file of bytes, counts or image sizes differ, or a label is outside [0, 10).
    /// </exception>
    public static (Dataset Train, Dataset Test) ReadMnist(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string testImages = Path.Combine(folder, "t10k-images-idx3-ubyte");
        Dataset train = ReadLabelled(
            Path.Combine(folder, "train-images-idx3-ubyte"), Path.Combine(folder, "train-labels-idx1-ubyte"), MnistClasses);
        Dataset test = ReadLabelled(testImages, Path.Combine(folder, "t10k-labels-idx1-ubyte"), MnistClasses);
        if (test.InputLength != train.InputLength)
        {
            throw new InvalidDataException(
                $"{testImages}: expected images of {train.InputLength} pixels as in the training data, found {test.InputLength}.");
        }

        return (train, test);
    }

    internal static Dataset ReadLabelled(string imagesPath, string labelsPath, int classes)
    {
        if (classes < 1) throw new ArgumentOutOfRangeException(nameof(classes), classes, "Expected at least 1 class.");
        Content images = Read(imagesPath);
        Content labels = Read(labelsPath);
        if (images.Shape.Length < 2) throw Wrong(images.Path, "images of shape [count, …]", ShapeText.Format(images.Shape));
        if (labels.Shape.Length != 1) throw Wrong(labels.Path, "labels of shape [count]", ShapeText.Format(labels.Shape));
        if (images.Values.Length == 0) throw Wrong(images.Path, "at least one image of at least one pixel", ShapeText.Format(images.Shape));
        if (labels.Shape[0] != images.Shape[0])
        {
            throw Wrong(labels.Path, $"{images.Shape[0]} labels, one for each image of {images.Path}", $"{labels.Shape[0]}");
        }

        return Dataset.FromLabels(Scaled(images.Values), images.Values.Length / images.Shape[0], Classes(labels, classes), classes);
    }

    private static float[] Scaled(byte[] pixels)
    {
        Span<float> scale = stackalloc float[256];
        for (int value = 0; value < scale.Length; value++) scale[value] = value / 255f;
        var scaled = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++) scaled[i] = scale[pixels[i]];
        return scaled;
    }

    private static int[] Classes(Content labels, int classes)
    {
        var indices = new int[labels.Values.Length];
        for (int sample = 0; sample < indices.Length; sample++)
        {
            indices[sample] = labels.Values[sample];
            if (indices[sample] >= classes)
            {
                throw Wrong(labels.Path, $"labels of 0 to {classes - 1}", $"{indices[sample]} for sample {sample}");
            }
        }

        return indices;
    }

    private static Content Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string found = Find(path);
        using FileStream file = File.OpenRead(found);
        Span<byte> magic = stackalloc byte[2];
        bool isCompressed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        if (!isCompressed) return ReadContent(file, found, file.Length);
        try
        {
            using var stream = new GZipStream(file, CompressionMode.Decompress);
            return ReadContent(stream, found, file.Length * BestCompression);
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(found, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{found}: expected gzip data, found damage: {error.Message}", error);
        }
    }

    private static Content ReadContent(Stream stream, string path, long longest)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadHeader(stream, magic, path);
        if (magic is not [0, 0, ..]) throw Wrong(path, "an IDX file, which begins with two zero bytes", $"{magic[0]:X2} {magic[1]:X2}");
        if (magic[2] != UnsignedByte) throw Wrong(path, $"elements of type 0x{UnsignedByte:X2} (unsigned byte)", $"type 0x{magic[2]:X2}");

        var shape = new int[magic[3]];
        long length = 1;
        Span<byte> dimension = stackalloc byte[sizeof(uint)];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            ReadHeader(stream, dimension, path);
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(dimension);
            length = extent <= Array.MaxLength ? length * extent : long.MaxValue;
            if (length > Array.MaxLength) throw Wrong(path, $"at most {Array.MaxLength} elements", "more in its header");
            shape[axis] = (int)extent;
        }

        string expected = $"{length} bytes of data, as {ShapeText.Format(shape)} needs";
        if (length > longest) throw Wrong(path, expected, "fewer: the file is cut off");
        var values = new byte[length];
        int read = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < values.Length) throw Wrong(path, expected, $"{read}: the file is cut off");
        if (stream.ReadByte() >= 0) throw Wrong(path, expected, "more: there is something behind the data");
        return new Content(path, shape, values);
    }

    private static void ReadHeader(Stream stream, Span<byte> bytes, string path)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Wrong(path, "an IDX header", "the end of the file");
        }
    }

    private static string Find(string path)
    {
        const string Compressed = ".gz";
        if (File.Exists(path)) return path;
        string other = path.EndsWith(Compressed, StringComparison.Ordinal) ? path[..^Compressed.Length] : path + Compressed;
        if (File.Exists(other)) return other;
        throw new FileNotFoundException($"Expected an IDX file {path} or {other}, found neither.", path);
    }

    private static InvalidDataException Wrong(string path, string expected, string found) =>
        new($"{path}: expected {expected}, found {found}.");

    /// <summary>The content of one file.</summary>
    private sealed record Content(string Path, int[] Shape, byte[] Values);
}
