namespace NNGen;

/// <summary>A place on the line: how far along, the loss there, and its slope along the line.</summary>
internal readonly record struct LinePoint(double Step, double Loss, double Slope);

/// <summary>
/// Finds a step that lowers the loss enough, <c>f(t) ≤ f(0) + c₁·t·f′(0)</c>, to where the slope is flat enough,
/// <c>|f′(t)| ≤ c₂·|f′(0)|</c>: algorithms 3.5 (bracketing) and 3.6 (zooming) of Nocedal and Wright, Numerical Optimization, 2006.
/// </summary>
/// <param name="evaluate">The loss and the slope at a step.</param>
internal sealed class WolfeSearch(Func<double, LinePoint> evaluate)
{
    private const double SufficientDecrease = 1e-4;
    private const double Flatness = 0.9;
    private const double Growth = 2;
    private const int MostEvaluations = 30;

    /// <summary>How close to the ends of its interval a new step may be, as a part of the interval.</summary>
    private const double Margin = 0.1;

    private LinePoint start;
    private int evaluations;

    /// <summary>Searches the line.</summary>
    /// <param name="from">Where the line begins: step 0, with a slope below 0.</param>
    /// <param name="firstStep">The first step to try.</param>
    /// <returns>The point found; <paramref name="from"/> itself when no step lowers the loss.</returns>
    public LinePoint Run(LinePoint from, double firstStep)
    {
        start = from;
        evaluations = 0;
        LinePoint previous = from;
        for (double step = firstStep; evaluations < MostEvaluations; step *= Growth)
        {
            LinePoint point = Evaluate(step);
            if (!IsLower(point) || (evaluations > 1 && !(point.Loss < previous.Loss))) return Zoom(previous, point);
            if (IsFlat(point)) return point;
            if (point.Slope >= 0) return Zoom(point, previous);
            previous = point;
        }

        return previous;
    }

    /// <summary>The better end is low; the minimum lies between the two.</summary>
    private LinePoint Zoom(LinePoint low, LinePoint high)
    {
        while (evaluations < MostEvaluations)
        {
            LinePoint point = Evaluate(Between(low, high));
            if (!IsLower(point) || !(point.Loss < low.Loss))
            {
                high = point;
                continue;
            }

            if (IsFlat(point)) return point;
            if (point.Slope * (high.Step - low.Step) >= 0) high = low;
            low = point;
        }

        return low;
    }

    private LinePoint Evaluate(double step)
    {
        evaluations++;
        return evaluate(step);
    }

    /// <summary>False for losses that are not finite.</summary>
    private bool IsLower(LinePoint point) => point.Loss <= start.Loss + (SufficientDecrease * point.Step * start.Slope);

    private bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= Flatness * Math.Abs(start.Slope);

    /// <summary>The minimum of the cubic through both ends with their slopes (equation 3.59); the middle where there is none.</summary>
    private static double Between(LinePoint a, LinePoint b)
    {
        double width = b.Step - a.Step;
        double d1 = a.Slope + b.Slope - (3 * (a.Loss - b.Loss) / (a.Step - b.Step));
        double root = Math.Sqrt((d1 * d1) - (a.Slope * b.Slope)) * Math.Sign(width);
        double part = 1 - ((b.Slope + root - d1) / (b.Slope - a.Slope + (2 * root)));
        return a.Step + (width * (double.IsFinite(part) ? Math.Clamp(part, Margin, 1 - Margin) : 0.5));
    }
}
