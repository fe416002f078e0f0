using System;
using NNGen;

namespace Digits;

/// <summary>
/// Shows the progress of a training: on a terminal one live line, which stays when its epoch ends; in a file or a pipe only the lines that
/// stay.
/// </summary>
internal sealed class ProgressLines : IProgress<TrainingProgress>
{
    private const int BarLength = 20;

    private readonly bool isLive = !Console.IsOutputRedirected;
    private int liveLength;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (!isLive && !value.IsEndOfEpoch) return;

        string epoch = value.Epoch.ToString().PadLeft(value.Epochs.ToString().Length);
        string line = $"epoch {epoch} of {value.Epochs}  loss {value.Loss:F4}  accuracy {100 * value.Accuracy:F2} %  " +
            $"{value.Elapsed.TotalSeconds:F1} s";
        if (!value.IsEndOfEpoch)
        {
            int done = (int)((long)BarLength * value.Step / value.StepsPerEpoch);
            line += $"  [{new string('=', done)}{new string(' ', BarLength - done)}]";
        }

        // The blanks wipe out what a longer line left behind.
        if (isLive) Console.Write('\r' + line.PadRight(liveLength));
        else Console.Write(line);
        liveLength = line.Length;
        if (value.IsEndOfEpoch) End();
    }

    /// <summary>Leaves the live line as it is, if there is one, and goes to the next.</summary>
    public void End()
    {
        if (liveLength > 0) Console.WriteLine();
        liveLength = 0;
    }
}
