using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// The exponential moving average of the parameters: <c>a ← a + (1 − decay)·(p − a)</c> after every step, from p at the start.
/// </summary>
internal sealed class WeightAverage : ICheckpointed
{
    private readonly ParameterBuffer parameters;
    private readonly float amount;
    private readonly float[] average;

    public WeightAverage(ParameterBuffer parameters, float decay)
    {
        this.parameters = parameters;
        amount = 1 - decay;
        average = parameters.AsReadOnlySpan().ToArray();
    }

    public void Update() => ElementwisePass.MoveTowards(average, parameters.AsReadOnlySpan(), amount);

    /// <summary>Puts the average where the parameters are, and the other way round.</summary>
    public void Exchange()
    {
        Span<float> own = parameters.AsSpan();
        for (int i = 0; i < own.Length; i++) (own[i], average[i]) = (average[i], own[i]);
    }

    public void Write(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes<float>(average));

    public void Read(BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(average.AsSpan()));
}
