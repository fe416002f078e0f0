using System;
using System.CommandLine;
using System.IO;
using NNGen.Onnx;

namespace NNGen.Tool;

/// <summary>The commands of <c>dotnet nngen</c>. Each has a file of its own and one line here.</summary>
internal static class CommandLine
{
    private const int Failure = 1;

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="output">Receives what was asked for.</param>
    /// <param name="errors">Receives what went wrong.</param>
    /// <returns>0, or 1 when the command failed.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Looks into files of neural networks.");
        root.Subcommands.Add(SummaryCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false };
        try
        {
            return root.Parse(arguments).Invoke(configuration);
        }
        catch (Exception error) when (error is OnnxException or InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            errors.WriteLine(error.Message);
            return Failure;
        }
    }
}
