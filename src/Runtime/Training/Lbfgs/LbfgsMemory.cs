using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// The last changes s of the parameters and y of their gradient, which stand for the curvature of the loss. Sums are in double, vectors in
/// float.
/// </summary>
/// <param name="capacity">The changes that are remembered.</param>
/// <param name="length">The number of parameters.</param>
internal sealed class LbfgsMemory(int capacity, int length) : ICheckpointed
{
    /// <summary>Changes with less curvature than this would make the next direction too long.</summary>
    private const double SmallestCurvature = 1e-10;

    private readonly float[][] moves = new float[capacity][];
    private readonly float[][] changes = new float[capacity][];
    private readonly double[] factors = new double[capacity];
    private int first;
    private int count;

    /// <summary>Whether nothing is known of the curvature.</summary>
    public bool IsEmpty => count == 0;

    public void Clear() => count = 0;

    /// <summary>Remembers a change, in place of the oldest when there is no more room.</summary>
    /// <param name="direction">The direction of the step.</param>
    /// <param name="step">Its length.</param>
    /// <param name="gradient">The gradient after the step.</param>
    /// <param name="before">The gradient before it.</param>
    public void Add(ReadOnlySpan<float> direction, float step, ReadOnlySpan<float> gradient, ReadOnlySpan<float> before)
    {
        int place = (first + count) % capacity;
        float[] move = moves[place] ??= new float[length];
        float[] change = changes[place] ??= new float[length];
        direction.CopyTo(move);
        ElementwisePass.Scale(move, step);
        gradient.CopyTo(change);
        ElementwisePass.AddScaled(change, before, -1);
        double curvature = WideSums.Dot(move, change);
        if (!(curvature > SmallestCurvature * WideSums.Dot(change, change))) return;
        factors[place] = 1 / curvature;
        if (count < capacity) count++;
        else first = (first + 1) % capacity;
    }

    /// <summary>Newton's direction as far as it is known: −H·g by the two loops.</summary>
    public void Direction(ReadOnlySpan<float> gradient, Span<float> direction)
    {
        gradient.CopyTo(direction);
        Span<double> alphas = stackalloc double[count];
        for (int i = count - 1; i >= 0; i--)
        {
            int place = (first + i) % capacity;
            alphas[i] = factors[place] * WideSums.Dot(moves[place], direction);
            ElementwisePass.AddScaled(direction, changes[place], (float)-alphas[i]);
        }

        if (count > 0)
        {
            int newest = (first + count - 1) % capacity;
            double scale = 1 / (factors[newest] * WideSums.Dot(changes[newest], changes[newest]));
            ElementwisePass.Scale(direction, (float)scale);
        }

        for (int i = 0; i < count; i++)
        {
            int place = (first + i) % capacity;
            double beta = factors[place] * WideSums.Dot(changes[place], direction);
            ElementwisePass.AddScaled(direction, moves[place], (float)(alphas[i] - beta));
        }

        ElementwisePass.Scale(direction, -1);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(count);
        for (int i = 0; i < count; i++)
        {
            int place = (first + i) % capacity;
            writer.Write(factors[place]);
            writer.Write(MemoryMarshal.AsBytes<float>(moves[place]));
            writer.Write(MemoryMarshal.AsBytes<float>(changes[place]));
        }
    }

    public void Read(BinaryReader reader)
    {
        first = 0;
        count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            factors[i] = reader.ReadDouble();
            moves[i] ??= new float[length];
            changes[i] ??= new float[length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moves[i].AsSpan()));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(changes[i].AsSpan()));
        }
    }
}
