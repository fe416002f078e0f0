using System.Globalization;

namespace NNGen;

/// <summary>Checks the settings of optimisers and schedules.</summary>
internal static class OptimizerSetting
{
    /// <summary>The value, if it is valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static float Require(float value, bool isValid, string name, string expected)
    {
        if (isValid) return value;
        throw new ArgumentOutOfRangeException(
            name, value, $"{name} must be {expected}, but is {value.ToString(CultureInfo.InvariantCulture)}.");
    }

    /// <summary>The value, if it is finite and not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static float RequireNotNegative(float value, string name) =>
        Require(value, value is >= 0 and < float.PositiveInfinity, name, "a finite number of at least 0");

    /// <summary>The value, if it is a factor that makes smaller or leaves alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in (0, 1].</exception>
    public static float RequireFactor(float value, string name) => Require(value, value is > 0 and <= 1, name, "in (0, 1]");

    /// <summary>The value, if there is none or it is finite and above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static float? RequireLimit(float? value, string name) =>
        value is { } limit ? Require(limit, limit is > 0 and < float.PositiveInfinity, name, "a finite number above 0") : null;
}
