namespace NNGen.Generator.Parsing;

/// <summary>A mistake in a declaration, without any location: the index of the layer attribute (−1: the class) and the argument at fault.</summary>
internal sealed record Problem(Rule Rule, int LayerIndex, string? Argument, EquatableArray<string> MessageArguments);

/// <summary>The diagnostics. Each has a descriptor in <see cref="Rules"/> and a page in <c>docs/diagnostics</c>.</summary>
internal enum Rule
{
    ClassNotPartial = 1,
    UnsupportedClass = 2,
    MissingInput = 3,
    MisplacedInput = 4,
    NoLayers = 5,
    SizeOutOfRange = 6,
    NetworkTooLarge = 7,
    UnknownEnumValue = 8,
    SplitDeclaration = 9,
    FileLocalClass = 10,
    InvalidLayerName = 11,
    DuplicateLayerName = 12,
    InputRankMismatch = 13,
    LossNeedsActivation = 14,
    LossDefaulted = 15,
    NumberNotFinite = 16,
    LayerWithoutNetwork = 17,
    LanguageVersionTooLow = 18,

    /// <summary>An attribute that does not compile. The compiler says so itself; no diagnostic of ours.</summary>
    IncompleteAttribute = 0,
}
