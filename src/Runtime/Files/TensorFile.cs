using System.IO;
using System.IO.Compression;
using System.Linq;

namespace NNGen;

/// <summary>
/// A file of named tensors, in any format of <see cref="TensorFileFormat"/>; the content tells which. Names, types and shapes are read at
/// once, values when they are asked for. Nothing in a file is ever executed, and no size that it states is believed.
/// </summary>
/// <remarks>Not thread-safe: all tensors are read from one stream.</remarks>
public sealed class TensorFile : IDisposable
{
    private readonly IDisposable[] owned;

    private TensorFile(TensorFileContent content, string name, params IDisposable[] owned)
    {
        this.owned = owned;
        Content = content;
        Name = name;
        var names = new HashSet<string>();
        foreach (StoredTensor tensor in content.Tensors)
        {
            if (!names.Add(tensor.Name)) throw FileBytes.Wrong(name, $"tensor '{tensor.Name}'", "one of the name", "a second one");
        }
    }

    /// <summary>The file's name, as messages show it.</summary>
    public string Name { get; }

    /// <summary>The file's format.</summary>
    public TensorFileFormat Format => Content.Format;

    /// <summary>The tensors, in the order of the file (of Keras files: in the order of the layers, where the file tells it).</summary>
    public IReadOnlyList<StoredTensor> Tensors => Content.Tensors;

    internal TensorFileContent Content { get; }

    /// <summary>A tensor by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The file has no such tensor.</exception>
    public StoredTensor this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return Tensors.FirstOrDefault(tensor => tensor.Name == name) ??
                throw new ArgumentException($"{Name} has no tensor '{name}'. It has: {string.Join(", ", Tensors)}.", nameof(name));
        }
    }

    /// <summary>Opens a file. Dispose of it to close it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file with all its tensors.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is of no known format, is damaged or uses a part of its format that is not supported; says where, what was expected and
    /// what was found.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read; <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static TensorFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(File.OpenRead(path), path);
    }

    /// <summary>Opens a file that a stream holds. The stream is closed with it, also where opening fails.</summary>
    /// <param name="stream">The file; it can seek. What lies before its position is not part of it.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <returns>The file with all its tensors.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">The file is of no known format, damaged or not supported.</exception>
    public static TensorFile Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanSeek) throw new ArgumentException("The stream must be able to seek: copy it into a MemoryStream.", nameof(stream));
        Stream file = stream.Position == 0 ? stream : new RangeStream(stream, stream.Position, stream.Length - stream.Position);
        try
        {
            var bytes = new FileBytes(file, name);
            byte[] start = bytes.Read(0, Math.Min(bytes.Length, TensorFileContent.SignatureBytes), "the beginning");
            if (!start.AsSpan().StartsWith("PK"u8)) return new TensorFile(TensorFileContent.Read(start, bytes), name, stream);
            ZipArchive archive = ArchiveEntries.Open(file, name);
            return new TensorFile(ArchiveEntries.Guard(name, () => TensorFileContent.Read(archive, name)), name, archive, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        foreach (IDisposable part in owned) part.Dispose();
    }
}
