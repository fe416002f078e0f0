namespace NNGen.Learning;

/// <summary>Quantiles of sorted numbers, with linear interpolation between neighbours, as NumPy has them.</summary>
internal static class Quantiles
{
    public static double Of(ReadOnlySpan<float> sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * ((double)sorted[above] - sorted[below]));
    }

    public static double Of(ReadOnlySpan<double> sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
