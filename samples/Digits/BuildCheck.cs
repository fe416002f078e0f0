using System.Diagnostics;
using System.Reflection;

namespace Digits;

/// <summary>Tells whether the program was built to be fast: the kernels are part of it, so they are as fast as its build allows.</summary>
internal static class BuildCheck
{
    public const string Advice =
        "This build is not optimised and 10 to 180 times slower. Run it with: dotnet run -c Release --project samples/Digits";

    public static bool IsOptimized =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
}
