using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Functions of one element that are no activation of the library: each is an expression that the compiler takes.</summary>
internal static class FunctionOperators
{
    private const int LargestParts = 128;

    private static readonly Dictionary<string, string> Expressions = new()
    {
        ["Abs"] = "MathF.Abs(x)",
        ["Neg"] = "-x",
        ["Sqrt"] = "MathF.Sqrt(x)",
        ["Exp"] = "MathF.Exp(x)",
        ["Log"] = "MathF.Log(x)",
        ["Reciprocal"] = "1f/x",
        ["Sin"] = "MathF.Sin(x)",
        ["Cos"] = "MathF.Cos(x)",
        ["Tan"] = "MathF.Tan(x)",
        ["Asin"] = "MathF.Atan(x/MathF.Sqrt((1f-x)*(1f+x)))",
        ["Acos"] = "1.57079637f-MathF.Atan(x/MathF.Sqrt((1f-x)*(1f+x)))",
        ["Sinh"] = "MathF.Sinh(x)",
        ["Cosh"] = "MathF.Cosh(x)",
        ["Asinh"] = "x<0f?-MathF.Log(-x+MathF.Sqrt(x*x+1f)):MathF.Log(x+MathF.Sqrt(x*x+1f))",
        ["Acosh"] = "MathF.Log(x+MathF.Sqrt(x*x-1f))",
        ["Atanh"] = "0.5f*MathF.Log((1f+x)/(1f-x))",
        ["Erf"] = "MathF.Erf(x)",
        ["Floor"] = "MathF.Floor(x)",
        ["Ceil"] = "MathF.Ceiling(x)",
        ["Round"] = "MathF.Round(x)",
        ["Sign"] = "x>0f?1f:(x<0f?-1f:0f)",
    };

    public static IEnumerable<string> Names => Expressions.Keys;

    public static Action<GraphConversion, OnnxNode>? Find(OnnxNode node) =>
        Expressions.TryGetValue(node.Operator, out string? expression) ? (graph, function) => Apply(graph, function, expression) : null;

    /// <summary>γ·(x &gt; 0 ? x : α·(exp(x) − 1)).</summary>
    public static void Selu(GraphConversion graph, OnnxNode node)
    {
        (float alpha, float gamma) = (node.Single("alpha", 1.67326319f), node.Single("gamma", 1.05070102f));
        bool isOurs = Math.Abs(alpha - 1.67326319f) < 1e-6f && Math.Abs(gamma - 1.05070102f) < 1e-6f;
        if (isOurs) ActivationOperators.Apply(graph, node, "SELU");
        else Apply(graph, node, $"{Number(gamma)}*(x>0f?x:{Number(alpha)}*(MathF.Exp(x)-1f))");
    }

    /// <summary>min(max(α·x + β, 0), 1).</summary>
    public static void HardSigmoid(GraphConversion graph, OnnxNode node)
    {
        (float alpha, float beta) = (node.Single("alpha", 0.2f), node.Single("beta", 0.5f));
        if (Math.Abs(alpha - (1f / 6)) < 1e-6f && beta == 0.5f) ActivationOperators.Apply(graph, node, "HardSigmoid");
        else Apply(graph, node, $"MathF.Min(1f,MathF.Max(0f,{Number(alpha)}*x+{Number(beta)}))");
    }

    /// <summary>x + b below −λ, x − b above λ, 0 between.</summary>
    public static void Shrink(GraphConversion graph, OnnxNode node)
    {
        (float bias, float lambda) = (node.Single("bias", 0), node.Single("lambd", 0.5f));
        Apply(graph, node, $"x>{Number(lambda)}?x-{Number(bias)}:(x<{Number(-lambda)}?x+{Number(bias)}:0f)");
    }

    /// <summary>Between two limits. ReLU, ReLU6 and the hard tanh are layers of their own.</summary>
    public static void Clip(GraphConversion graph, OnnxNode node)
    {
        float? Limit(int input, string attribute)
        {
            if (node.Input(input) is null) return node.Attributes.ContainsKey(attribute) ? node.Single(attribute, 0) : null;
            OnnxTensor limit = graph.RequireConstant(node, input, "limit");
            return limit.Length == 1 ? limit.Singles[0] : throw new OnnxException($"its limit has {limit.Length} numbers; one is supported");
        }

        float? least = Limit(1, "min") is { } low && low > float.MinValue ? low : null;
        float? greatest = Limit(2, "max") is { } high && high < float.MaxValue ? high : null;
        string? member = (least, greatest) switch
        {
            (0, null) => "ReLU",
            (0, 6) => "ReLU6",
            (-1, 1) => "HardTanh",
            _ => null,
        };
        string raised = least is { } a ? $"MathF.Max(x,{Number(a)})" : "x";
        if (member is not null) ActivationOperators.Apply(graph, node, member);
        else if (least is null && greatest is null) ShapeOperators.Identity(graph, node);
        else Apply(graph, node, greatest is { } b ? $"MathF.Min({raised},{Number(b)})" : raised);
    }

    /// <summary>x to a constant power.</summary>
    public static void Power(GraphConversion graph, OnnxNode node)
    {
        if (graph.Constant(node, 0) is { } basis)
        {
            if (basis.Singles.Any(number => number <= 0)) throw new OnnxException("its base is a constant that is not above 0");
            OnnxTensor logarithms = MergingOperators.Each(basis, number => (float)Math.Log(number));
            graph.Set(node, graph.Apply(AffineOperators.Apply(graph, graph.Value(node, 1), logarithms, null), "MathF.Exp(x)"));
            return;
        }

        OnnxTensor exponent = graph.RequireConstant(node, 1, "exponent");
        SampleValue value = AffineOperators.Broadcast(graph, graph.Value(node, 0), exponent);
        graph.Set(node, MergingOperators.Single(exponent) is { } power ? graph.Apply(value, PowerOf(power)) : PowerOfEach(graph, value, exponent));
    }

    /// <summary>Powers that differ: elements of the same power that lie one behind the other are a part of the whole.</summary>
    private static SampleValue PowerOfEach(GraphConversion graph, SampleValue value, OnnxTensor exponent)
    {
        float[] powers = AffineOperators.Elements(graph, exponent, value.FileShape).Singles;
        SampleValue flat = graph.InFileOrder(graph.InFileOrder(value).Reshape([value.Length]));
        var parts = new List<SampleValue>();
        for (int start = 0, end; start < powers.Length; start = end)
        {
            for (end = start + 1; end < powers.Length && powers[end] == powers[start];) end++;
            if (parts.Count == LargestParts) throw new OnnxException($"its exponents change more than {LargestParts} times");
            parts.Add(graph.Apply(AxisOperators.Crop(graph, flat, 0, start, end - start), PowerOf(powers[start])));
        }

        return graph.InFileOrder(MergingOperators.Join(graph, [.. parts], 0)).Reshape(value.FileShape);
    }

    private static string PowerOf(float power) => power switch
    {
        1 => "x",
        2 => "x*x",
        _ => $"MathF.Pow(x,{Number(power)})",
    };

    /// <summary>A number as C#, in parentheses where it is negative.</summary>
    public static string Number(float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value)) throw new OnnxException($"its constant {value} is not finite");
        string text = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f";
        return text[0] == '-' ? $"({text})" : text;
    }

    public static void Apply(GraphConversion graph, OnnxNode node, string expression) => graph.Set(node, graph.Apply(graph.Value(node, 0), expression));
}
