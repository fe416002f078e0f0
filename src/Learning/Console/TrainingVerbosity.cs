namespace NNGen.Learning;

/// <summary>How much a training says about itself. The numbers are those of Keras' <c>verbose</c>.</summary>
public enum TrainingVerbosity
{
    /// <summary>A progress bar on a terminal, a line for each epoch elsewhere.</summary>
    Automatic = -1,

    /// <summary>Nothing.</summary>
    Silent = 0,

    /// <summary>A line that follows the batches, with a bar, and stays when its epoch ends.</summary>
    ProgressBar = 1,

    /// <summary>A line for each epoch, when it ends.</summary>
    EpochLines = 2,
}
