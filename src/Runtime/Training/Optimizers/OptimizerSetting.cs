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
}
