namespace NNGen.Samples.Architectures;

/// <summary>Numbers in place of pictures and labels.</summary>
public static class Pictures
{
    /// <summary>Numbers from 0 to 1.</summary>
    /// <param name="length">How many.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>The numbers.</returns>
    public static float[] Random(int length, int seed)
    {
        var random = new CounterRandom((ulong)seed);
        var values = new float[length];
        for (int index = 0; index < length; index++) values[index] = random.NextSingle();
        return values;
    }

    /// <summary>One class of several, for each of the places of an output.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="outputLength">The numbers of one sample's output.</param>
    /// <param name="classes">The number of classes: every so many numbers, one is 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>Row-major [count, outputLength].</returns>
    public static float[] OneHot(int count, int outputLength, int classes, int seed)
    {
        var random = new CounterRandom((ulong)seed);
        var values = new float[count * outputLength];
        for (int first = 0; first < values.Length; first += classes) values[first + random.NextInt(classes)] = 1;
        return values;
    }
}
