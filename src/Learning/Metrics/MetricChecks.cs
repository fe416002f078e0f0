using System.Globalization;
using System.Numerics;

namespace NNGen.Learning;

/// <summary>What must hold before predictions are measured. Every error names the sample, what was expected and what was found.</summary>
internal static class MetricChecks
{
    public static void SameCount(int labels, int predictions, string parameter)
    {
        if (labels == 0) throw new ArgumentException("Expected at least 1 sample, found none.", parameter);
        if (predictions == labels) return;
        throw new ArgumentException(
            $"Expected a prediction for each of the {labels} samples, found {predictions} predictions.", parameter);
    }

    /// <summary>Checks classes against their number, where it is known, and gives one more than the largest.</summary>
    public static int Classes(ReadOnlySpan<int> classes, int? count, string parameter)
    {
        int largest = -1;
        for (int sample = 0; sample < classes.Length; sample++)
        {
            int found = classes[sample];
            if (found < 0 || found >= (count ?? int.MaxValue))
            {
                string expected = count is int number ? $"from 0 to {number - 1}" : "of 0 or more";
                throw new ArgumentException($"Sample {sample}: expected a class {expected}, found {found}.", parameter);
            }

            largest = Math.Max(largest, found);
        }

        return largest + 1;
    }

    /// <summary>Checks rows of scores, one row for each label, and gives their length.</summary>
    public static int Rows(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, string parameter)
    {
        if (labels.IsEmpty) throw new ArgumentException("Expected at least 1 sample, found none.", parameter);
        if (scores.IsEmpty || scores.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"Expected rows of equal length for {labels.Length} samples, found {scores.Length} numbers.", parameter);
        }

        int length = scores.Length / labels.Length;
        Finite(scores, length, parameter);
        return length;
    }

    public static void Finite(ReadOnlySpan<float> values, int rowLength, string parameter)
    {
        for (int i = FinitePrefix(values); i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            string found = values[i].ToString(CultureInfo.InvariantCulture);
            string place = rowLength == 1 ? $"Sample {i / rowLength}" : $"Sample {i / rowLength}, output {i % rowLength}";
            throw new ArgumentException($"{place}: expected a finite number, found {found}.", parameter);
        }
    }

    public static void Probabilities(ReadOnlySpan<float> values, int rowLength, string parameter)
    {
        for (int i = ProbabilityPrefix(values); i < values.Length; i++)
        {
            if (values[i] is >= 0 and <= 1) continue;
            string found = values[i].ToString(CultureInfo.InvariantCulture);
            throw new ArgumentException(
                $"Sample {i / rowLength}, output {i % rowLength}: expected a probability from 0 to 1, found {found}.", parameter);
        }
    }

    /// <summary>How many values at the beginning are certainly finite: whole vectors, up to the first that holds another.</summary>
    private static int FinitePrefix(ReadOnlySpan<float> values)
    {
        int end = 0;
        for (; end <= values.Length - Vector<float>.Count; end += Vector<float>.Count)
        {
            var vector = new Vector<float>(values[end..]);
            if (!Vector.EqualsAll(vector - vector, Vector<float>.Zero)) break;
        }

        return end;
    }

    /// <summary>How many values at the beginning certainly lie in [0, 1]: whole vectors, up to the first that holds another.</summary>
    private static int ProbabilityPrefix(ReadOnlySpan<float> values)
    {
        int end = 0;
        for (; end <= values.Length - Vector<float>.Count; end += Vector<float>.Count)
        {
            var vector = new Vector<float>(values[end..]);
            bool isInside = Vector.GreaterThanOrEqualAll(vector, Vector<float>.Zero) && Vector.LessThanOrEqualAll(vector, Vector<float>.One);
            if (!isInside) break;
        }

        return end;
    }
}
