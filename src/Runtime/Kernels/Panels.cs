using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NNGen.Kernels;

/// <summary>Packs weights for the one-sample kernels. Called by generated code, which guarantees the lengths.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Panels
{
    private const int Lanes = 16;

    /// <summary>
    /// Puts copies of a kernel's filters side by side, each moved along the kernel's columns, with 0 where a copy has no weight: so that
    /// neighbouring results are the filters of one.
    /// </summary>
    /// <param name="source">The element [0, 0, 0, 0].</param>
    /// <param name="rows">The kernel's rows.</param>
    /// <param name="rowStride">The distance of two rows in the source.</param>
    /// <param name="columns">The kernel's columns.</param>
    /// <param name="columnStride">The distance of two columns in the source.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="channelStride">The distance of two channels in the source.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="filterStride">The distance of two filters in the source.</param>
    /// <param name="copies">The number of copies.</param>
    /// <param name="step">How many columns each copy is moved from the one before.</param>
    /// <param name="target">Receives rows · (columns + (copies − 1) · step) · channels · copies · filters floats.</param>
    public static void Widen(
        ref float source,
        int rows,
        int rowStride,
        int columns,
        int columnStride,
        int channels,
        int channelStride,
        int filters,
        int filterStride,
        int copies,
        int step,
        ref float target)
    {
        int wideColumns = columns + ((copies - 1) * step);
        for (int row = 0; row < rows; row++)
        {
            for (int wideColumn = 0; wideColumn < wideColumns; wideColumn++)
            {
                for (int element = 0; element < channels * copies * filters; element++)
                {
                    int channel = element / (copies * filters);
                    int copy = element / filters % copies;
                    int column = wideColumn - (copy * step);
                    int at = (row * rowStride) + (column * columnStride) + (channel * channelStride) + (element % filters * filterStride);
                    target = column >= 0 && column < columns ? Unsafe.Add(ref source, at) : 0;
                    target = ref Unsafe.Add(ref target, 1);
                }
            }
        }
    }

    /// <summary>
    /// Packs a matrix into panels: all rows of the first <paramref name="width"/> columns, then all rows of the next ones. Columns are
    /// padded with 0 to a multiple of 16; what is left after the whole panels goes into panels of <paramref name="tailWidth"/> columns. The
    /// rows are those of two nested loops.
    /// </summary>
    /// <param name="source">The element [0, 0].</param>
    /// <param name="outerRows">The turns of the outer loop over rows.</param>
    /// <param name="outerRowStride">The distance of two turns of the outer loop in the source.</param>
    /// <param name="rows">The turns of the inner loop over rows.</param>
    /// <param name="rowStride">The distance of two turns of the inner loop in the source.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="columnStride">The distance of two columns in the source.</param>
    /// <param name="target">Receives outerRows · rows · (columns rounded up to 16) floats.</param>
    /// <param name="width">The columns of a whole panel.</param>
    /// <param name="tailWidth">The columns of a panel behind the whole ones.</param>
    public static void Pack(
        ref float source,
        int outerRows,
        int outerRowStride,
        int rows,
        int rowStride,
        int columns,
        int columnStride,
        ref float target,
        int width,
        int tailWidth)
    {
        // A whole panel stands as long as its last vector holds something.
        int lanes = Math.Min(tailWidth, Lanes);
        int column = 0;
        while (column < columns)
        {
            int panel = column + width - lanes < columns ? width : tailWidth;
            for (int row = 0; row < outerRows * rows; row++)
            {
                int start = (row / rows * outerRowStride) + (row % rows * rowStride);
                for (int k = 0; k < panel; k++)
                {
                    int at = column + k;
                    target = at < columns ? Unsafe.Add(ref source, start + (at * columnStride)) : 0;
                    target = ref Unsafe.Add(ref target, 1);
                }
            }

            column += panel;
        }
    }
}
