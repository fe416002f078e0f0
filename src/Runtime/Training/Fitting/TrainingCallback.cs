namespace NNGen;

/// <summary>
/// Told what happens in a training, on the thread that trains. Derive from this class to log, to measure or to stop the training; what is
/// overridden is called, in the order of <see cref="FitOptions.Callbacks"/>. An exception ends the training and reaches the caller.
/// </summary>
public abstract class TrainingCallback
{
    /// <summary>Called before the first epoch.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnTrainingBegin(TrainingContext training)
    {
    }

    /// <summary>Called before the first step of every epoch.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnEpochBegin(TrainingContext training)
    {
    }

    /// <summary>Called after every step.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnBatchEnd(TrainingContext training)
    {
    }

    /// <summary>Called after every epoch, when its result is the last of <see cref="TrainingContext.History"/>.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnEpochEnd(TrainingContext training)
    {
    }

    /// <summary>Called after the last epoch, when the network has the parameters that it will keep.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnTrainingEnd(TrainingContext training)
    {
    }
}
