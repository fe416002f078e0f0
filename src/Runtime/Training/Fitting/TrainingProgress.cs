namespace NNGen;

/// <summary>How far a training has come.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">The number of epochs.</param>
/// <param name="Step">The steps made in this epoch.</param>
/// <param name="StepsPerEpoch">The steps of an epoch.</param>
/// <param name="Loss">The mean loss of the samples of this epoch so far.</param>
/// <param name="Accuracy">
/// The part of the samples of this epoch so far that were classified rightly; null where the data has no labels.
/// </param>
/// <param name="ValidationLoss">The mean loss of the validation data, at the end of an epoch; else null.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation data, at the end of an epoch; else null.</param>
/// <param name="Elapsed">The time since the training began.</param>
/// <param name="IsEndOfEpoch">Whether the epoch is finished, its validation included.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int StepsPerEpoch,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    TimeSpan Elapsed,
    bool IsEndOfEpoch);
