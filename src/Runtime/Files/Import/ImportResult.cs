namespace NNGen;

/// <summary>What <c>Import</c> did with every tensor of the file.</summary>
/// <param name="Tensors">Those that were imported, in the network's order.</param>
/// <param name="Ignored">
/// Those that were not: what the options leave out, and what only training needs (an optimiser's state, counters of batches, seeds).
/// </param>
public sealed record ImportResult(IReadOnlyList<ImportedTensor> Tensors, IReadOnlyList<string> Ignored);

/// <summary>A tensor that was imported.</summary>
/// <param name="Source">Its name in the file, as in <c>fc1.weight</c>.</param>
/// <param name="Target">Its name in the network, as in <c>dense_1.kernel</c>.</param>
public sealed record ImportedTensor(string Source, string Target);
