namespace NNGen;

/// <summary>
/// Keeps the values of a batch where other threads can see them, for a span cannot leave the caller's thread. A data set is held as it is;
/// a caller's spans are copied: a pass over the batch's inputs, against the many that a step makes over its activations.
/// </summary>
internal sealed class HeldValues
{
    private Dataset? data;
    private float[] inputs = [];
    private float[] targets = [];
    private int inputsLength;
    private int targetsLength;

    public BatchValues Values => data is null
        ? new BatchValues(inputs.AsSpan(0, inputsLength), targets.AsSpan(0, targetsLength))
        : new BatchValues(data);

    public void Hold(BatchValues values)
    {
        data = values.Data;
        if (data is not null) return;
        inputsLength = Copy(values.Inputs, ref inputs);
        targetsLength = Copy(values.Targets, ref targets);
    }

    /// <summary>Lets go of the data set.</summary>
    public void Release() => data = null;

    private static int Copy(ReadOnlySpan<float> source, ref float[] target)
    {
        if (target.Length < source.Length) target = new float[source.Length];
        source.CopyTo(target);
        return source.Length;
    }
}
