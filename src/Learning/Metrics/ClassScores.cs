namespace NNGen.Learning;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Precision">Of the samples taken for the class, the part that belongs to it.</param>
/// <param name="Recall">Of the samples of the class, the part that was found.</param>
/// <param name="F1">The harmonic mean of the two.</param>
/// <param name="Support">The samples of the class.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Support);

/// <summary>How the figures of several classes become one.</summary>
public enum ClassAverage
{
    /// <summary>The mean over the classes, each counting the same.</summary>
    Macro,

    /// <summary>All samples counted together. Where every sample has one class, this is the accuracy.</summary>
    Micro,

    /// <summary>The mean over the classes, weighted by their samples.</summary>
    Weighted,
}
