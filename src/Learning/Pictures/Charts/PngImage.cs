using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NNGen.Learning.Pictures;

/// <summary>
/// A raster image with transparency, as a PNG file in a data address: thousands of pixels would be thousands of elements otherwise.
/// Source: Portable Network Graphics, third edition, W3C 2023.
/// </summary>
internal sealed class PngImage(int width, int height)
{
    private const int PixelBytes = 4;
    private const byte TrueColorWithAlpha = 6;

    // Every row begins with the number of its filter, and 0 is none.
    private readonly byte[] rows = new byte[height * ((width * PixelBytes) + 1)];

    public int Width => width;

    public int Height => height;

    /// <summary>Sets a pixel: a colour as 0xRRGGBB, and how much of it, from 0 to 1.</summary>
    public void Set(int x, int y, int color, double opacity)
    {
        Span<byte> pixel = rows.AsSpan((y * ((width * PixelBytes) + 1)) + 1 + (x * PixelBytes), PixelBytes);
        BinaryPrimitives.WriteInt32BigEndian(pixel, (color << 8) | (int)Math.Round(255 * Math.Clamp(opacity, 0, 1)));
    }

    public string ToDataAddress()
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = TrueColorWithAlpha;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compressed());
        WriteChunk(file, "IEND"u8, []);
        return $"data:image/png;base64,{Convert.ToBase64String(file.GetBuffer(), 0, (int)file.Length)}";
    }

    private byte[] Compressed()
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(rows);
        return compressed.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(kind, data));
        file.Write(number);
    }

    private static uint Checksum(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in kind) crc = Next(crc, value);
        foreach (byte value in data) crc = Next(crc, value);
        return ~crc;
    }

    private static uint Next(uint crc, byte value)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        return crc;
    }
}
