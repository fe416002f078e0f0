using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Segmentation;

/// <summary>Writes PNG files: 8 bits for each of red, green and blue, without filters. Source: https://www.w3.org/TR/png-3/.</summary>
internal static class PngFile
{
    private const int Channels = 3;

    // The polynomial of the format's checksum, its bits reversed.
    private const uint Polynomial = 0xEDB88320;

    /// <summary>Writes an image. Whatever happens, there is either the old file or the whole new one.</summary>
    /// <param name="path">The file; it is replaced when it exists.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="rgb">Row-major [height, width, 3].</param>
    /// <exception cref="ArgumentException">The span is not a whole number of rows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Write(string path, int width, ReadOnlySpan<byte> rgb)
    {
        if (width < 1 || rgb.IsEmpty || rgb.Length % (width * Channels) != 0)
        {
            throw new ArgumentException($"{rgb.Length} bytes are not a whole number of rows of {width} pixels.", nameof(rgb));
        }

        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, width, rgb);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            throw;
        }
    }

    private static void Write(Stream stream, int width, ReadOnlySpan<byte> rgb)
    {
        int rowLength = width * Channels;
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], rgb.Length / rowLength);
        header[8] = 8;
        header[9] = 2;
        header[10..].Clear();

        using var pixels = new MemoryStream();
        using (var compressing = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int start = 0; start < rgb.Length; start += rowLength)
            {
                compressing.WriteByte(0);
                compressing.Write(rgb.Slice(start, rowLength));
            }
        }

        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "IDAT", pixels.GetBuffer().AsSpan(0, (int)pixels.Length));
        WriteChunk(stream, "IEND", []);
    }

    private static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        byte[] name = Encoding.ASCII.GetBytes(type);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(Checksum(uint.MaxValue, name), data));
        stream.Write(number);
    }

    private static uint Checksum(uint sum, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
        }

        return sum;
    }
}
