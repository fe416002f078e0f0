namespace NNGen.Learning;

/// <summary>Numbers that belong together, such as the activations of a layer.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Values">The numbers, in any order.</param>
public sealed record NamedValues(string Name, ReadOnlyMemory<float> Values);
