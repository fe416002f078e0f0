using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace NNGen.Onnx.Tests;

/// <summary>
/// A model in ONNX Runtime, through its C interface: one thread, inputs and outputs bound once. The library lies in the folder that
/// <c>NNGEN_ONNXRUNTIME</c> names.
/// </summary>
internal sealed unsafe class OnnxRuntimeSession : IDisposable
{
    private const string Folder = "NNGEN_ONNXRUNTIME";
    private const uint InterfaceVersion = 16;

    // Places in the table of functions, which never change.
    private const int GetErrorMessage = 2;
    private const int CreateEnv = 3;
    private const int CreateSessionFromArray = 8;
    private const int RunSession = 9;
    private const int CreateSessionOptions = 10;
    private const int SetIntraOpNumThreads = 24;
    private const int SetInterOpNumThreads = 25;
    private const int CreateTensorWithData = 49;
    private const int CreateCpuMemoryInfo = 69;
    private const int ReleaseSession = 95;
    private const int ReleaseValue = 96;

    private static readonly string[] FileNames = ["libonnxruntime.so.1", "libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll"];
    private static void** functions;
    private static void* environment;

    private readonly List<nint> names = [];
    private readonly nint[] inputNames;
    private readonly nint[] outputNames;
    private readonly nint[] inputValues;
    private readonly nint[] outputValues;
    private void* session;

    /// <param name="model">The model.</param>
    /// <param name="inputs">Names and shapes of the inputs.</param>
    /// <param name="outputs">Names and shapes of the outputs.</param>
    public OnnxRuntimeSession(byte[] model, IReadOnlyList<(string Name, long[] Shape)> inputs, IReadOnlyList<(string Name, long[] Shape)> outputs)
    {
        Load();
        void* options;
        Check(((delegate* unmanaged<void**, void*>)functions[CreateSessionOptions])(&options));
        Check(((delegate* unmanaged<void*, int, void*>)functions[SetIntraOpNumThreads])(options, 1));
        Check(((delegate* unmanaged<void*, int, void*>)functions[SetInterOpNumThreads])(options, 1));
        fixed (byte* bytes = model)
        {
            void* created;
            Check(((delegate* unmanaged<void*, byte*, nuint, void*, void**, void*>)functions[CreateSessionFromArray])(environment, bytes, (nuint)model.Length, options, &created));
            session = created;
        }

        Inputs = [.. inputs.Select(Buffer)];
        Outputs = [.. outputs.Select(Buffer)];
        inputNames = [.. inputs.Select(port => NameOf(port.Name))];
        outputNames = [.. outputs.Select(port => NameOf(port.Name))];
        inputValues = [.. inputs.Zip(Inputs, (port, data) => Bind(data, port.Shape))];
        outputValues = [.. outputs.Zip(Outputs, (port, data) => Bind(data, port.Shape))];
    }

    /// <summary>Why there is no library; null where there is one.</summary>
    public static string? Missing => LibraryPath() is null ? $"{Folder} names no folder with ONNX Runtime: tests/onnxruntime.sh FOLDER gets it" : null;

    /// <summary>The inputs, to be filled.</summary>
    public float[][] Inputs { get; }

    /// <summary>The outputs of the last run.</summary>
    public float[][] Outputs { get; }

    public void Run()
    {
        fixed (nint* ins = inputNames, outs = outputNames, from = inputValues, to = outputValues)
        {
            Check(((delegate* unmanaged<void*, void*, nint*, nint*, nuint, nint*, nuint, nint*, void*>)functions[RunSession])(
                session, null, ins, from, (nuint)inputNames.Length, outs, (nuint)outputNames.Length, to));
        }
    }

    public void Dispose()
    {
        foreach (nint value in inputValues.Concat(outputValues)) ((delegate* unmanaged<nint, void>)functions[ReleaseValue])(value);
        if (session is not null) ((delegate* unmanaged<void*, void>)functions[ReleaseSession])(session);
        session = null;
        foreach (nint name in names) Marshal.FreeHGlobal(name);
        names.Clear();
    }

    private static string? LibraryPath() => Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder
        ? FileNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        : null;

    private static void Load()
    {
        if (environment is not null) return;
        nint library = NativeLibrary.Load(LibraryPath() ?? throw new InvalidOperationException(Missing));
        var getBase = (delegate* unmanaged<void**>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        functions = (void**)((delegate* unmanaged<uint, void*>)getBase()[0])(InterfaceVersion);
        fixed (byte* name = "nngen\0"u8)
        {
            const int errorsOnly = 3;
            void* created;
            Check(((delegate* unmanaged<int, byte*, void**, void*>)functions[CreateEnv])(errorsOnly, name, &created));
            environment = created;
        }
    }

    private static float[] Buffer((string Name, long[] Shape) port) =>
        GC.AllocateArray<float>((int)port.Shape.Aggregate(1L, (length, extent) => length * extent), pinned: true);

    private nint NameOf(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name + "\0");
        nint place = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, place, bytes.Length);
        names.Add(place);
        return place;
    }

    private static nint Bind(float[] data, long[] shape)
    {
        const int float32 = 1;
        const int arena = 1;
        void* memory;
        Check(((delegate* unmanaged<int, int, void**, void*>)functions[CreateCpuMemoryInfo])(arena, 0, &memory));
        nint value;
        fixed (long* extents = shape)
        {
            void* place = (void*)Marshal.UnsafeAddrOfPinnedArrayElement(data, 0);
            Check(((delegate* unmanaged<void*, void*, nuint, long*, nuint, int, nint*, void*>)functions[CreateTensorWithData])(
                memory, place, (nuint)(data.Length * sizeof(float)), extents, (nuint)shape.Length, float32, &value));
        }

        return value;
    }

    private static void Check(void* status)
    {
        if (status is null) return;
        byte* message = ((delegate* unmanaged<void*, byte*>)functions[GetErrorMessage])(status);
        throw new InvalidOperationException(Marshal.PtrToStringUTF8((nint)message));
    }
}
