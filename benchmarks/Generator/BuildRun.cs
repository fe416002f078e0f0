using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NNGen.Generator;
using static System.FormattableString;

namespace NNGen.Benchmarks.Generator;

/// <summary>A whole <c>dotnet build</c> of a project with the networks and without, each several times: wall time, compiler server included.</summary>
internal static class BuildRun
{
    private const int Rounds = 3;

    public static int Report(string networks)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("networks");
        try
        {
            string project = Path.Combine(folder.FullName, "Networks.csproj");
            File.WriteAllText(project, Project());
            File.WriteAllText(Path.Combine(folder.FullName, "Networks.cs"), networks);
            File.WriteAllText(Path.Combine(folder.FullName, "Directory.Build.props"), "<Project />");
            Dotnet("restore", project);
            foreach (bool isWarm in new[] { false, true })
            {
                (double with, double without) = (Median(project, hasNetworks: true, isWarm), Median(project, hasNetworks: false, isWarm));
                string title = isWarm ? "compiler server" : "a compiler of its own for each build";
                Console.WriteLine(Invariant($"{title}: {with:F1} s with the networks, {without:F1} s without, {with - without:F1} s more"));
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="Networks.cs" Condition="'$(HasNetworks)' == 'true'" />
            <Compile Include="Other.cs" />
            <Reference Include="{typeof(NeuralNetworkAttribute).Assembly.Location}" />
            <Analyzer Include="{typeof(NeuralNetworkGenerator).Assembly.Location}" />
          </ItemGroup>
        </Project>
        """;

    private static double Median(string project, bool hasNetworks, bool isWarm)
    {
        List<double> seconds = Enumerable.Range(0, Rounds).Select(round => Build(project, hasNetworks, isWarm, round)).Order().ToList();
        return seconds[Rounds / 2];
    }

    /// <summary>Another file changes, so that the compiler runs.</summary>
    private static double Build(string project, bool hasNetworks, bool isWarm, int round)
    {
        string other = Path.Combine(Path.GetDirectoryName(project)!, "Other.cs");
        File.WriteAllText(other, Invariant($"static class Other {{ public const int Round = {round}; }}"));
        long start = Stopwatch.GetTimestamp();
        Dotnet("build", project, "--no-restore", "-c", "Release", $"-p:HasNetworks={hasNetworks}", $"-p:UseSharedCompilation={isWarm}");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(output);
    }
}
