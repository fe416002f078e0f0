namespace NNGen;

/// <summary>
/// Random numbers from a counter: Philox4x32-10. The n-th block of four 32-bit words is a pure function of the seed, the stream and n, so
/// the same seed gives the same numbers on every platform, and streams never overlap.
/// </summary>
/// <remarks>
/// <para>
/// The key is the seed; the counter is the pair (block index, stream), each as (low word, high word). Each stream has 2⁶⁴ blocks. Words are
/// handed out in the order of the cipher's output; a number of 64 bits takes two words, the low one first.
/// </para>
/// <para>
/// A mutable struct without references: a copy continues from the same place, so pass it by <see langword="ref"/>.
/// <see langword="default"/> is seed 0, stream 0. Not for cryptography.
/// </para>
/// <para>Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.</para>
/// </remarks>
public struct CounterRandom
{
    private const int Rounds = 10;

    // The paper's multipliers (found by search for diffusion) and Weyl increments (the golden ratio and √3 − 1, as 32-bit fractions).
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Increment0 = 0x9E3779B9;
    private const uint Increment1 = 0xBB67AE85;

    private readonly ulong seed;
    private readonly ulong stream;
    private ulong index;
    private uint word1;
    private uint word2;
    private uint word3;
    private int waiting;

    /// <summary>Starts at the beginning of a stream.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="stream">Which of the seed's 2⁶⁴ independent streams.</param>
    public CounterRandom(ulong seed, ulong stream = 0)
    {
        this.seed = seed;
        this.stream = stream;
    }

    /// <summary>The next 32 bits.</summary>
    /// <returns>A uniform number in [0, 2³²).</returns>
    public uint NextUInt32()
    {
        switch (waiting)
        {
            case 3:
                waiting = 2;
                return word1;
            case 2:
                waiting = 1;
                return word2;
            case 1:
                waiting = 0;
                return word3;
            default:
                return NextBlock();
        }
    }

    /// <summary>The next 64 bits: two words, the low one first.</summary>
    /// <returns>A uniform number in [0, 2⁶⁴).</returns>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>A multiple of 2⁻²⁴ in [0, 1): the top 24 bits of one word.</summary>
    /// <returns>A uniform number.</returns>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>A multiple of 2⁻⁵³ in [0, 1): the top 53 bits of two words.</summary>
    /// <returns>A uniform number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1d / (1L << 53));

    /// <summary>
    /// An unbiased integer below a bound, by a multiplication and a rare rejection (Lemire, "Fast random integer generation in an
    /// interval", 2019). Takes one word, seldom more.
    /// </summary>
    /// <param name="bound">The number of values, at least 1.</param>
    /// <returns>A uniform number in [0, <paramref name="bound"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is less than 1.</exception>
    public int NextInt(int bound)
    {
        if (bound < 1) throw new ArgumentOutOfRangeException(nameof(bound), bound, "Expected a bound of at least 1.");
        ulong product = (ulong)NextUInt32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            // 2³² mod bound: products with a smaller low word belong to the incomplete last round of values.
            uint threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold) product = (ulong)NextUInt32() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// A normal number of mean 0 and deviation 1 (Box and Muller 1958): <c>√(−2 log u) · cos(2πv)</c> with u = 1 − <see cref="NextDouble"/>
    /// and then v = <see cref="NextDouble"/>. Takes four words; the sine's half is not kept, so that nothing but the place in the stream is
    /// state. Never further from 0 than 8.6. The same bits on every platform.
    /// </summary>
    /// <returns>A standard normal number.</returns>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * PortableMath.Log(1 - NextDouble()));
        return radius * PortableMath.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Permutes in place, every order equally likely (Fisher and Yates, from the last place down).</summary>
    /// <param name="values">The values to permute.</param>
    public void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>The cipher itself: ten rounds over one counter. Tested against the authors' known answers.</summary>
    internal static (uint Word0, uint Word1, uint Word2, uint Word3) Block((uint, uint, uint, uint) counter, (uint, uint) key)
    {
        (uint c0, uint c1, uint c2, uint c3) = counter;
        (uint k0, uint k1) = key;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += Increment0;
            k1 += Increment1;
        }

        return (c0, c1, c2, c3);
    }

    private uint NextBlock()
    {
        (uint word0, word1, word2, word3) = Block(
            ((uint)index, (uint)(index >> 32), (uint)stream, (uint)(stream >> 32)), ((uint)seed, (uint)(seed >> 32)));
        index++;
        waiting = 3;
        return word0;
    }
}
