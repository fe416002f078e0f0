using NNGen;

namespace Transfer;

/// <summary>
/// A network learns the digits 0 to 4 from many images. Then two networks learn the digits 5 to 9 from few: one from nothing, and one that
/// takes over the first network's body, freezes it, and trains its head alone.
/// </summary>
internal sealed class Experiment
{
    // The rates that suit each best: a head on a body that is there already is a small problem and bears a large step.
    private const float NetworkRate = 3e-3f;
    private const float HeadRate = 1e-2f;

    private const int TrainSeed = 1;
    private const int TestSeed = 2;
    private const int FirstFewSeed = 3;

    /// <summary>The images of the digits 0 to 4.</summary>
    public required int ManyImages { get; init; }

    /// <summary>The passes over the many images.</summary>
    public required int EpochsOfMany { get; init; }

    /// <summary>The images of the digits 5 to 9.</summary>
    public required int FewImages { get; init; }

    /// <summary>The passes over the few images.</summary>
    public required int EpochsOfFew { get; init; }

    /// <summary>The images of either half that are not learnt from.</summary>
    public required int TestImages { get; init; }

    /// <summary>Trains the network whose body is taken over.</summary>
    /// <returns>The network, and the part of other images that it reads rightly.</returns>
    public (LowDigits Network, double Accuracy) TrainLow()
    {
        var network = new LowDigits(seed: 1);
        network.Fit(HalfOfDigits.Draw(0, ManyImages, TrainSeed), OptionsFor(EpochsOfMany, NetworkRate));
        return (network, network.Evaluate(HalfOfDigits.Draw(0, TestImages, TestSeed)).Accuracy!.Value);
    }

    /// <summary>Trains a network for the other digits from nothing.</summary>
    /// <param name="draw">Which few images, from 0.</param>
    /// <returns>The part of other images that it reads rightly.</returns>
    public double TrainFresh(int draw) => TrainHigh(new HighDigits(seed: 1), draw, OptionsFor(EpochsOfFew, NetworkRate));

    /// <summary>Trains the head of a network for the other digits on a body that is there already.</summary>
    /// <param name="weights">The file of the first network's weights.</param>
    /// <param name="draw">Which few images, from 0.</param>
    /// <returns>The network, what it took over, and the part of other images that it reads rightly.</returns>
    public (HighDigits Network, ParameterMatch Match, double Accuracy) TrainHead(string weights, int draw)
    {
        var network = new HighDigits(seed: 1);
        ParameterMatch match = network.LoadMatching(weights, new MatchOptions { Layers = HighDigits.Body });
        return (network, match, TrainHigh(network, draw, OptionsFor(EpochsOfFew, HeadRate, HighDigits.Body)));
    }

    private static FitOptions OptionsFor(int epochs, float rate, params string[] frozen) =>
        new() { Epochs = epochs, Optimizer = new Adam(rate), Schedule = new CosineDecay(), Frozen = frozen };

    private double TrainHigh(HighDigits network, int draw, FitOptions options)
    {
        network.Fit(HalfOfDigits.Draw(HalfOfDigits.Classes, FewImages, FirstFewSeed + draw), options);
        return network.Evaluate(HalfOfDigits.Draw(HalfOfDigits.Classes, TestImages, TestSeed)).Accuracy!.Value;
    }
}
