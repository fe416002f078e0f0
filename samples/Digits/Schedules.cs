using NNGen;

namespace Digits;

/// <summary>How long and how fast to learn: Adam, with a learning rate that falls to 0 along half a cosine.</summary>
/// <param name="Name">The name for <c>--schedule</c>.</param>
/// <param name="Aim">What the schedule is for, on MNIST.</param>
/// <param name="Epochs">The passes over the training data.</param>
/// <param name="BatchSize">The samples of a step.</param>
/// <param name="LearningRate">The learning rate of the first step.</param>
internal sealed record Schedule(string Name, string Aim, int Epochs, int BatchSize, float LearningRate)
{
    /// <summary>The settings, for people.</summary>
    public override string ToString() =>
        $"{Epochs} {(Epochs == 1 ? "epoch" : "epochs")}, batches of {BatchSize}, Adam from {LearningRate} with cosine decay";
}

/// <summary>The sample's training settings, chosen on 5,000 images held out of MNIST's training data.</summary>
internal static class Schedules
{
    /// <summary>Good enough, as soon as possible.</summary>
    public static readonly Schedule Short = new("short", "97 % within half a second", Epochs: 2, BatchSize: 32, LearningRate: 4e-3f);

    /// <summary>As good as this network gets without much patience. Also what the sample does by default.</summary>
    public static readonly Schedule Long = new("long", "98 % within three seconds", Epochs: 12, BatchSize: 64, LearningRate: 3e-3f);
}
