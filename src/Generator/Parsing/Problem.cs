namespace NNGen.Generator.Parsing;

/// <summary>
/// A mistake in a declaration, without any location: the index of the layer attribute (or one of the constants), and the argument at
/// fault. An element of an array argument is written <c>shape[1]</c>.
/// </summary>
internal sealed record Problem(Rule Rule, int LayerIndex, string? Argument, EquatableArray<string> MessageArguments)
{
    /// <summary>The [NeuralNetwork] attribute, in place of a layer's.</summary>
    public const int Network = -1;

    /// <summary>The class itself.</summary>
    public const int Class = -2;

    /// <summary>A type around the class. It is reported at that type, once for all the networks inside.</summary>
    public const int Container = -3;

    /// <summary>The first <c>[Output]</c> attribute; the others have the numbers below.</summary>
    public const int FirstOutput = -10;

    /// <summary>A member of the class; the argument is its key in <see cref="GeneratedMembers"/>.</summary>
    public const int Member = -4;

    /// <summary>The [Weights] or [OnnxModel] attribute.</summary>
    public const int Weights = -5;

    /// <summary>An <c>[Output]</c> attribute, counted from 0.</summary>
    public static int Output(int number) => FirstOutput - number;
}

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
    MemberTaken = 19,
    UnknownLayer = 20,
    UnknownSource = 21,
    UnusedLayer = 22,
    ShapesDiffer = 23,
    WindowTooLarge = 24,
    GroupsDoNotDivide = 25,
    PaddingOutOfRange = 27,
    AxesNotPermuted = 28,
    NumberNotPositive = 29,
    NumberOutOfRange = 30,

    SourceIgnored = 35,
    RecursiveBlock = 36,
    InvalidBlock = 37,
    ParameterMissing = 38,
    UnknownOutput = 39,
    DuplicateOutput = 40,
    UnpoolNeedsPool = 45,

    WeightsNotListed = 60,
    WeightsDoNotFit = 61,
    WeightsOfAnotherArchitecture = 62,
    LossParameterUnused = 50,
    LossParameterOutOfRange = 51,
    LogitsAreActivated = 52,
    FunctionNotFound = 53,
    FunctionNotExpression = 54,
    FunctionUnsupported = 55,
    WeightsNotShared = 56,

    NodeUnsupported = 110,
    ModelUnreadable = 111,
    ModelBesideLayers = 112,

    /// <summary>Something that does not compile in any case. The compiler says so itself; no diagnostic of ours.</summary>
    CompilerError = 0,
}
