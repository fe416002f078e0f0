using System;

namespace NNGen.Tests.Emitted;

/// <summary>Inputs for networks of any size.</summary>
internal static class Samples
{
    /// <summary>Numbers from −1 to 1, the same for the same seed.</summary>
    public static float[] Values(int count, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (random.NextSingle() * 2) - 1;
        return values;
    }
}
