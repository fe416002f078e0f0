namespace NNGen;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The <see cref="FitOptions.CancellationToken"/> stopped it.</summary>
    Cancelled,

    /// <summary><see cref="EarlyStopping"/> stopped it.</summary>
    StoppedEarly,

    /// <summary>A <see cref="TrainingCallback"/> stopped it.</summary>
    StoppedByCallback,

    /// <summary>The learning rule found nothing more to improve.</summary>
    Converged,
}
