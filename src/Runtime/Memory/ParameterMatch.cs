namespace NNGen;

/// <summary>What <c>LoadMatching</c> or <c>CopyMatching</c> did: every tensor by its full name, as in <c>dense_1.kernel</c>.</summary>
/// <param name="Loaded">The network's tensors that have new values, in the network's order.</param>
/// <param name="Missing">The network's tensors that the source does not have. They keep their values.</param>
/// <param name="OtherShape">The network's tensors that the source has in another shape or type. They keep their values.</param>
/// <param name="Unused">The source's tensors that nobody asked for, in the source's order.</param>
public sealed record ParameterMatch(
    IReadOnlyList<string> Loaded, IReadOnlyList<string> Missing, IReadOnlyList<string> OtherShape, IReadOnlyList<string> Unused);
