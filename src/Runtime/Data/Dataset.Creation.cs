using System.Runtime.CompilerServices;

namespace NNGen;

/// <content>
/// The ways to make a data set. Arrays come before spans in overload resolution, so that an array beside a collection expression is not
/// ambiguous.
/// </content>
public sealed partial class Dataset
{
    /// <summary>Samples with labels. The arrays are kept, not copied: do not change them afterwards.</summary>
    /// <param name="inputs">Row-major [count, <paramref name="inputLength"/>], all finite.</param>
    /// <param name="inputLength">The elements of one input.</param>
    /// <param name="labels">The class of every sample, from 0.</param>
    /// <param name="classes">The number of classes. Default: one more than the largest label.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">
    /// There is no sample, the counts of inputs and labels differ, an input is not finite, or a label is outside [0, classes).
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset FromLabels(float[] inputs, int inputLength, int[] labels, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        int count = DatasetChecks.Inputs(inputs, inputLength);
        return new Dataset(inputs, inputLength, labels, DatasetChecks.Labels(labels, count, classes), [], 0, 0, count);
    }

    /// <summary>Samples with labels. Copies both spans.</summary>
    /// <inheritdoc cref="FromLabels(float[], int, int[], int?)"/>
    public static Dataset FromLabels(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> labels, int? classes = null)
    {
        int count = DatasetChecks.Inputs(inputs, inputLength);
        int checkedClasses = DatasetChecks.Labels(labels, count, classes);
        return new Dataset(inputs.ToArray(), inputLength, labels.ToArray(), checkedClasses, [], 0, 0, count);
    }

    /// <summary>Samples with labels, one array for each input. Copies everything.</summary>
    /// <param name="inputs">One input for each sample, all of the same length, all finite.</param>
    /// <param name="labels">The class of every sample, from 0.</param>
    /// <param name="classes">The number of classes. Default: one more than the largest label.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">
    /// There is no sample, the inputs differ in length, the counts of inputs and labels differ, an input is not finite, or a label is
    /// outside [0, classes).
    /// </exception>
    public static Dataset FromLabels(float[][] inputs, int[] labels, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        float[] rows = DatasetChecks.Joined(inputs, nameof(inputs));
        return FromLabels(rows, inputs[0].Length, (int[])labels.Clone(), classes);
    }

    /// <summary>Samples with targets. The arrays are kept, not copied: do not change them afterwards.</summary>
    /// <param name="inputs">Row-major [count, <paramref name="inputLength"/>], all finite.</param>
    /// <param name="inputLength">The elements of one input.</param>
    /// <param name="targets">Row-major [count, <paramref name="targetLength"/>], all finite.</param>
    /// <param name="targetLength">The elements of one row of targets.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">
    /// There is no sample, the counts of inputs and targets differ, or a value is not finite.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset FromTargets(float[] inputs, int inputLength, float[] targets, int targetLength)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        int count = DatasetChecks.Inputs(inputs, inputLength);
        DatasetChecks.Targets(targets, targetLength, count);
        return new Dataset(inputs, inputLength, [], 0, targets, targetLength, 0, count);
    }

    /// <summary>Samples with targets. Copies both spans.</summary>
    /// <inheritdoc cref="FromTargets(float[], int, float[], int)"/>
    public static Dataset FromTargets(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> targets, int targetLength)
    {
        int count = DatasetChecks.Inputs(inputs, inputLength);
        DatasetChecks.Targets(targets, targetLength, count);
        return new Dataset(inputs.ToArray(), inputLength, [], 0, targets.ToArray(), targetLength, 0, count);
    }

    /// <summary>Samples with targets, one array for each input and for each row of targets. Copies everything.</summary>
    /// <param name="inputs">One input for each sample, all of the same length, all finite.</param>
    /// <param name="targets">One row of targets for each sample, all of the same length, all finite.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">
    /// There is no sample, inputs or targets differ in length, the counts of inputs and targets differ, or a value is not finite.
    /// </exception>
    public static Dataset FromTargets(float[][] inputs, float[][] targets)
    {
        float[] rows = DatasetChecks.Joined(inputs, nameof(inputs));
        float[] targetRows = DatasetChecks.Joined(targets, nameof(targets));
        return FromTargets(rows, inputs[0].Length, targetRows, targets[0].Length);
    }

    /// <summary>Samples without labels or targets. The array is kept, not copied: do not change it afterwards.</summary>
    /// <param name="inputs">Row-major [count, <paramref name="inputLength"/>], all finite.</param>
    /// <param name="inputLength">The elements of one input.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">There is no sample, the last one is incomplete, or an input is not finite.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset FromInputs(float[] inputs, int inputLength)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new Dataset(inputs, inputLength, [], 0, [], 0, 0, DatasetChecks.Inputs(inputs, inputLength));
    }

    /// <summary>Samples without labels or targets. Copies the span.</summary>
    /// <inheritdoc cref="FromInputs(float[], int)"/>
    public static Dataset FromInputs(ReadOnlySpan<float> inputs, int inputLength)
    {
        int count = DatasetChecks.Inputs(inputs, inputLength);
        return new Dataset(inputs.ToArray(), inputLength, [], 0, [], 0, 0, count);
    }

    /// <summary>Samples without labels or targets, one array for each input. Copies everything.</summary>
    /// <param name="inputs">One input for each sample, all of the same length, all finite.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">There is no sample, the inputs differ in length, or an input is not finite.</exception>
    public static Dataset FromInputs(float[][] inputs)
    {
        float[] rows = DatasetChecks.Joined(inputs, nameof(inputs));
        return FromInputs(rows, inputs[0].Length);
    }

    /// <summary>Labelled images from a pair of IDX files, the format of MNIST. Pixels are scaled from 0…255 to 0…1.</summary>
    /// <param name="imagesPath">
    /// The images: unsigned bytes of shape [count, …], as they are or compressed with gzip. When there is no such file, the name with or
    /// without <c>.gz</c> at its end is tried.
    /// </param>
    /// <param name="labelsPath">The labels: unsigned bytes of shape [count]. Found in the same way.</param>
    /// <param name="classes">The number of classes. Default: 10.</param>
    /// <returns>The data set, whose inputs are the images in row-major order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is less than 1.</exception>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="System.IO.InvalidDataException">
    /// A file is not a well-formed IDX file of bytes, the counts differ, or a label is outside [0, classes).
    /// </exception>
    public static Dataset FromIdx(string imagesPath, string labelsPath, int classes = 10) =>
        IdxFile.ReadLabelled(imagesPath, labelsPath, classes);

    /// <summary>
    /// The rows of several arrays side by side: inputs or targets for a network with several ports, which lie one behind the other in the
    /// row of a sample.
    /// </summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="ports">For each port, in the network's order, row-major [count, length].</param>
    /// <returns>Row-major [count, sum of the lengths].</returns>
    /// <exception cref="ArgumentException">There is no port, or an array is not a whole number of rows of at least 1 element.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static float[] SideBySide(int count, params float[][] ports)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(ports);
        long length = 0;
        for (int port = 0; port < ports.Length; port++)
        {
            ArgumentNullException.ThrowIfNull(ports[port], nameof(ports));
            length += ports[port].Length / count;
            if (ports[port].Length > 0 && ports[port].Length % count == 0) continue;
            throw new ArgumentException(
                $"Port {port} has {ports[port].Length} values, but {count} samples need a multiple of {count} above 0.", nameof(ports));
        }

        if (ports.Length == 0) throw new ArgumentException("At least one port was expected, but there is none.", nameof(ports));
        var rows = new float[checked(count * length)];
        int offset = 0;
        foreach (float[] values in ports)
        {
            PortRows.Gather(values, values.Length / count, 0, rows, (int)length, offset);
            offset += values.Length / count;
        }

        return rows;
    }
}
