using NNGen;

namespace Digits;

/// <summary>How long and how fast to learn: Adam, with a learning rate that falls to 0 along half a cosine.</summary>
/// <param name="Name">The name for <c>--schedule</c>.</param>
/// <param name="Epochs">The passes over the training data.</param>
/// <param name="BatchSize">The samples of a step.</param>
/// <param name="LearningRate">The learning rate of the first step.</param>
/// <param name="Augmentation">How the images change from epoch to epoch, or null where they do not.</param>
internal sealed record Schedule(string Name, int Epochs, int BatchSize, float LearningRate, ImageAugmentation? Augmentation = null)
{
    /// <summary>The settings, for people.</summary>
    public override string ToString() =>
        $"{Epochs} {(Epochs == 1 ? "epoch" : "epochs")}, batches of {BatchSize}, Adam from {LearningRate} with cosine decay" +
        (Augmentation is null ? "" : ", images changed a little");
}
