namespace NNGen;

/// <summary>The data of a training, checked: what is learnt from, and what is measured with.</summary>
/// <param name="Training">The samples to learn from.</param>
/// <param name="Validation">The samples to measure with, if any.</param>
internal sealed record FitData(Dataset Training, Dataset? Validation)
{
    /// <summary>Parts the data as the options say, and refuses what does not fit the network or each other.</summary>
    /// <exception cref="ArgumentException">Something does not fit; nothing has changed.</exception>
    public static FitData Of<TNetwork>(Dataset all, FitOptions options)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        BatchChecks checks = BatchChecks.For<TNetwork>(options.BatchSize);
        checks.Data(all);
        FitData data = options.ValidationFraction > 0 ? Part(all, options) : new FitData(all, options.Validation);
        if (data.Validation is not null) checks.Data(data.Validation);
        if (options.Augmentation is not null) checks.Augmentation(options.Augmentation);
        if (options.EarlyStopping is { } stopping)
        {
            MonitoredValue.Require(stopping.Monitor, nameof(EarlyStopping), data.Training, data.Validation);
        }

        if (options.Schedule?.Watched is { } metric)
        {
            MonitoredValue.Require(metric, nameof(FitOptions.Schedule), data.Training, data.Validation);
        }

        return data;
    }

    /// <summary>The last samples are for validation, before any shuffling, as in Keras.</summary>
    private static FitData Part(Dataset all, FitOptions options)
    {
        if (options.Validation is not null)
        {
            throw new ArgumentException(
                $"{nameof(FitOptions.Validation)} and {nameof(FitOptions.ValidationFraction)} were both given: leave out one of them.");
        }

        int count = (int)Math.Round((double)options.ValidationFraction * all.Count);
        if (count >= 1 && count < all.Count)
        {
            (Dataset training, Dataset validation) = all.Split(all.Count - count);
            return new FitData(training, validation);
        }

        throw new ArgumentException(FormattableString.Invariant(
            $"A {nameof(FitOptions.ValidationFraction)} of {options.ValidationFraction} leaves {count} of the {all.Count} samples for ") +
            "validation, but both parts need at least 1.");
    }
}
