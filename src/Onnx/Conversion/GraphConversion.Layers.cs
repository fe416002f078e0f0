using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <content>The list of layers.</content>
internal sealed partial class GraphConversion
{
    private readonly List<DeclaredLayer> layers = [];

    /// <summary>Declares a layer that reads one value.</summary>
    /// <param name="kind">The attribute's name.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="tensors">Its parameters.</param>
    /// <returns>The layer's name.</returns>
    public string Declare(string kind, SampleValue input, IEnumerable<DeclaredArgument> arguments, params DeclaredTensor[] tensors) =>
        Add(new DeclaredLayer(kind, string.Empty, arguments.ToArray(), tensors) { Sources = [input.Layer] });

    /// <summary>Declares a layer that reads several values by their names.</summary>
    public string DeclareMerge(string kind, IReadOnlyList<SampleValue> inputs, params DeclaredArgument[] arguments)
    {
        string[] sources = inputs.Select(input => input.Layer).ToArray();
        IEnumerable<DeclaredArgument> names = sources.Select(source => new DeclaredArgument("layers", $"\"{source}\""));
        return Add(new DeclaredLayer(kind, string.Empty, names.Concat(arguments).ToArray(), []) { Sources = sources });
    }

    /// <summary>Declares a function of every element.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="function">A C# expression in <c>x</c>, without spaces.</param>
    public SampleValue Apply(SampleValue input, string function) =>
        input with { Layer = Add(new DeclaredLayer("Activation", string.Empty, [], []) { Sources = [input.Layer], Function = function }) };

    private string AddInput(string? name, int[] shape)
    {
        string layer = name is null ? "input" : NameOf(name);
        layers.Add(new DeclaredLayer("Input", layer, DeclaredArgument.List("shape", shape), []) { IsReferred = name is not null });
        return layer;
    }

    /// <summary>The name of an input as that of a layer: letters, digits and underscores, not one of the names without a digit at their end.</summary>
    private string NameOf(string input)
    {
        string plain = new string(input.Select(letter => letter < 128 && char.IsLetterOrDigit(letter) ? letter : '_').ToArray()).Trim('_');
        string name = "input_" + plain.Substring(0, Math.Min(plain.Length, 40));
        bool isTaken = layers.Any(layer => string.Equals(layer.Name, name, StringComparison.OrdinalIgnoreCase));
        return plain.Length == 0 || isTaken ? $"{name}_input{Text(layers.Count)}" : name;
    }

    /// <summary>Numbers that do not depend on the sample, as an output of the network: a version, the deviations of a policy.</summary>
    private SampleValue DeclareConstant(OnnxTensor constant)
    {
        SampleValue input = values[model.Graph.Inputs.First(own => values.ContainsKey(own.Name)).Name];
        SampleValue one = AxisOperators.Crop(this, Shaped(input, input.Length), 0, 0, 1);
        DeclaredTensor[] tensors = [new("kernel", [1, constant.Length], new float[constant.Length]), new("bias", [constant.Length], constant.Singles)];
        return SampleValue.AsInFile(Declare("Dense", one, [DeclaredArgument.Of("units", constant.Length)], tensors), [constant.Length]);
    }

    private bool IsInput(string layer) => layers.Any(other => other.Name == layer && other.Kind == "Input");

    private string DeclareReshape(SampleValue value, int[] shape) =>
        shape.Length == 1 ? Declare("Flatten", value, []) : Declare("Reshape", value, DeclaredArgument.List("shape", shape));

    private string Add(DeclaredLayer layer)
    {
        // The name that the layer has where it is given none: so no other layer can have it.
        string name = $"{layer.Kind.ToLowerInvariant()}_{Text(layers.Count)}";
        layers.Add(layer with { Name = name });
        return name;
    }

    /// <summary>The layers that lead to the outputs; those that do not read the one before them say what they read.</summary>
    private DeclaredLayer[] Finish(IReadOnlyList<string> outputs)
    {
        if (outputs.Count == 0) return layers.ToArray();
        var needed = new HashSet<string>(outputs);
        foreach (DeclaredLayer layer in Enumerable.Reverse(layers))
        {
            if (needed.Contains(layer.Name)) needed.UnionWith(layer.Sources);
        }

        DeclaredLayer[] kept = layers.Where(layer => needed.Contains(layer.Name)).ToArray();
        var referred = new HashSet<string>(outputs.Count > 1 ? outputs : []);
        for (int index = 0; index < kept.Length; index++)
        {
            DeclaredLayer layer = kept[index];
            bool isMerge = layer.Sources.Count > 1;
            bool readsLast = isMerge || layer.Kind == "Input" || kept[index - 1].Name == layer.Sources[0];
            if (!readsLast) kept[index] = layer with { From = layer.Sources[0] };
            if (isMerge || !readsLast) referred.UnionWith(layer.Sources);
        }

        // A layer that is not where it was declared says what it is called: its place would give it another name.
        bool isMoved = kept.Length < layers.Count;
        return kept.Select(layer => layer.Kind == "Input" ? layer : layer with { IsReferred = isMoved || referred.Contains(layer.Name) }).ToArray();
    }

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
