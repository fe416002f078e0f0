using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace NNGen;

/// <summary>
/// Reads the part of HDF5 that Keras writes: superblock version 0, groups as symbol tables, version 1 object headers, data in one piece,
/// attributes of texts. Everything else is refused by its name. Source: the HDF5 File Format Specification 3.0.
/// </summary>
internal sealed class Hdf5File
{
    private const long Undefined = -1;
    private const int SuperblockBytes = 96;
    private const int RootHeaderPlace = 64;
    private const int MaximumDepth = 64;

    private readonly FileBytes bytes;
    private int nodes;

    /// <exception cref="InvalidDataException">The file is written in a newer form.</exception>
    public Hdf5File(FileBytes bytes)
    {
        this.bytes = bytes;
        byte[] superblock = bytes.Read(0, SuperblockBytes, "the superblock");
        byte version = superblock[Signature.Length];
        if (version != 0)
        {
            throw bytes.Wrong("the superblock", "version 0, which h5py writes unless libver says otherwise", $"version {version}");
        }
        if ((superblock[13], superblock[14]) != (8, 8)) throw bytes.Wrong("the superblock", "addresses and lengths of 8 bytes", "others");
        if (Number(superblock, 24) != 0) throw bytes.Wrong("the superblock", "a base address of 0", $"{Number(superblock, 24)}");
        Root = new Hdf5Object(bytes, Number(superblock, RootHeaderPlace), "/");
    }

    /// <summary>A file begins like this.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    public FileBytes Bytes => bytes;

    public Hdf5Object Root { get; }

    /// <summary>What a group holds, by name.</summary>
    /// <exception cref="InvalidDataException">The group is damaged, or of the newer form.</exception>
    public List<KeyValuePair<string, Hdf5Object>> MembersOf(Hdf5Object group)
    {
        var members = new List<KeyValuePair<string, Hdf5Object>>();
        if (group.Message(Hdf5Message.SymbolTable) is not { } table)
        {
            throw bytes.Wrong(group.Name, "a group or a dataset of the form that Keras writes", "another object");
        }
        if (table.Length < 16) throw bytes.Wrong(group.Name, "a symbol table message of 16 bytes", $"{table.Length}");
        long heap = Number(table, 8);
        byte[] heapHeader = bytes.Read(heap, 32, $"the names in {group.Name}");
        Require(heapHeader, "HEAP"u8, heap);
        byte[] names = bytes.Read(Number(heapHeader, 24), Number(heapHeader, 8), $"the names in {group.Name}");
        VisitTree(Number(table, 0), 0, group, names, members);
        return members;
    }

    private void VisitTree(long address, int depth, Hdf5Object group, byte[] names, List<KeyValuePair<string, Hdf5Object>> members)
    {
        // Every node has at least 24 bytes, so more of them than that are loops.
        if (depth > MaximumDepth || ++nodes > bytes.Length / 8) throw bytes.Wrong(group.Name, "a tree of members", "one that holds itself");
        if (address == Undefined) return;
        byte[] header = bytes.Read(address, 8, $"the members of {group.Name}");
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6));
        if (header.AsSpan().StartsWith("SNOD"u8))
        {
            AddEntries(bytes.Read(address + 8, count * 40L, $"the members of {group.Name}"), group, names, members);
            return;
        }

        Require(header, "TREE"u8, address);
        byte[] children = bytes.Read(address + 24, (count * 16L) + 8, $"the members of {group.Name}");
        for (int child = 0; child < count; child++) VisitTree(Number(children, (child * 16) + 8), depth + 1, group, names, members);
    }

    private void AddEntries(byte[] entries, Hdf5Object group, byte[] names, List<KeyValuePair<string, Hdf5Object>> members)
    {
        for (int start = 0; start < entries.Length; start += 40)
        {
            long place = Number(entries, start);
            int end = place >= 0 && place < names.Length ? Array.IndexOf(names, (byte)0, (int)place) : -1;
            if (end < 0) throw bytes.Wrong(group.Name, "names of its members", "a name outside the group's names");
            string name = Encoding.UTF8.GetString(names, (int)place, end - (int)place);
            long address = Number(entries, start + 8);
            string path = group.Name == "/" ? name : $"{group.Name}/{name}";
            if (BinaryPrimitives.ReadUInt32LittleEndian(entries.AsSpan(start + 16)) == 2)
            {
                throw bytes.Wrong(path, "a group or a dataset", "a symbolic link");
            }

            members.Add(new(name, new Hdf5Object(bytes, address, path)));
        }
    }

    private void Require(byte[] block, ReadOnlySpan<byte> signature, long address)
    {
        if (block.AsSpan().StartsWith(signature)) return;
        throw bytes.Wrong($"byte {address}", $"a block {Encoding.ASCII.GetString(signature)}", Convert.ToHexString(block.AsSpan(0, 4)));
    }

    internal static long Number(ReadOnlySpan<byte> block, int place) => BinaryPrimitives.ReadInt64LittleEndian(block[place..]);
}
