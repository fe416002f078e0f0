namespace NNGen;

/// <summary>The floats of a batch: where input rows and target rows are read from. Valid during one step only.</summary>
internal readonly ref struct BatchValues
{
    /// <summary>The caller's own spans.</summary>
    public BatchValues(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>The values of a data set.</summary>
    public BatchValues(Dataset data)
    {
        Inputs = data.Inputs;
        Targets = data.Targets;
        Data = data;
    }

    public ReadOnlySpan<float> Inputs { get; }

    public ReadOnlySpan<float> Targets { get; }

    public Dataset? Data { get; }
}
