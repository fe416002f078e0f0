using System.Numerics;
using System.Runtime.InteropServices;
using NNGen.Kernels;

namespace NNGen;

/// <summary>The targets of one block, [output][sample], and how well its outputs meet them.</summary>
internal static class TargetLanes
{
    /// <summary>One-hot rows of the labels; of a network with one output, the labels themselves: 0 or 1.</summary>
    public static void FillLabels(Span<float> lanes, ReadOnlySpan<int> labels)
    {
        int blockSize = labels.Length;
        if (lanes.Length == blockSize)
        {
            for (int s = 0; s < blockSize; s++) lanes[s] = labels[s];
            return;
        }

        lanes.Clear();
        for (int s = 0; s < blockSize; s++) lanes[(labels[s] * blockSize) + s] = 1;
    }

    /// <summary>The target rows, transposed.</summary>
    public static void FillRows(Span<float> lanes, ReadOnlySpan<float> values, ReadOnlySpan<nint> rows)
    {
        int blockSize = rows.Length;
        int length = lanes.Length / blockSize;
        if (blockSize == BlockTranspose.BlockSize)
        {
            BlockTranspose.RowsToLanes(
                ref MemoryMarshal.GetReference(values),
                ref MemoryMarshal.GetReference(rows),
                (nuint)length,
                ref MemoryMarshal.GetReference(lanes));
            return;
        }

        for (int s = 0; s < blockSize; s++)
        {
            ReadOnlySpan<float> row = values.Slice((int)rows[s], length);
            for (int o = 0; o < length; o++) lanes[(o * blockSize) + s] = row[o];
        }
    }

    /// <summary>Sets the lanes from <paramref name="valid"/> on to 0.</summary>
    public static void ClearBehind(Span<float> lanes, int blockSize, int valid)
    {
        if (valid == blockSize) return;
        for (int start = 0; start < lanes.Length; start += blockSize) lanes[(start + valid)..(start + blockSize)].Clear();
    }

    /// <summary>
    /// How many of the first <paramref name="valid"/> samples are classified rightly: no output is greater than the label's; with one
    /// output, it is at least the threshold exactly where the label is 1.
    /// </summary>
    public static int CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int valid, float threshold)
    {
        int blockSize = labels.Length;
        int correct = 0;
        if (outputs.Length == blockSize)
        {
            for (int s = 0; s < valid; s++) correct += (outputs[s] >= threshold) == (labels[s] == 1) ? 1 : 0;
            return correct;
        }

        Span<float> greatest = stackalloc float[blockSize];
        Greatest(outputs, greatest);
        for (int s = 0; s < valid; s++) correct += outputs[(labels[s] * blockSize) + s] >= greatest[s] ? 1 : 0;
        return correct;
    }

    /// <summary>
    /// How many outputs of the first <paramref name="valid"/> samples are on their target's side: at least the threshold exactly where the
    /// target is at least one half.
    /// </summary>
    public static int CountSides(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int blockSize, int valid, float threshold)
    {
        int correct = 0;
        for (int start = 0; start < outputs.Length; start += blockSize)
        {
            for (int s = start; s < start + valid; s++) correct += (outputs[s] >= threshold) == (targets[s] >= 0.5f) ? 1 : 0;
        }

        return correct;
    }

    /// <summary>
    /// How many rows of <paramref name="classes"/> outputs have their greatest where the targets have theirs, over the first
    /// <paramref name="valid"/> samples; of equal outputs each may be it.
    /// </summary>
    public static int CountGreatest(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int blockSize, int valid, int classes)
    {
        int correct = 0;
        for (int row = 0; row < outputs.Length; row += classes * blockSize)
        {
            for (int s = row; s < row + valid; s++)
            {
                int label = s;
                float greatest = outputs[s];
                for (int place = s + blockSize; place < row + (classes * blockSize); place += blockSize)
                {
                    if (targets[place] > targets[label]) label = place;
                    greatest = MathF.Max(greatest, outputs[place]);
                }

                correct += outputs[label] >= greatest ? 1 : 0;
            }
        }

        return correct;
    }

    private static void Greatest(ReadOnlySpan<float> outputs, Span<float> greatest)
    {
        int blockSize = greatest.Length;
        int lane = 0;
        for (; lane + Vector<float>.Count <= blockSize; lane += Vector<float>.Count)
        {
            var most = new Vector<float>(outputs[lane..]);
            for (int place = lane + blockSize; place < outputs.Length; place += blockSize)
            {
                most = Vector.Max(most, new Vector<float>(outputs[place..]));
            }

            most.CopyTo(greatest[lane..]);
        }

        for (; lane < blockSize; lane++)
        {
            greatest[lane] = outputs[lane];
            for (int place = lane + blockSize; place < outputs.Length; place += blockSize)
            {
                greatest[lane] = MathF.Max(greatest[lane], outputs[place]);
            }
        }
    }
}
