using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NNGen.Learning;

/// <summary>
/// Shows how a training goes: epoch, batch, loss, accuracy, validation, and the time that is left. To be given to
/// <see cref="FitOptions.Progress"/>.
/// </summary>
/// <remarks>
/// On a terminal one line follows the batches and stays when its epoch ends. Where the output goes to a file or a pipe, only the lines that
/// stay are written, without colours. There are no colours either where the environment variable <c>NO_COLOR</c> is set
/// (https://no-color.org). One instance shows one training at a time, and any number one after the other.
/// </remarks>
public sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    private const int BarLength = 24;

    // Moves to the start of the line and wipes it out.
    private const string ClearLine = "\r\u001b[2K";

    private readonly IAnsiConsole console;
    private readonly TrainingVerbosity verbosity;
    private readonly bool isTerminal;
    private bool isLineOpen;

    /// <summary>Chooses where and how much to write.</summary>
    /// <param name="verbosity">How much. Default: a progress bar on a terminal, a line for each epoch elsewhere.</param>
    /// <param name="console">Where. Default: the standard output, or what Spectre.Console's <c>AnsiConsole.Console</c> was set to.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such verbosity.</exception>
    public ConsoleProgress(TrainingVerbosity verbosity = TrainingVerbosity.Automatic, IAnsiConsole? console = null)
    {
        if (!Enum.IsDefined(verbosity)) throw new ArgumentOutOfRangeException(nameof(verbosity), verbosity, "There is no such verbosity.");
        this.console = console ?? AnsiConsole.Console;
        isTerminal = this.console.Profile.Capabilities is { Ansi: true, Interactive: true } && this.console.Profile.Out.IsTerminal;
        this.verbosity = verbosity switch
        {
            TrainingVerbosity.Automatic => isTerminal ? TrainingVerbosity.ProgressBar : TrainingVerbosity.EpochLines,

            // A line that is written over and over is one long line in a file.
            TrainingVerbosity.ProgressBar when !isTerminal => TrainingVerbosity.EpochLines,
            _ => verbosity,
        };
    }

    /// <summary>Shows one state of the training. Called by it, on its own thread.</summary>
    /// <param name="value">The state.</param>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool isSilent = verbosity == TrainingVerbosity.Silent || (verbosity == TrainingVerbosity.EpochLines && !value.IsEndOfEpoch);
        if (isSilent) return;
        if (isLineOpen) console.Write(new ControlCode(ClearLine));
        if (value.IsEndOfEpoch) console.Write(new Line(Styled(EpochText(value)), endsLine: true));
        else console.Write(new Line(BatchText(value), endsLine: false));
        isLineOpen = !value.IsEndOfEpoch;
    }

    /// <summary>
    /// Ends the line that follows the batches, if there is one. Needed only where a training ended within an epoch: by cancellation or an
    /// error.
    /// </summary>
    public void End()
    {
        if (isLineOpen) console.WriteLine();
        isLineOpen = false;
    }

    /// <summary>
    /// Plain text where there is no terminal: Spectre.Console takes the variable TERM for one, and writes colours into files and pipes.
    /// </summary>
    private IReadOnlyList<Segment> Styled(List<Segment> text) => isTerminal ? text : text.ConvertAll(segment => new Segment(segment.Text));

    private static List<Segment> EpochText(TrainingProgress value)
    {
        var text = Beginning(value);
        Add(text, "  loss ", Number(value.Loss));
        if (value.Accuracy is { } accuracy) Add(text, "  accuracy ", Percent(accuracy));
        if (value.ValidationLoss is { } validationLoss) Add(text, "  validation loss ", Number(validationLoss));
        if (value.ValidationAccuracy is { } validationAccuracy) Add(text, "  accuracy ", Percent(validationAccuracy));
        text.Add(new Segment($"  {Time(value.Elapsed)}", Muted));
        return text;
    }

    private static List<Segment> BatchText(TrainingProgress value)
    {
        var text = Beginning(value);
        int done = (int)((long)BarLength * value.Step / Math.Max(value.StepsPerEpoch, 1));
        text.Add(new Segment("  "));
        text.Add(new Segment(new string('━', done), new Style(Spectre.Console.Color.Green)));
        text.Add(new Segment(new string('─', BarLength - done), Muted));
        string steps = value.StepsPerEpoch.ToString(CultureInfo.InvariantCulture);
        string step = value.Step.ToString(CultureInfo.InvariantCulture).PadLeft(steps.Length);
        text.Add(new Segment($"  batch {step}/{steps}"));
        Add(text, "  loss ", Number(value.Loss));
        if (value.Accuracy is { } accuracy) Add(text, "  accuracy ", Percent(accuracy));
        text.Add(new Segment($"  {Time(Left(value))} left", Muted));
        return text;
    }

    private static Style Muted => new(Spectre.Console.Color.Grey);

    private static List<Segment> Beginning(TrainingProgress value)
    {
        string epochs = value.Epochs.ToString(CultureInfo.InvariantCulture);
        string epoch = value.Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(epochs.Length);
        return [new Segment($"epoch {epoch}/{epochs}", new Style(decoration: Decoration.Bold))];
    }

    private static void Add(List<Segment> text, string name, string value)
    {
        text.Add(new Segment(name, Muted));
        text.Add(new Segment(value));
    }

    /// <summary>The time for the steps that are left, at the pace so far.</summary>
    private static TimeSpan Left(TrainingProgress value)
    {
        double done = ((value.Epoch - 1.0) * value.StepsPerEpoch) + value.Step;
        double all = (double)value.Epochs * value.StepsPerEpoch;
        return done > 0
            ? TimeSpan.FromSeconds(Math.Min(value.Elapsed.TotalSeconds * (all - done) / done, TimeSpan.MaxValue.TotalSeconds / 2))
            : default;
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) is 0 or >= 0.001 ? "F4" : "0.00e+0", CultureInfo.InvariantCulture);

    private static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:F2} %");

    private static string Time(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>One line, cut off at the width of a terminal, where a second line could not be wiped out.</summary>
    private sealed class Line(IReadOnlyList<Segment> segments, bool endsLine) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            IEnumerable<Segment> shown = endsLine ? segments : Segment.Truncate(segments, Math.Max(maxWidth - 1, 1));
            return endsLine ? [.. shown, Segment.LineBreak] : shown;
        }
    }
}
