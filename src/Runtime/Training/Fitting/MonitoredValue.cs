namespace NNGen;

/// <summary>What is watched, as a number that is the better the smaller it is.</summary>
internal static class MonitoredValue
{
    public static double Of(EpochResult result, TrainingMetric monitor) => monitor switch
    {
        TrainingMetric.Loss => result.Loss,
        TrainingMetric.Accuracy => -result.Accuracy!.Value,
        TrainingMetric.ValidationLoss => result.ValidationLoss!.Value,
        TrainingMetric.ValidationAccuracy => -result.ValidationAccuracy!.Value,
        _ => result.ValidationLoss ?? result.Loss,
    };

    /// <summary>Refuses to watch what the data cannot give.</summary>
    /// <param name="monitor">What is watched.</param>
    /// <param name="watcher">Who watches, for messages.</param>
    /// <param name="training">The training data.</param>
    /// <param name="validation">The validation data, if any.</param>
    /// <exception cref="ArgumentException">There is no such measure.</exception>
    public static void Require(TrainingMetric monitor, string watcher, Dataset training, Dataset? validation)
    {
        if (monitor is TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy && validation is null)
        {
            throw new ArgumentException(
                $"{watcher} watches the {monitor}, but there is no validation data. Set {nameof(FitOptions.Validation)} or " +
                $"{nameof(FitOptions.ValidationFraction)}.");
        }

        Dataset? watched = monitor == TrainingMetric.Accuracy ? training : monitor == TrainingMetric.ValidationAccuracy ? validation : null;
        if (watched is { HasLabels: false })
        {
            throw new ArgumentException($"{watcher} watches the {monitor}, but the data has no labels.");
        }
    }
}
