using System;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;
using Xunit;

namespace NNGen.Learning.Tests.Console;

public sealed class ConsoleProgressTests
{
    private const string ClearLine = "\r\u001b[2K";

    [Fact]
    public void Epochs_InAFile_AreLines()
    {
        var output = new Output(isTerminal: false);
        Train(new ConsoleProgress(console: output.Console));
        Assert.Equal(
            """
            epoch  1/10  loss 0.5000  accuracy 75.00 %  0.3 s
            epoch  2/10  loss 1.50e-5  accuracy 100.00 %  validation loss 0.2000  accuracy 97.50 %  1:02:03

            """.ReplaceLineEndings("\n"),
            output.Text);
    }

    [Fact]
    public void ProgressBar_InAFile_IsLinesAsWell()
    {
        var output = new Output(isTerminal: false);
        Train(new ConsoleProgress(TrainingVerbosity.ProgressBar, output.Console));
        Assert.DoesNotContain('\r', output.Text);
        Assert.Equal(2, output.Text.Split("epoch").Length - 1);
    }

    [Fact]
    public void Batches_OnATerminal_FollowOneAnotherInOneLine()
    {
        var output = new Output(isTerminal: true);
        Train(new ConsoleProgress(console: output.Console));
        string[] parts = output.WithoutStyle.Split(ClearLine);
        Assert.Equal(4, parts.Length);
        Assert.StartsWith(
            "epoch  1/10  ━━━━━━──────────────────  batch  5/20  loss 0.7000  accuracy 50.00 %  0.", parts[0], StringComparison.Ordinal);
        Assert.Contains("━━━━━━━━━━━━────────────  batch 10/20", parts[1], StringComparison.Ordinal);
        Assert.EndsWith("0.3 s\n", parts[2].Split("epoch  2")[0], StringComparison.Ordinal);
        Assert.EndsWith("1:02:03\n", parts[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Line_OnANarrowTerminal_IsCutOff()
    {
        var output = new Output(isTerminal: true, width: 30);
        var progress = new ConsoleProgress(console: output.Console);
        progress.Report(Batch(1, 5));
        Assert.InRange(output.WithoutStyle.Length, 11, 29);
        progress.End();
        progress.End();
        Assert.Equal(1, output.Text.Split('\n').Length - 1);
    }

    [Fact]
    public void Colors_AreWrittenOnlyWhereTheTerminalHasThem()
    {
        var colored = new Output(isTerminal: true, colors: ColorSystemSupport.Standard);
        Train(new ConsoleProgress(console: colored.Console));
        Assert.Contains("\u001b[32m", colored.Text, StringComparison.Ordinal);
        var plain = new Output(isTerminal: true);
        Train(new ConsoleProgress(console: plain.Console));
        Assert.DoesNotContain("\u001b[3", plain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipe_WithTheVariablesOfATerminal_GetsPlainText()
    {
        var pipe = new Output(isTerminal: false, colors: ColorSystemSupport.TrueColor, ansi: AnsiSupport.Yes);
        Train(new ConsoleProgress(console: pipe.Console));
        Assert.DoesNotContain('\u001b', pipe.Text);
        Assert.StartsWith("epoch  1/10  loss 0.5000", pipe.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_SaysNothing()
    {
        var output = new Output(isTerminal: true);
        Train(new ConsoleProgress(TrainingVerbosity.Silent, output.Console));
        Assert.Empty(output.Text);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConsoleProgress((TrainingVerbosity)7));
    }

    private static void Train(ConsoleProgress progress)
    {
        progress.Report(Batch(1, 5));
        progress.Report(Batch(1, 10));
        progress.Report(new TrainingProgress(1, 10, 20, 20, 0.5, 0.75, null, null, TimeSpan.FromSeconds(0.31), IsEndOfEpoch: true));
        progress.Report(Batch(2, 1));
        progress.Report(new TrainingProgress(2, 10, 20, 20, 0.000015, 1, 0.2, 0.975, new TimeSpan(1, 2, 3), IsEndOfEpoch: true));
    }

    private static TrainingProgress Batch(int epoch, int step) =>
        new(epoch, 10, step, 20, 0.7, 0.5, null, null, TimeSpan.FromSeconds(0.01), IsEndOfEpoch: false);

    /// <summary>A console that writes into memory.</summary>
    private sealed class Output : IAnsiConsoleOutput
    {
        private readonly StringWriter text = new() { NewLine = "\n" };

        public Output(
            bool isTerminal, int width = 120, ColorSystemSupport colors = ColorSystemSupport.NoColors, AnsiSupport? ansi = null)
        {
            IsTerminal = isTerminal;
            Width = width;
            Console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = ansi ?? (isTerminal ? AnsiSupport.Yes : AnsiSupport.No),
                Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
                ColorSystem = colors,
                Out = this,
            });
        }

        public IAnsiConsole Console { get; }

        public string Text => text.ToString();

        /// <summary>The text without colours and bold print.</summary>
        public string WithoutStyle => Regex.Replace(Text, "\u001b\\[[0-9;]*m", string.Empty);

        public TextWriter Writer => text;

        public bool IsTerminal { get; }

        public int Width { get; }

        public int Height => 40;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
