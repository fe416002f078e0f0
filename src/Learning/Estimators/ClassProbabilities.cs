namespace NNGen.Learning;

/// <summary>From a network's outputs to the probabilities of the classes that there are.</summary>
internal static class ClassProbabilities
{
    /// <param name="outputs">Row-major [rows, <paramref name="length"/>].</param>
    /// <param name="length">1, the probability of the second class, or at least the number of classes.</param>
    /// <param name="classes">The number of classes.</param>
    public static float[] Of(float[] outputs, int length, int classes)
    {
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
            float sum = 0;
            foreach (float p in ofRow) sum += p;
            foreach (ref float p in ofRow) p = sum > 0 ? p / sum : 1f / classes;
        }

        return probabilities;
    }
}
