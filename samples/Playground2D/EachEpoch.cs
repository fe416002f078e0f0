using System;
using NNGen;

namespace Playground2D;

/// <summary>Does something at the end of each epoch.</summary>
internal sealed class EachEpoch(Action<TrainingProgress> action) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.IsEndOfEpoch) action(value);
    }
}
