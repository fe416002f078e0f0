namespace NNGen;

/// <summary>
/// L-BFGS (Liu and Nocedal, 1989): a quasi-Newton method for small data. Every epoch is one iteration: a direction from the last few
/// changes of the gradient, and a line search along it that meets the strong Wolfe conditions (Nocedal and Wright, 2006, algorithms 3.5,
/// 3.6 and 7.4).
/// </summary>
/// <remarks>
/// The loss and its gradient are those of all samples, so the order of the samples and the size of batches do not matter
/// (<see cref="FitOptions.BatchSize"/> only bounds the memory from below: at least 1,024 samples are processed at once). An L2 penalty is
/// minimised with it. What changes steps or gradients afterwards cannot be combined with a line search and is refused: schedules, clipping,
/// L1, decoupled decay, bounds, averages and changed images.
/// </remarks>
public sealed class Lbfgs : LearningRule
{
    /// <summary>The number of changes of the gradient that are remembered, at least 1. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Memory
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Memory), value, $"{nameof(Memory)} must be at least 1, but is {value}.");
    } = 10;

    /// <summary>The training ends when no element of the gradient is larger: a finite number of at least 0. Default: 0.00001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float GradientTolerance
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(GradientTolerance));
    } = 1e-5f;

    /// <summary>
    /// The training ends when an iteration lowers the loss by no more than this part of it (of 1 where the loss is smaller): a finite
    /// number of at least 0. Default: 1e-9.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float ChangeTolerance
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(ChangeTolerance));
    } = 1e-9f;

    internal override IEpochSteps Begin<TNetwork>(TNetwork network, Dataset training, FitOptions options)
    {
        Refuse(options.Schedule is not null, nameof(FitOptions.Schedule));
        Refuse(options.ClipValue is not null, nameof(FitOptions.ClipValue));
        Refuse(options.ClipGlobalNorm is not null, nameof(FitOptions.ClipGlobalNorm));
        Refuse(options.AverageDecay is not null, nameof(FitOptions.AverageDecay));
        Refuse(options.Augmentation is not null, nameof(FitOptions.Augmentation));
        Refuse(options.Regularization is { L1: > 0 }, nameof(Regularization.L1));
        Refuse(options.Regularization is { DecoupledDecay: > 0 }, nameof(Regularization.DecoupledDecay));
        Refuse(options.Regularization is { MaxNorm: not null }, nameof(Regularization.MaxNorm));
        return new LbfgsSteps<TNetwork>(network, this, training, options);
    }

    private static void Refuse(bool isSet, string option)
    {
        if (isSet) throw new ArgumentException($"{nameof(Lbfgs)} cannot be combined with {option}: leave it out, or use an optimiser.");
    }
}
