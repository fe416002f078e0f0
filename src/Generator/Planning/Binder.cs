using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>Turns an access to a tensor into an operand: the tensor's form decides the strides.</summary>
internal sealed class Binder(IReadOnlyList<ParameterPlace> parameters)
{
    public const string SampleAxis = "sample";
    public const string BlockAxis = "block";

    public ParameterPlace PlaceOf(Tensor parameter) => parameters.First(place => place.Parameter.Tensor.Name == parameter.Name);

    /// <summary>The axis of a parameter's access that runs through neighbouring elements.</summary>
    public Axis FastestAxisOf(Access parameter) => parameter.Indices[PlaceOf(parameter.Tensor).FastestAxis].Factors[0].Axis;

    /// <summary>Of what a parameter's gradient multiplies, the operand that runs along the fastest axis, and the other one.</summary>
    public (Access Vectors, Access Scalars) Roles(Contract gradient) => gradient.Left.Axes.Contains(FastestAxisOf(gradient.Output))
        ? (gradient.Left, gradient.Right)
        : (gradient.Right, gradient.Left);

    /// <summary>The name of the buffer that holds a tensor in a form.</summary>
    public static string BufferName(Tensor tensor, Form form) => $"{tensor.Name}/{form}";

    /// <summary>The floats of one block (or of one sample, for vectors) of a tensor in a form.</summary>
    public static int BufferLength(Tensor tensor, Form form) => form switch
    {
        Form.Lanes => tensor.Length * Block.Samples,
        Form.Rows => Block.Pad(tensor.Length) * Block.Samples,

        // Where rows are shorter than a vector, the last row's vector ends behind the last element.
        _ => Block.Pad(tensor.Length + (tensor.Shape.Count > 1 ? Block.Lanes : 0)),
    };

    /// <summary>The distance of two samples' first elements.</summary>
    public static int SampleStride(Tensor tensor, Form form) => form switch
    {
        Form.Lanes => 1,
        Form.Rows => Block.Pad(tensor.Length),
        _ => tensor.Length,
    };

    /// <summary>An operand over a per-sample tensor.</summary>
    /// <param name="access">The element.</param>
    /// <param name="form">The form in which the tensor lies.</param>
    /// <param name="region">The region that holds its buffer.</param>
    /// <param name="blockStride">The distance of two blocks, where the kernel runs over blocks.</param>
    public static Operand Value(Access access, Form form, Region region, int blockStride = 0)
    {
        int scale = form == Form.Lanes ? Block.Samples : 1;
        int sampleStride = form is Form.CallerRows or Form.Vector ? 0 : SampleStride(access.Tensor, form);
        if (access.Tensor.Role == TensorRole.Position) return Position(access.Indices[0]);
        bool isIndirect = form == Form.CallerRows;
        List<AxisStride> strides = Strides(access, RowMajor(access.Tensor.Shape), scale, out int offset);
        if (sampleStride != 0) strides.Add(new AxisStride(SampleAxis, sampleStride));
        if (blockStride != 0 && !isIndirect) strides.Add(new AxisStride(BlockAxis, blockStride));
        bool isCallers = form is Form.CallerRows or Form.ConsecutiveRows;
        Place place = isCallers ? Place.At(Region.Input) : new Place(region, BufferName(access.Tensor, form), 0);
        return new Operand(Symbol(access.Tensor), place, strides.ToEquatableArray(), offset, isIndirect)
        {
            Conditions = access.Conditions.ToEquatableArray(),
        };
    }

    /// <summary>The value of an index: the loops' variables are its memory.</summary>
    private static Operand Position(AffineIndex index)
    {
        IEnumerable<AxisStride> factors = index.Factors.Select(factor => new AxisStride(factor.Axis.Name, factor.Factor));
        return new Operand("position", Place.At(Region.Block), factors.ToEquatableArray(), index.Offset) { IsPosition = true };
    }

    /// <summary>An operand over a parameter in the flat span.</summary>
    public Operand Parameter(Access access)
    {
        ParameterPlace place = PlaceOf(access.Tensor);
        List<AxisStride> strides = Strides(access, place.Strides(), 1, out int offset);
        return new Operand(Symbol(access.Tensor), Place.At(Region.Parameters, place.Offset), strides.ToEquatableArray(), offset)
        {
            Conditions = access.Conditions.ToEquatableArray(),
        };
    }

    public static int[] RowMajor(EquatableArray<int> shape)
    {
        var strides = new int[shape.Count];
        int stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    public static List<AxisStride> Strides(Access access, int[] axisStrides, int scale, out int offset)
    {
        offset = 0;
        var strides = new Dictionary<string, int>();
        for (int axis = 0; axis < access.Indices.Count; axis++)
        {
            AffineIndex index = access.Indices[axis];
            offset += index.Offset * axisStrides[axis] * scale;
            foreach (AxisFactor factor in index.Factors)
            {
                strides.TryGetValue(factor.Axis.Name, out int stride);
                strides[factor.Axis.Name] = stride + (factor.Factor * axisStrides[axis] * scale);
            }
        }

        return strides.Select(pair => new AxisStride(pair.Key, pair.Value)).ToList();
    }

    /// <summary>
    /// How a tensor is called in generated code: dense_1.z.gradient becomes dense1_z_gradient. Layers may have any names, so the
    /// underscores must stay: with dense1ZGradient a layer "a" with logits "a.z" and a layer "a_z" would be one symbol.
    /// </summary>
    public static string Symbol(Tensor tensor)
    {
        string symbol = string.Join("_", tensor.Name.Split('.').Select(Camel));
        if (tensor.Role == TensorRole.ParameterGradient) symbol += "_gradient";
        return Unreserved(symbol);
    }

    /// <summary>A symbol that generated methods do not use themselves.</summary>
    public static string Unreserved(string symbol) => IsReserved(symbol) ? symbol + "_" : symbol;

    private static string Camel(string name)
    {
        string identifier = NetworkInference.Identifier(name);
        return char.ToLowerInvariant(identifier[0]) + identifier.Substring(1);
    }

    // Names that generated methods use themselves, and the starts of those that end with an underscore and a number, as in x_0.
    private static bool IsReserved(string symbol) =>
        symbol.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
            is "sample" or "samples" or "block" or "blocks" or "feature" or "unit" or "element" or "axis" or "single" or "position"
            or "first" or "end" or "count" or "rows" or "left" or "half" or "lane"
            or "sum" or "total" or "x" or "w" or "value" or "values" or "partial" or "given"
            or "row" or "column" or "step" or "band" or "rowElement" or "columnElement" or "stepElement" or "kernelRow" or "kernelColumn" or "kernelStep"
            or "channel" or "filter" or "group" or "copy" or "neighbour"
        || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(symbol) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None;
}
