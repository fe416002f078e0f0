namespace NNGen;

/// <summary>What a training came to, epoch by epoch.</summary>
/// <param name="Epochs">The finished epochs, in order; with those of the checkpoint that it was resumed from.</param>
/// <param name="Cancelled">
/// Whether the training was stopped in the middle of an epoch. The parameters then keep the steps of the unfinished epoch too, which is not
/// in <paramref name="Epochs"/>.
/// </param>
public sealed record TrainingHistory(IReadOnlyList<EpochResult> Epochs, bool Cancelled)
{
    /// <summary>Why the training ended.</summary>
    public TrainingEnd End { get; init; }

    /// <summary>The best epoch in the eyes of <see cref="EarlyStopping"/>, from 1; null without it.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>How many of the epochs were taken over from a checkpoint.</summary>
    public int ResumedEpochs { get; init; }
}

/// <summary>One finished epoch.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Loss">
/// The mean loss of all samples with the penalties, each as it was when its batch came: the parameters were still changing, so it is not
/// what <c>Evaluate</c> gives at the end of the epoch.
/// </param>
/// <param name="Accuracy">The part of the samples classified rightly, measured likewise; null where the data has no labels.</param>
/// <param name="ValidationLoss">The mean loss of the validation data after the epoch; null without such data.</param>
/// <param name="ValidationAccuracy">The part of the validation data classified rightly; null without labels there.</param>
/// <param name="Duration">The time that the epoch took, its validation included.</param>
public sealed record EpochResult(
    int Epoch, double Loss, double? Accuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan Duration);
