using System;
using NNGen.Kernels;
using Xunit;

namespace NNGen.Tests.Training;

public class BlockTransposeTests
{
    private const int BlockSize = 32;
    private const int MaximumLength = 70;
    private const float Guard = float.NegativeInfinity;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(57)]
    public void RowsToLanes_SpacedRows_EqualsLoop(int gap)
    {
        for (int length = 1; length <= MaximumLength; length++)
        {
            int stride = length + gap;
            float[] source = Numbers(BlockSize * stride);
            float[] target = Guarded(length * BlockSize);
            BlockTranspose.RowsToLanes(ref source[0], (nuint)stride, (nuint)length, ref target[BlockSize]);
            AssertLanes(source, sample => sample * stride, length, target);
        }
    }

    [Fact]
    public void RowsToLanes_ListedRows_EqualsLoop()
    {
        for (int length = 1; length <= MaximumLength; length++)
        {
            float[] source = Numbers(40 * length);
            var rows = new nint[BlockSize];
            for (int i = 0; i < BlockSize; i++) rows[i] = i * 7 % 40 * length;
            rows[31] = 39 * length;
            rows[30] = rows[3];
            float[] target = Guarded(length * BlockSize);
            BlockTranspose.RowsToLanes(ref source[0], ref rows[0], (nuint)length, ref target[BlockSize]);
            AssertLanes(source, sample => (int)rows[sample], length, target);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(57)]
    public void LanesToRows_AnyStride_EqualsLoopAndWritesNothingElse(int gap)
    {
        for (int length = 1; length <= MaximumLength; length++)
        {
            int stride = length + gap;
            float[] source = Numbers(length * BlockSize);
            int rowsLength = ((BlockSize - 1) * stride) + length;
            float[] target = Guarded(rowsLength);
            BlockTranspose.LanesToRows(ref source[0], (nuint)length, ref target[BlockSize], (nuint)stride);
            for (int i = 0; i < target.Length; i++)
            {
                int place = i - BlockSize;
                bool isInRow = place >= 0 && place < rowsLength && place % stride < length;
                float expected = isInRow ? source[(place % stride * BlockSize) + (place / stride)] : Guard;
                Assert.Equal(expected, target[i]);
            }
        }
    }

    [Fact]
    public void LanesToRows_AfterRowsToLanes_KeepsEveryBitPattern()
    {
        const int Length = 23;
        var random = new Random(1);
        var source = new float[BlockSize * Length];
        for (int i = 0; i < source.Length; i++) source[i] = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        var lanes = new float[source.Length];
        var rows = new float[source.Length];
        BlockTranspose.RowsToLanes(ref source[0], Length, Length, ref lanes[0]);
        BlockTranspose.LanesToRows(ref lanes[0], Length, ref rows[0], Length);
        for (int i = 0; i < source.Length; i++)
        {
            Assert.Equal(BitConverter.SingleToInt32Bits(source[i]), BitConverter.SingleToInt32Bits(rows[i]));
        }
    }

    private static float[] Numbers(int count)
    {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = i + 1;
        return numbers;
    }

    /// <summary>Room for the values with a block of guards on either side.</summary>
    private static float[] Guarded(int count)
    {
        var values = new float[count + (2 * BlockSize)];
        values.AsSpan().Fill(Guard);
        return values;
    }

    private static void AssertLanes(float[] source, Func<int, int> rowStart, int length, float[] target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            int place = i - BlockSize;
            bool isInside = place >= 0 && place < length * BlockSize;
            float expected = isInside ? source[rowStart(place % BlockSize) + (place / BlockSize)] : Guard;
            Assert.Equal(expected, target[i]);
        }
    }
}
