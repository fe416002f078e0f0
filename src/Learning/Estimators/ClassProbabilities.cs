namespace NNGen.Learning;

/// <summary>From a network's outputs to the probabilities of the classes that there are.</summary>
internal static class ClassProbabilities
{
    /// <param name="outputs">Row-major; each row has one output, for the second class, or at least as many as there are classes.</param>
    /// <param name="network">The network, whose loss tells what its outputs are.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="InvalidOperationException">The outputs are neither probabilities nor logarithms or logits of such.</exception>
    public static float[] Of(float[] outputs, NetworkDescription network, int classes)
    {
        int length = network.OutputLength;
        Interpret(outputs, network);
        if (length == classes) return outputs;
        int rows = outputs.Length / length;
        var probabilities = new float[checked(rows * classes)];
        for (int row = 0; row < rows; row++)
        {
            Span<float> ofRow = probabilities.AsSpan(row * classes, classes);
            if (length == 1)
            {
                ofRow[1] = outputs[row];
                ofRow[0] = 1 - outputs[row];
                continue;
            }

            outputs.AsSpan(row * length, classes).CopyTo(ofRow);
            Normalize(ofRow);
        }

        return probabilities;
    }

    /// <summary>Makes probabilities of what the loss takes for logits or margins, and of logarithms.</summary>
    private static void Interpret(Span<float> outputs, NetworkDescription network)
    {
        if (network.Loss is Loss.Hinge or Loss.SquaredHinge or Loss.CategoricalHinge)
        {
            throw new InvalidOperationException(
                $"Expected probabilities or logits, but the outputs of {network.Name} are margins of the loss {network.Loss}: predict " +
                "classes, or train with a cross-entropy.");
        }

        LayerDescription last = network.Layers[^1];
        bool isLogarithm = last.Kind == nameof(Activation.LogSoftmax) || last.Activation == Activation.LogSoftmax;
        bool isLogit = network.Outputs[0].FromLogits;
        if (!isLogarithm && !isLogit) return;
        bool isBinary = network.Loss is Loss.BinaryCrossEntropy or Loss.BinaryFocalCrossEntropy;
        int length = network.OutputLength;
        for (int start = 0; start < outputs.Length; start += length)
        {
            Span<float> row = outputs.Slice(start, length);
            float greatest = isBinary ? 0 : Greatest(row);
            foreach (ref float value in row) value = isBinary ? (float)(1 / (1 + Math.Exp(-value))) : (float)Math.Exp(value - greatest);
            if (!isBinary) Normalize(row);
        }
    }

    private static float Greatest(ReadOnlySpan<float> row)
    {
        float greatest = row[0];
        foreach (float value in row) greatest = MathF.Max(greatest, value);
        return greatest;
    }

    private static void Normalize(Span<float> row)
    {
        float sum = 0;
        foreach (float value in row) sum += value;
        foreach (ref float value in row) value = sum > 0 ? value / sum : 1f / row.Length;
    }
}
