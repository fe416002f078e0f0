using System.Buffers.Binary;
using System.IO;

namespace NNGen;

/// <summary>Reads the header of a dataset: its type, its shape, and where its data lies, which must be in one piece.</summary>
internal static class Hdf5Dataset
{
    private const int Undefined = -1;

    public static bool IsDataset(Hdf5Object candidate) => candidate.Message(Hdf5Message.Layout) is not null;

    /// <exception cref="InvalidDataException">The header is damaged, or the dataset is of a form that Keras does not write.</exception>
    public static StoredTensor Describe(FileBytes bytes, Hdf5Object dataset)
    {
        string place = $"tensor '{dataset.Name}'";
        ElementFormat elements = ReadType(bytes, place, Require(dataset, Hdf5Message.Datatype));
        long[] extents = Array.ConvertAll(ReadShape(bytes, place, Require(dataset, Hdf5Message.Dataspace)), extent => (long)extent);
        (int[] shape, long length) = TensorShape.Check(bytes.Source, place, extents, elements.Bytes);
        if (dataset.Message(Hdf5Message.Filters) is not null) throw bytes.Wrong(place, "data without compression", "a filter");
        Func<Stream> open = FindData(bytes, place, Require(dataset, Hdf5Message.Layout), length);
        return new StoredTensor(bytes.Source, dataset.Name, elements, shape, open);

        byte[] Require(Hdf5Object from, Hdf5Message kind) => from.Message(kind) ?? throw bytes.Wrong(place, $"a {kind} message", "none");
    }

    /// <summary>The extents in a dataspace message.</summary>
    public static int[] ReadShape(FileBytes bytes, string place, byte[] message)
    {
        bool isKnown = message.Length >= 4 && message[0] is 1 or 2;
        int rank = isKnown ? message[1] : 0;
        int start = isKnown && message[0] == 1 ? 8 : 4;
        if (!isKnown || message.Length < start + (8 * rank)) throw bytes.Wrong(place, "a shape", "a damaged one");
        var shape = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            long extent = Hdf5File.Number(message, start + (8 * axis));
            if (extent is < 0 or > int.MaxValue) throw bytes.Wrong(place, $"extents from 0 to {int.MaxValue}", $"{extent}");
            shape[axis] = (int)extent;
        }

        return shape;
    }

    private static ElementFormat ReadType(FileBytes bytes, string place, byte[] message)
    {
        if (message.Length < 20 && !(message.Length >= 12 && (message[0] & 15) == 0))
        {
            throw bytes.Wrong(place, "a type of numbers", "another one");
        }
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(4));
        bool isBigEndian = (message[1] & 1) != 0;
        bool isSigned = (message[1] & 8) != 0;
        string type = (message[0] & 15, size) switch
        {
            (0, 1) => isSigned ? "I8" : "U8",
            (0, 2) => isSigned ? "I16" : "U16",
            (0, 4) => isSigned ? "I32" : "U32",
            (0, 8) => isSigned ? "I64" : "U64",
            (1, 2) when message[13] == 5 => "F16",
            (1, 4) when message[13] == 8 => "F32",
            (1, 8) when message[13] == 11 => "F64",
            _ => throw bytes.Wrong(place, "integers or IEEE floating-point numbers", $"class {message[0] & 15} of {size} bytes"),
        };
        return ElementFormat.Of(type, isBigEndian);
    }

    private static Func<Stream> FindData(FileBytes bytes, string place, byte[] message, long length)
    {
        bool isCompact = message is [3, 0, _, _, ..];
        if (isCompact)
        {
            byte[] data = message[4..];
            return data.Length >= length ? () => new MemoryStream(data, 0, (int)length) : throw Short(data.Length);
        }

        if (message is [_, 2, ..] && message[0] is 3 or 4)
        {
            throw bytes.Wrong(place, "data in one piece, as Keras writes it", "data in chunks");
        }
        bool isContiguous = message.Length >= 18 && message[0] is 3 or 4 && message[1] == 1;
        if (!isContiguous) throw bytes.Wrong(place, "a data layout of version 3", "another one");
        long address = Hdf5File.Number(message, 2);
        long stored = Hdf5File.Number(message, 10);
        if (length == 0) return () => new MemoryStream();
        if (address == Undefined) throw bytes.Wrong(place, $"{length} bytes of data", "none: nothing was ever written to it");
        if (stored < length) throw Short(stored);
        using (bytes.View(address, length, place))
        {
            // It lies inside the file.
        }

        return () => bytes.View(address, length, place);

        InvalidDataException Short(long found) => bytes.Wrong(place, $"{length} bytes of data", $"{found}");
    }
}
