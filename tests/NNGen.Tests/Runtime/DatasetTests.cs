using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace NNGen.Tests.Runtime;

public sealed class DatasetTests
{
    private static readonly float[] FourPairs = [0, 1, 10, 11, 20, 21, 30, 31];

    [Fact]
    public void FromLabels_Arrays_KeepsThem()
    {
        float[] inputs = [.. FourPairs];
        int[] labels = [0, 2, 1, 2];
        Dataset data = Dataset.FromLabels(inputs, 2, labels);
        Assert.Equal((4, 2, 3, 0), (data.Count, data.InputLength, data.Classes, data.TargetLength));
        Assert.True(data.HasLabels);
        Assert.False(data.HasTargets);
        Assert.True(IsSame(inputs, data.Inputs));
        Assert.Equal(labels, data.Labels.ToArray());
        Assert.True(data.Targets.IsEmpty);
        Assert.True(data.Target(3).IsEmpty);
        Assert.Equal([20, 21], data.Input(2).ToArray());
    }

    [Fact]
    public void FromTargets_Arrays_KeepsThem()
    {
        float[] targets = [1, 2, 3, 4];
        Dataset data = Dataset.FromTargets(FourPairs, 2, targets, 1);
        Assert.Equal((4, 2, 0, 1), (data.Count, data.InputLength, data.Classes, data.TargetLength));
        Assert.False(data.HasLabels);
        Assert.True(data.HasTargets);
        Assert.True(IsSame(targets, data.Targets));
        Assert.True(data.Labels.IsEmpty);
        Assert.Equal([3], data.Target(2).ToArray());
    }

    [Fact]
    public void FromInputs_Array_HasNeitherLabelsNorTargets()
    {
        Dataset data = Dataset.FromInputs(FourPairs, 4);
        Assert.Equal((2, 4), (data.Count, data.InputLength));
        Assert.False(data.HasLabels || data.HasTargets);
    }

    [Fact]
    public void From_Spans_CopyThem()
    {
        float[] inputs = [.. FourPairs];
        int[] labels = [0, 1, 0, 1];
        float[] targets = [1, 2, 3, 4];
        Dataset[] sets =
        [
            Dataset.FromLabels(inputs.AsSpan(), 2, labels.AsSpan()),
            Dataset.FromTargets(inputs.AsSpan(), 2, targets.AsSpan(), 1),
            Dataset.FromInputs(inputs.AsSpan(), 2),
        ];
        inputs.AsSpan().Clear();
        labels.AsSpan().Clear();
        targets.AsSpan().Clear();
        Assert.All(sets, data => Assert.Equal(FourPairs, data.Inputs.ToArray()));
        Assert.Equal([0, 1, 0, 1], sets[0].Labels.ToArray());
        Assert.Equal([1, 2, 3, 4], sets[1].Targets.ToArray());
    }

    [Fact]
    public void From_Rows_CopyThemOneBehindTheOther()
    {
        float[][] rows = [[0, 1], [10, 11], [20, 21], [30, 31]];
        int[] labels = [0, 1, 0, 1];
        Dataset labelled = Dataset.FromLabels(rows, labels, classes: 5);
        labels[0] = 4;
        Assert.Equal(FourPairs, labelled.Inputs.ToArray());
        Assert.Equal(0, labelled.Labels[0]);
        Assert.Equal(5, labelled.Classes);
        Assert.Equal([9, 8, 7, 6], Dataset.FromTargets(rows, [[9], [8], [7], [6]]).Targets.ToArray());
        Assert.Equal(FourPairs, Dataset.FromInputs(rows).Inputs.ToArray());
    }

    [Fact]
    public void Slice_OfASlice_IsAViewOfTheSameMemory()
    {
        float[] inputs = [.. FourPairs];
        Dataset data = Dataset.FromLabels(inputs, 2, [0, 2, 1, 0]).Slice(1, 3).Slice(1, 2);
        Assert.True(IsSame(inputs.AsSpan(4), data.Inputs));
        Assert.Equal([1, 0], data.Labels.ToArray());
        Assert.Equal((2, 3), (data.Count, data.Classes));
        Assert.Equal([30, 31], data.Input(1).ToArray());
        Assert.Equal(2, Dataset.FromTargets(inputs, 2, [1, 2, 3, 4], 1).Slice(1, 2).Target(0)[0]);
    }

    [Fact]
    public void Split_CutsInOrder()
    {
        (Dataset first, Dataset second) = Dataset.FromInputs(FourPairs, 2).Split(3);
        Assert.Equal(FourPairs[..6], first.Inputs.ToArray());
        Assert.Equal(FourPairs[6..], second.Inputs.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void Split_EmptyPart_Throws(int firstCount)
    {
        Dataset data = Dataset.FromInputs(FourPairs, 2);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(firstCount));
        Assert.Contains("1 to 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(-1, 1)]
    [InlineData(4, 1)]
    [InlineData(1, int.MaxValue)]
    public void Slice_OutsideTheDataSet_Throws(int start, int count)
    {
        Dataset data = Dataset.FromInputs(FourPairs, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(start, count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Input_NoSuchSample_ThrowsEvenInsideTheSlicedMemory(int sample)
    {
        Dataset data = Dataset.FromTargets(FourPairs, 2, [1, 2, 3, 4], 1).Slice(1, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Input(sample).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Target(sample).Length);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void From_ValueNotFinite_NamesSampleAndColumn(float value, string text)
    {
        float[] inputs = [.. FourPairs];
        inputs[5] = value;
        AssertRefused(() => Dataset.FromInputs(inputs, 2), "Sample 2, feature 1", text);
        AssertRefused(() => Dataset.FromLabels(inputs.AsSpan(), 2, new int[4]), "Sample 2, feature 1", text);
        AssertRefused(() => Dataset.FromTargets(FourPairs, 2, inputs, 2), "Sample 2, target 1", text);
    }

    [Fact]
    public void FromLabels_LabelOutsideTheClasses_NamesTheSample()
    {
        AssertRefused(() => Dataset.FromLabels(FourPairs, 2, [0, 1, 2, 3], classes: 3), "Sample 3", "0 to 2", "found 3");
        AssertRefused(() => Dataset.FromLabels(FourPairs, 2, [0, -1, 2, 3]), "Sample 1", "found -1");
    }

    [Fact]
    public void From_NoSamples_SaysThatADataSetIsNeverEmpty()
    {
        AssertRefused(() => Dataset.FromInputs(Array.Empty<float>(), 2), "never empty");
        AssertRefused(() => Dataset.FromInputs(Array.Empty<float[]>()), "never empty");
        AssertRefused(() => Dataset.FromLabels(Array.Empty<float>(), 2, []), "never empty");
        AssertRefused(() => Dataset.FromTargets(Array.Empty<float[]>(), []), "never empty");
    }

    [Fact]
    public void From_LengthsThatDoNotFit_SaysExpectedAndFound()
    {
        AssertRefused(() => Dataset.FromInputs(FourPairs, 3), "samples of 3 elements", "found 8");
        AssertRefused(() => Dataset.FromInputs(FourPairs, 0), "at least 1 element");
        AssertRefused(() => Dataset.FromLabels(FourPairs, 2, [0, 1, 2]), "4 samples", "found 3");
        AssertRefused(() => Dataset.FromLabels(FourPairs, 2, [0, 0, 0, 0], classes: 0), "at least 1 class");
        AssertRefused(() => Dataset.FromTargets(FourPairs, 2, [1, 2, 3], 1), "4 samples × 1 = 4", "found 3");
        AssertRefused(() => Dataset.FromTargets(FourPairs, 2, FourPairs, 0), "at least 1 element");
        AssertRefused(() => Dataset.FromInputs([[1, 2], [3]]), "Sample 1", "expected 2", "found 1");
        AssertRefused(() => Dataset.FromInputs([[1, 2], null!]), "Sample 1", "null");
        AssertRefused(() => Dataset.FromInputs([[], []]), "at least 1 element");
        AssertRefused(() => Dataset.FromInputs((float[])null!, 1), "inputs");
    }

    private static bool IsSame(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        a.Length == b.Length && Unsafe.AreSame(ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b));

    private static void AssertRefused(Func<Dataset> make, params string[] parts)
    {
        var error = Assert.ThrowsAny<ArgumentException>(make);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
