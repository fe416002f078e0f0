namespace NNGen;

/// <summary>The measures of an epoch that early stopping and schedules may watch.</summary>
public enum TrainingMetric
{
    /// <summary>The loss of the validation data, or without such data that of the training.</summary>
    Auto,

    /// <summary>The mean loss of the training, while it went on.</summary>
    Loss,

    /// <summary>The accuracy of the training, while it went on: the data must have labels.</summary>
    Accuracy,

    /// <summary>The mean loss of the validation data.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation data, which must have labels.</summary>
    ValidationAccuracy,
}
