using System.IO;

namespace NNGen;

/// <summary>Shapes as files write them, which may be nonsense.</summary>
internal static class TensorShape
{
    /// <summary>More axes than any layer has; NumPy stops at 64.</summary>
    private const int MaximumRank = 32;

    /// <summary>The shape as integers, when it makes sense.</summary>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="place">The tensor, for messages.</param>
    /// <param name="extents">The extents as the file gives them.</param>
    /// <param name="elementBytes">The bytes of one element.</param>
    /// <returns>The shape, and the bytes of all elements.</returns>
    /// <exception cref="InvalidDataException">There are too many axes, or an extent or the size is out of range.</exception>
    public static (int[] Shape, long Bytes) Check(string source, string place, IReadOnlyList<long> extents, int elementBytes)
    {
        if (extents.Count > MaximumRank) throw FileBytes.Wrong(source, place, $"at most {MaximumRank} axes", $"{extents.Count}");
        var shape = new int[extents.Count];
        long bytes = elementBytes;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long extent = extents[axis];
            bool isPossible = extent is >= 0 and <= int.MaxValue && (extent == 0 || bytes <= long.MaxValue / extent);
            if (!isPossible)
            {
                throw FileBytes.Wrong(
                    source, place, $"extents from 0 to {int.MaxValue} and less than 2⁶³ bytes", $"[{string.Join(", ", extents)}]");
            }

            shape[axis] = (int)extent;
            bytes *= extent;
        }

        return (shape, bytes);
    }
}
