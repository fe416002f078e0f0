using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers;

/// <summary>Whether the names of layers and blocks are valid, and distinct in files and in generated code.</summary>
internal static class NameChecks
{
    private const int LongestName = 64;

    public static void Check(IReadOnlyList<LayerSpec> layers, List<Problem> problems)
    {
        var taken = new Dictionary<string, Named>(StringComparer.OrdinalIgnoreCase);

        // Names that were given go first: where one meets a default name, it is the one to change.
        foreach (Named named in layers.SelectMany(NamesOf).OrderBy(named => !named.IsGiven))
        {
            if (named.IsGiven && !IsValid(named.LocalName))
            {
                problems.Add(new Problem(Rule.InvalidLayerName, named.Index, named.Argument, LayerInference.Texts(named.LocalName)));
                continue;
            }

            // The tensors of losses and ports are called so: loss.target and network.input.
            bool isReserved = named.IsBlock && named.Scope.Length == 0 && named.LocalName.ToLowerInvariant() is "loss" or "network";
            string identifier = NetworkInference.Identifier(named.Scope + named.LocalName);
            if (!taken.TryGetValue(identifier, out Named other) && !isReserved)
            {
                taken.Add(identifier, named);
                continue;
            }

            // Of two inputs without a name one is misplaced.
            Named wrong = named.IsGiven || isReserved || !other.IsGiven ? named : other;
            bool isInput = !wrong.IsGiven && layers[wrong.Index].Kind == "Input";
            if (!isInput) problems.Add(new Problem(Rule.DuplicateLayerName, wrong.Index, wrong.Argument, LayerInference.Texts(wrong.LocalName)));
        }
    }

    /// <summary>A block's use has a name too, although no layer has it.</summary>
    private static IEnumerable<Named> NamesOf(LayerSpec layer, int index) =>
        new[] { new Named(index, layer.Scope, layer.LocalName, layer.IsNamed, IsBlock: false) }
            .Concat(layer.Blocks.Select(block => new Named(index, block.Scope, block.LocalName, block.IsNamed, IsBlock: true)));

    private static bool IsValid(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => c < 128 && (c == '_' || char.IsLetterOrDigit(c))) && char.IsLetter(name[0]);

    private readonly record struct Named(int Index, string Scope, string LocalName, bool IsGiven, bool IsBlock)
    {
        /// <summary>Inside a block nothing on the network's class gives the name.</summary>
        public string? Argument => Scope.Length == 0 && IsGiven ? "Name" : null;
    }
}
