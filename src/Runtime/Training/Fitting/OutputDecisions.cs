namespace NNGen;

/// <summary>What one output decides about a sample that has targets, and how often it does so rightly.</summary>
/// <param name="Offset">Where the output begins in the row of all.</param>
/// <param name="Length">Its elements.</param>
/// <param name="Classes">The classes between which a row of its last axis decides.</param>
/// <param name="Threshold">Where an element decides alone.</param>
/// <param name="Count">The decisions about one sample; 0 where its loss is not one of classes.</param>
internal sealed record OutputDecisions(int Offset, int Length, int Classes, float Threshold, int Count)
{
    public static OutputDecisions[] Of(NetworkDescription network)
    {
        var decisions = new OutputDecisions[network.Outputs.Count];
        int offset = 0;
        for (int output = 0; output < decisions.Length; output++)
        {
            PortDescription port = network.Outputs[output];
            int classes = port.Shape[^1];
            int count = (port.Loss ?? network.Loss) switch
            {
                Loss.BinaryCrossEntropy or Loss.BinaryFocalCrossEntropy or Loss.Hinge or Loss.SquaredHinge or Loss.Perceptron => port.Length,
                Loss.CategoricalCrossEntropy or Loss.CategoricalFocalCrossEntropy or Loss.CategoricalHinge => port.Length / classes,
                _ => 0,
            };
            decisions[output] = new OutputDecisions(offset, port.Length, classes, port.DecisionThreshold, count);
            offset += port.Length;
        }

        return decisions;
    }

    /// <summary>How many decisions about the first <paramref name="valid"/> samples of a block are those of the targets.</summary>
    /// <param name="outputs">All outputs, [output][sample].</param>
    /// <param name="targets">All targets.</param>
    /// <param name="blockSize">The samples of a block.</param>
    /// <param name="valid">How many of them there are.</param>
    public int CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int blockSize, int valid)
    {
        if (Count == 0) return 0;
        outputs = outputs.Slice(Offset * blockSize, Length * blockSize);
        targets = targets.Slice(Offset * blockSize, Length * blockSize);
        return Count == Length
            ? TargetLanes.CountSides(outputs, targets, blockSize, valid, Threshold)
            : TargetLanes.CountGreatest(outputs, targets, blockSize, valid, Classes);
    }
}
