using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NNGen.Learning.Tests.Tables;

public sealed class NumpyTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadNumpy_MatrixOfFloats_HasAColumnForEach()
    {
        string path = folder.File("a.npy");
        NumpyFile.Save(path, [1, 2, 3, 4, 5, float.NaN], 3, 2);
        Table table = Table.ReadNumpy(path);
        Assert.Equal(["x0", "x1"], table.Columns.Select(column => column.Name));
        Assert.Equal([1, 3, 5], ((NumberColumn)table["x0"]).Values.ToArray());
        Assert.True(table["x1"].IsMissing(2));
        Assert.Equal(["width", "height"], Table.ReadNumpy(path, "width", "height").Columns.Select(column => column.Name));
        Assert.Contains("2 columns, found 1", Assert.Throws<ArgumentException>(() => Table.ReadNumpy(path, "width")).Message);
    }

    [Fact]
    public void ReadNumpy_Archive_PutsArraysSideBySide()
    {
        string path = folder.File("a.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(archive, "data", "<f4", "(2, 2)", [1f, 2f, 3f, 4f]);
            Add(archive, "target", "<i8", "(2,)", [7L, -8L]);
            Add(archive, "flag", "|b1", "(2,)", [true, false]);
            Add(archive, "big", ">i4", "(2,)", [0x01000000, 0x02000000]);
        }

        Table table = Table.ReadNumpy(path);
        Assert.Equal(["data0", "data1", "target", "flag", "big"], table.Columns.Select(column => column.Name));
        double[] second = [.. table.Columns.Select(column => ((NumberColumn)column).Values[1])];
        Assert.Equal([3, 4, -8, 0, 2], second);
        Assert.Equal(1, ((NumberColumn)table["flag"]).Values[0]);
    }

    [Fact]
    public void ReadNumpy_WhatIsNoTable_IsRefused()
    {
        string path = folder.File("cube.npy");
        NumpyFile.Save(path, new float[8], 2, 2, 2);
        Assert.Contains("found 3", Assert.Throws<InvalidDataException>(() => Table.ReadNumpy(path)).Message);
        NumpyFile.Save(path, [1, float.PositiveInfinity], 2);
        Assert.Contains("Row 1, column 'x0'", Assert.Throws<ArgumentException>(() => Table.ReadNumpy(path)).Message);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Assert.Throws<InvalidDataException>(() => Table.ReadNumpy(path));
    }

    private static void Add<T>(ZipArchive archive, string name, string type, string shape, T[] values)
        where T : unmanaged
    {
        using Stream stream = archive.CreateEntry(name + ".npy").Open();
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
        stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
