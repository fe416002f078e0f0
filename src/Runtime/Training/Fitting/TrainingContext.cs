namespace NNGen;

/// <summary>What a <see cref="TrainingCallback"/> sees of a training. One object serves the whole training.</summary>
public sealed class TrainingContext
{
    internal TrainingContext(ParameterBuffer parameters, int epochs, int stepsPerEpoch, IReadOnlyList<EpochResult> history)
    {
        Parameters = parameters;
        Epochs = epochs;
        StepsPerEpoch = stepsPerEpoch;
        History = history;
    }

    /// <summary>The network's parameters, as the last step left them.</summary>
    public ParameterBuffer Parameters { get; }

    /// <summary>The number of epochs that the training is to have.</summary>
    public int Epochs { get; }

    /// <summary>The steps of an epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochResult> History { get; }

    /// <summary>The current epoch, from 1.</summary>
    public int Epoch { get; internal set; } = 1;

    /// <summary>The steps made in this epoch.</summary>
    public int Step { get; internal set; }

    /// <summary>The learning rate of the last step.</summary>
    public float LearningRate { get; internal set; }

    /// <summary>The mean loss of the last step's batch, with the penalties.</summary>
    public float BatchLoss { get; internal set; }

    /// <summary>The mean loss of the samples of this epoch so far, with the penalties.</summary>
    public double Loss { get; internal set; }

    /// <summary>The part of them that was classified rightly; null where the data has no labels.</summary>
    public double? Accuracy { get; internal set; }

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Ends the training: after the current step when called within an epoch, after the epoch when called at its end.</summary>
    public void Stop() => IsStopping = true;
}
