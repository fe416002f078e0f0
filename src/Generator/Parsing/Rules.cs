using Microsoft.CodeAnalysis;

namespace NNGen.Generator.Parsing;

/// <summary>The descriptors of all diagnostics. Messages say what was expected, what was found, and what to do.</summary>
internal static class Rules
{
    private const string Category = "NNGen";
    private const string Pages = "https://github.com/nngen/nngen/blob/main/docs/diagnostics/";

    private static readonly Dictionary<Rule, DiagnosticDescriptor> ByRule = new[]
    {
        Error(
            Rule.ClassNotPartial,
            "The class must be partial",
            "'{0}' must be partial, so that its network can be generated into it: add 'partial'"),
        Error(Rule.UnsupportedClass, "The class cannot be a network", "'{0}' cannot be a network: {1}"),
        Error(
            Rule.MissingInput,
            "The network has no input",
            "'{0}' has no input: start its layers with [Input(…)], which gives the shape of one sample"),
        Error(
            Rule.MisplacedInput,
            "The input must come first",
            "The inputs of '{0}' stand before all layers: move or remove this [Input]"),
        Error(Rule.NoLayers, "The network has no layers", "'{0}' has an input but no layers: add at least one, as in [Dense(10)]"),
        Error(Rule.SizeOutOfRange, "A size is out of range", "{0} is {1}, but must be from 1 to {2}"),
        Error(
            Rule.NetworkTooLarge,
            "The network is too large",
            "With this layer the network has {0} {1}, but at most {2} are supported: make layers smaller"),
        Error(
            Rule.UnknownEnumValue,
            "The value is not a member of the enum",
            "{0} is not a member of {1}: use one of its named members"),
        Error(
            Rule.SplitDeclaration,
            "The layers are spread over several declarations",
            "The layers of '{0}' stand on several partial declarations, whose order is not defined: move all of them to one"),
        Error(
            Rule.FileLocalClass,
            "A file-local class cannot be a network",
            "'{0}' is local to its file, so that no code can be generated into it: remove 'file'"),
        Error(
            Rule.InvalidLayerName,
            "The layer's name is not valid",
            "'{0}' is not a valid name: use a letter, then letters, digits and underscores, at most 64"),
        Error(
            Rule.DuplicateLayerName,
            "Two layers have the same name",
            "Another layer already has the name '{0}' (case and underscores do not count): give this one a name of its own"),
        Error(
            Rule.InputRankMismatch,
            "The layer does not fit its input's shape",
            "{0} expects an input of {1}, but gets {2}: {3}"),
        Error(
            Rule.LossNeedsActivation,
            "The loss does not fit the last activation",
            "{0} needs a final {1}, whose logits it is computed from: end the network with that activation or choose another loss"),
        Info(
            Rule.LossDefaulted,
            "The loss was chosen",
            "'{0}' ends with an activation that implies no loss, so mean squared error is used: set Loss to choose"),
        Error(Rule.NumberNotFinite, "A number is not finite", "{0} is {1}, but must be a finite number"),
        Warning(
            Rule.LayerWithoutNetwork,
            "The class has layers but is no network",
            "'{0}' has layer attributes but no [NeuralNetwork], so nothing is generated: add it"),
        Error(
            Rule.LanguageVersionTooLow,
            "The language version is too low",
            "The network '{0}' is compiled as C# {1}, but generated code needs C# 12 or later: raise LangVersion"),
        Error(
            Rule.MemberTaken,
            "The generator writes this member",
            "The generator itself writes '{1}' into '{0}': give this one another name (or other parameters)"),
        Error(
            Rule.UnknownLayer,
            "The attribute is not a layer of NNGen",
            "[{0}] is not a layer of NNGen, and none can be added by deriving from LayerAttribute: remove it"),
        Error(
            Rule.UnknownSource,
            "The layer's source is unknown",
            "No layer before this one has the name '{0}': use one of {1}"),
        Error(
            Rule.UnusedLayer,
            "The layer's output is not used",
            "No layer reads the output of '{0}': let one start from it with From = \"{0}\", combine it with [Add(\"{0}\")] or [Concat(…)], or remove it"),
        Error(
            Rule.ShapesDiffer,
            "The shapes do not fit together",
            "{0} needs inputs of {1}, but gets {2}"),
        Error(
            Rule.WindowTooLarge,
            "The window is larger than its input",
            "{0} looks at {1} elements at a time, but its input, with padding, has only {2}: make the window smaller or pad"),
        Error(
            Rule.GroupsDoNotDivide,
            "The groups do not divide the channels",
            "{0} splits {1} {2} into {3} groups, which leaves a rest: choose a divisor"),
        Error(Rule.PaddingOutOfRange, "A padding is out of range", "{0} is {1}, but must be from 0 to {2}"),
        Error(
            Rule.AxesNotPermuted,
            "The axes are no permutation",
            "{0} must name every axis from 1 to {1} once, but is {2}"),
        Error(Rule.NumberNotPositive, "A number is not positive", "{0} is {1}, but must be a finite number above 0"),
        Error(Rule.NumberOutOfRange, "A number is out of range", "{0} is {1}, but must be {2}"),
        Error(
            Rule.SourceIgnored,
            "The layer's source is ignored",
            "From = \"{0}\" has no effect on {1}: {2}"),
        Error(
            Rule.RecursiveBlock,
            "The block contains itself",
            "The block '{0}' uses '{1}', and so in the end itself, without end: remove this use"),
        Error(Rule.InvalidBlock, "The block cannot be used", "'{0}' cannot be used as a block: {1}"),
        Error(
            Rule.ParameterMissing,
            "The placeholder stands for no parameter",
            "{0} is {1}, {2}"),
        Error(Rule.UnknownOutput, "The output is no layer", "No layer has the name '{0}': use one of {1}"),
        Error(Rule.DuplicateOutput, "The output is declared twice", "The output of '{0}' is declared already: remove one of the two"),
        Error(
            Rule.UnpoolNeedsPool,
            "The layer to undo is no max pooling",
            "'{0}' is [{1}], but [MaxUnpool2D] puts values back to where a [MaxPool2D] found its maxima: name one"),
        Error(
            Rule.WeightsNotListed,
            "The model is not listed",
            "The project lists no model '{0}': add <NNGenModel Include=\"{0}\" /> to an ItemGroup of it"),
        Error(
            Rule.WeightsDoNotFit,
            "The weights do not fit the network",
            "'{0}', tensor '{1}': expected {2}, found {3}; files of other layouts are translated by network.Import(…) and network.Save(…)"),
        Error(
            Rule.WeightsOfAnotherArchitecture,
            "The weights are of another architecture",
            "'{0}' holds weights of the architecture {1}, but '{2}' is {3}: save the weights of this network anew, or change it back"),
        Error(
            Rule.LossParameterUnused,
            "The loss has no such parameter",
            "{0} does not take {1} (it takes {2}): remove it or choose another loss"),
        Error(Rule.LossParameterOutOfRange, "A parameter of the loss is out of range", "{0} is {1}, but must be {2}"),
        Error(
            Rule.LogitsAreActivated,
            "The outputs are no logits",
            "FromLogits says that the outputs of '{0}' are logits, but it ends with {1}, which the loss would apply again: remove one of them"),
        Error(
            Rule.FunctionNotFound,
            "The activation function was not found",
            "'{0}' has no static method '{1}' from one float to a float whose source is part of this project: write it or correct the name"),
        Error(
            Rule.FunctionNotExpression,
            "The activation function is no expression",
            "'{0}' must be a single expression, so that it can be differentiated: write it as => expression, or with one return"),
        Error(Rule.WeightsNotShared, "The weights cannot be shared", "'{0}' cannot use the weights of '{1}': {2}"),
        Error(
            Rule.FunctionUnsupported,
            "The activation function cannot be compiled",
            "'{0}' cannot be compiled into a network: {1}"),
        Error(
            Rule.NodeUnsupported,
            "A node of the model is not supported",
            "'{0}', node {1}: the operator {2} of operator set {3} cannot be imported, since {4}"),
        Error(Rule.ModelUnreadable, "The model cannot be read", "'{0}' cannot be imported: {1}"),
        Error(
            Rule.ModelBesideLayers,
            "The class has a model and layers",
            "'{0}' gets its layers and weights from the model: remove [OnnxModel], or all other attributes of a network"),
    }.ToDictionary(pair => pair.Rule, pair => pair.Descriptor);

    public static IEnumerable<DiagnosticDescriptor> All => ByRule.Values;

    public static DiagnosticDescriptor? Find(Rule rule) =>
        ByRule.TryGetValue(rule, out DiagnosticDescriptor? descriptor) ? descriptor : null;

    private static (Rule Rule, DiagnosticDescriptor Descriptor) Error(Rule rule, string title, string message) =>
        (rule, Describe(rule, title, message, DiagnosticSeverity.Error));

    private static (Rule Rule, DiagnosticDescriptor Descriptor) Warning(Rule rule, string title, string message) =>
        (rule, Describe(rule, title, message, DiagnosticSeverity.Warning));

    private static (Rule Rule, DiagnosticDescriptor Descriptor) Info(Rule rule, string title, string message) =>
        (rule, Describe(rule, title, message, DiagnosticSeverity.Info));

    private static DiagnosticDescriptor Describe(Rule rule, string title, string message, DiagnosticSeverity severity)
    {
        string id = $"NNG{(int)rule:0000}";
        return new DiagnosticDescriptor(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
    }
}
