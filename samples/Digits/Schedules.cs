namespace Digits;

/// <summary>How a network learns, shortly or thoroughly. Chosen on 5,000 images held out of MNIST's training data.</summary>
/// <param name="Short">Good enough, as soon as possible.</param>
/// <param name="Long">As good as the network gets without much patience. Also what the sample does by default.</param>
internal sealed record Schedules(Schedule Short, Schedule Long)
{
    /// <summary>For <see cref="DigitsMlp"/>. On MNIST: 97 % within half a second, 98 % within three seconds.</summary>
    public static readonly Schedules Mlp = new(
        Short: new Schedule("short", Epochs: 2, BatchSize: 32, LearningRate: 4e-3f),
        Long: new Schedule("long", Epochs: 12, BatchSize: 64, LearningRate: 3e-3f));

    /// <summary>For <see cref="Digits.LeNet5"/>. On MNIST it aims at 98.9 % and at 99.2 %.</summary>
    public static readonly Schedules LeNet5 = new(
        Short: new Schedule("short", Epochs: 5, BatchSize: 64, LearningRate: 5e-3f),
        Long: new Schedule("long", Epochs: 16, BatchSize: 128, LearningRate: 5e-3f));
}
