namespace NNGen;

/// <summary>Placeholder.</summary>
/// <typeparam name="TNetwork">n.</typeparam>
public sealed class Trainer<TNetwork>;
