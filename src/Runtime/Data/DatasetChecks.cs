using System.Globalization;

namespace NNGen;

/// <summary>
/// What must hold before samples become a <see cref="Dataset"/>. Every error names the sample, what was expected and what was found.
/// </summary>
internal static class DatasetChecks
{
    private const string NoSample = "Expected at least 1 sample, found none: a data set is never empty.";

    /// <summary>Checks the inputs and gives the number of samples.</summary>
    public static int Inputs(ReadOnlySpan<float> inputs, int inputLength)
    {
        if (inputLength < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(inputLength), inputLength, "Expected inputs of at least 1 element.");
        }

        if (inputs.IsEmpty) throw new ArgumentException(NoSample, nameof(inputs));
        if (inputs.Length % inputLength != 0)
        {
            throw new ArgumentException(
                $"Expected whole samples of {inputLength} elements, found {inputs.Length} elements: " +
                $"{inputs.Length / inputLength} samples and {inputs.Length % inputLength} elements.",
                nameof(inputs));
        }

        RequireFinite(inputs, inputLength, "feature", nameof(inputs));
        return inputs.Length / inputLength;
    }

    /// <summary>Checks the labels and gives the number of classes.</summary>
    public static int Labels(ReadOnlySpan<int> labels, int count, int? classes)
    {
        if (classes < 1) throw new ArgumentOutOfRangeException(nameof(classes), classes, "Expected at least 1 class.");
        if (labels.Length != count)
        {
            throw new ArgumentException($"Expected a label for each of the {count} samples, found {labels.Length} labels.", nameof(labels));
        }

        int largest = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            int label = labels[sample];
            if (label < 0 || label >= (classes ?? int.MaxValue))
            {
                string expected = classes is int number ? $"0 to {number - 1}" : "0 or more";
                throw new ArgumentException($"Sample {sample}: expected a label of {expected}, found {label}.", nameof(labels));
            }

            largest = Math.Max(largest, label);
        }

        return classes ?? (largest + 1);
    }

    /// <summary>Checks the targets.</summary>
    public static void Targets(ReadOnlySpan<float> targets, int targetLength, int count)
    {
        if (targetLength < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(targetLength), targetLength, "Expected targets of at least 1 element.");
        }

        if (targets.Length != (long)count * targetLength)
        {
            throw new ArgumentException(
                $"Expected {count} samples × {targetLength} = {(long)count * targetLength} targets, found {targets.Length}.",
                nameof(targets));
        }

        RequireFinite(targets, targetLength, "target", nameof(targets));
    }

    /// <summary>Copies rows of equal length one behind the other.</summary>
    public static float[] Joined(float[][] rows, string parameter)
    {
        ArgumentNullException.ThrowIfNull(rows, parameter);
        if (rows.Length == 0) throw new ArgumentException(NoSample, parameter);
        int length = rows[0]?.Length ?? 0;
        for (int sample = 0; sample < rows.Length; sample++)
        {
            if (rows[sample] is null) throw new ArgumentException($"Sample {sample}: expected an array, found null.", parameter);
            if (rows[sample].Length != length)
            {
                throw new ArgumentException(
                    $"Sample {sample}: expected {length} elements as in sample 0, found {rows[sample].Length}.", parameter);
            }
        }

        if (length == 0) throw new ArgumentException("Expected samples of at least 1 element, found 0.", parameter);
        if ((long)rows.Length * length > Array.MaxLength)
        {
            throw new ArgumentException(
                $"Expected at most {Array.MaxLength} elements, found {rows.Length} samples × {length} elements.", parameter);
        }

        var joined = new float[rows.Length * length];
        for (int sample = 0; sample < rows.Length; sample++) rows[sample].CopyTo(joined, sample * length);
        return joined;
    }

    private static void RequireFinite(ReadOnlySpan<float> values, int rowLength, string column, string parameter)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                string found = values[i].ToString(CultureInfo.InvariantCulture);
                throw new ArgumentException(
                    $"Sample {i / rowLength}, {column} {i % rowLength}: expected a finite number, found {found}.", parameter);
            }
        }
    }
}
