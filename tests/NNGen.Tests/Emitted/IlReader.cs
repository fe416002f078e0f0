using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NNGen.Tests.Emitted;

/// <summary>Measures the methods of a compiled assembly, without loading it.</summary>
internal static class IlReader
{
    private const byte TwoByteOpCode = 0xFE;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>The sizes of all methods with code of the types that the filter takes, by namespace and name.</summary>
    public static IReadOnlyList<MethodSize> Measure(PEReader file, Func<string, string, bool> takesType)
    {
        MetadataReader metadata = file.GetMetadataReader();
        var sizes = new List<MethodSize>();
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            string typeNamespace = metadata.GetString(type.Namespace);
            string typeName = metadata.GetString(type.Name);
            if (!takesType(typeNamespace, typeName)) continue;
            foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                if (method.RelativeVirtualAddress == 0) continue;
                string name = $"{typeNamespace}.{typeName}.{metadata.GetString(method.Name)}";
                sizes.Add(Measure(name, metadata, file.GetMethodBody(method.RelativeVirtualAddress)));
            }
        }

        return sizes;
    }

    private static MethodSize Measure(string name, MetadataReader metadata, MethodBodyBlock body)
    {
        BlobReader code = body.GetILReader();
        int instructions = 0;
        int references = 0;
        var blockStarts = new HashSet<int> { 0 };
        blockStarts.UnionWith(body.ExceptionRegions.SelectMany(region => new[] { region.TryOffset, region.HandlerOffset }));
        while (code.RemainingBytes > 0)
        {
            OpCode opCode = ReadOpCode(ref code);
            instructions++;
            if (IsLocalReference(opCode)) references++;
            ReadOperand(ref code, opCode, blockStarts);
            bool endsBlock = opCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (endsBlock && code.RemainingBytes > 0) blockStarts.Add(code.Offset);
        }

        return new MethodSize(name, code.Length, instructions, CountLocals(metadata, body), blockStarts.Count, references);
    }

    private static OpCode ReadOpCode(ref BlobReader code)
    {
        int value = code.ReadByte();
        if (value == TwoByteOpCode) value = (value << 8) | code.ReadByte();
        return OpCodesByValue[value];
    }

    private static bool IsLocalReference(OpCode opCode)
    {
        string name = opCode.Name!;
        string[] kinds = ["ldloc", "stloc", "ldarg", "starg"];
        return kinds.Any(kind => name.StartsWith(kind, StringComparison.Ordinal));
    }

    private static void ReadOperand(ref BlobReader code, OpCode opCode, HashSet<int> blockStarts)
    {
        switch (opCode.OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget:
                int near = code.ReadSByte();
                blockStarts.Add(code.Offset + near);
                break;
            case OperandType.InlineBrTarget:
                int far = code.ReadInt32();
                blockStarts.Add(code.Offset + far);
                break;
            case OperandType.InlineSwitch:
                int[] targets = new int[code.ReadInt32()];
                for (int i = 0; i < targets.Length; i++) targets[i] = code.ReadInt32();
                foreach (int target in targets) blockStarts.Add(code.Offset + target);
                break;
            default:
                code.Offset += OperandBytes(opCode.OperandType);
                break;
        }
    }

    private static int OperandBytes(OperandType type) => type switch
    {
        OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil) return 0;
        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }
}
