using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Emission;
using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;

namespace NNGen.Tests.Compiler;

/// <summary>Element-wise functions of one number, printed and compiled as the kernels print them.</summary>
internal static class FunctionKernels
{
    /// <summary>The floats that one call computes.</summary>
    public const int Length = 4096;

    private const string Usings = """
        using LanesT = System.Numerics.Vector<float>;
        using MethodImplAttribute = System.Runtime.CompilerServices.MethodImplAttribute;
        using MethodImplOptions = System.Runtime.CompilerServices.MethodImplOptions;
        using Unsafe = System.Runtime.CompilerServices.Unsafe;
        using Vector = System.Numerics.Vector;
        using Vector512 = System.Runtime.Intrinsics.Vector512;

        """;

    /// <summary>Computes <see cref="Length"/> values.</summary>
    public delegate void Function(ref float y, ref float x);

    /// <summary>The functions as methods of one target's kernels.</summary>
    public static IReadOnlyDictionary<string, Function> Compile(IReadOnlyDictionary<string, Expr> functions, KernelTarget target)
    {
        var methods = new KernelMethods(target == KernelTarget.Vector512 ? Target.Vector512 : Target.VectorT);
        EquatableArray<AxisStride> along = EquatableArray.Of(new AxisStride("element", 1));
        EquatableArray<Operand> operands = EquatableArray.Of(
            new Operand("y_out", Place.At(Region.Output), along), new Operand("x_in", Place.At(Region.Input), along));
        Dictionary<string, string> names = functions.ToDictionary(
            pair => pair.Key,
            pair => methods.NameOf(new MapNest(pair.Key, pair.Key, new LoopAxis("element", Length), default, operands, pair.Value), []));
        var code = new CodeWriter();
        using (code.Block("public static class Functions")) methods.WriteTo(code);
        Type compiled = NetworkCompiler.CompilePlain(Usings + code).GetType("Functions")!;
        return names.ToDictionary(pair => pair.Key, pair => compiled.GetMethod(pair.Value)!.CreateDelegate<Function>());
    }
}
