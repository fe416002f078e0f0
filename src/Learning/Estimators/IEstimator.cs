namespace NNGen.Learning;

/// <summary>What learns from a table and can be scored with another: what cross-validation and search work with.</summary>
public interface IEstimator
{
    /// <summary>Learns anew. When it fails, what was learnt before stays.</summary>
    /// <param name="training">The rows to learn from.</param>
    /// <returns>Loss and accuracy of every epoch.</returns>
    TrainingHistory Fit(Table training);

    /// <summary>How well it does on rows it has not seen; more is better.</summary>
    /// <param name="test">The rows, with their target.</param>
    /// <returns>The accuracy of a classifier, R² of a regressor.</returns>
    double Score(Table test);
}
