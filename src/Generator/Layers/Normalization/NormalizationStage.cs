using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Normalization;

/// <summary>
/// y = gamma·x̂ + beta with x̂ = (x − m)·s and s = 1 / √(v + ε); m is the mean and v the variance of the n elements that are normalised
/// together. With g = gamma·dy: dx = s·(g − Σ g / n − x̂·Σ g·x̂ / n), dgamma = Σ dy·x̂, dbeta = Σ dy. Without centring, m, Σ g / n and beta
/// are left out.
/// </summary>
/// <param name="Shape">The shape of x and y; gamma and beta have one number for each element of the last axis.</param>
/// <param name="Groups">The number of groups of channels, each with the statistics of all positions; or <see cref="EachRow"/>.</param>
/// <param name="Centers">Whether the mean is subtracted.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record NormalizationStage(EquatableArray<int> Shape, int Groups, bool Centers, float Epsilon) : Stage(Shape, Shape)
{
    /// <summary>In place of a number of groups: every row along the last axis has statistics of its own.</summary>
    public const int EachRow = 0;

    private static readonly Expr A = Expr.Input(0);
    private static readonly Expr B = Expr.Input(1);
    private static readonly Expr C = Expr.Input(2);
    private static readonly Expr D = Expr.Input(3);
    private static readonly Expr E = Expr.Input(4);
    private static readonly Expr F = Expr.Input(5);

    public override IReadOnlyList<ParameterSpec> Parameters => Centers ? [Gamma, Beta] : [Gamma];

    private int Channels => Shape[Shape.Count - 1];

    private ParameterSpec Gamma => new("gamma", EquatableArray.Of(Channels), "Ones", Channels, Channels);

    private ParameterSpec Beta => new("beta", EquatableArray.Of(Channels), "Zeros", Channels, Channels);

    private int Count => Groups == EachRow ? Channels : Shape.Aggregate(1, (length, extent) => length * extent) / Groups;

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        Indices at = At();
        Access x = stage.Input[at.Element];
        Access scale = stage.Intermediate("scale", at.StatisticsShape)[at.Statistics];
        Access gamma = stage.Parameter(Gamma)[at.Channel];
        Map root = Root(scale, stage.Intermediate("variance", at.StatisticsShape)[at.Statistics]);
        if (!Centers)
        {
            return
            [
                Mean(root.Operands[0], A * A, x),
                root,
                new Map(stage.Output[at.Element], A * B * C, x, scale, gamma),
            ];
        }

        Access mean = stage.Intermediate("mean", at.StatisticsShape)[at.Statistics];
        return
        [
            Mean(mean, A, x),
            Mean(root.Operands[0], (A - B) * (A - B), x, mean),
            root,
            new Map(stage.Output[at.Element], ((A - B) * C * D) + E, x, mean, scale, gamma, stage.Parameter(Beta)[at.Channel]),
        ];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        Indices at = At();
        Access normalized = stage.Intermediate("normalized", Shape.ToArray())[at.Element];
        Access product = stage.Intermediate("gradient_product", at.StatisticsShape)[at.Statistics];
        Access scale = stage.Intermediate("scale", at.StatisticsShape)[at.Statistics];
        Access gamma = stage.Parameter(Gamma)[at.Channel];
        Access output = stage.OutputGradient[at.Element];
        Access input = stage.InputGradient[at.Element];
        Operation[] products = [Normalize(stage, at, normalized), Mean(product, A * B * C, output, gamma, normalized)];
        if (!Centers) return [.. products, new Map(input, C * ((A * B) - (D * E)), output, gamma, scale, normalized, product)];
        Access mean = stage.Intermediate("gradient_mean", at.StatisticsShape)[at.Statistics];
        return
        [
            .. products,
            Mean(mean, A * B, output, gamma),
            new Map(input, C * ((A * B) - F - (D * E)), output, gamma, scale, normalized, product, mean),
        ];
    }

    public override IEnumerable<Operation> ParameterGradients(StageTensors stage)
    {
        // The channels are one axis here, whatever their groups.
        AffineIndex[] each = stage.Output.Each;
        AffineIndex channel = each[each.Length - 1];
        Access output = stage.OutputGradient[each];
        Access normalized = stage.Intermediate("normalized", Shape.ToArray())[each];
        yield return new Reduce(stage.ParameterGradient(Gamma)[channel], EquatableArray.Of(output, normalized), A * B, ReduceKind.Sum);
        if (Centers) yield return new Reduce(stage.ParameterGradient(Beta)[channel], output, ReduceKind.Sum);
    }

    private Map Normalize(StageTensors stage, Indices at, Access normalized)
    {
        Access x = stage.Input[at.Element];
        Access scale = stage.Intermediate("scale", at.StatisticsShape)[at.Statistics];
        Access mean = stage.Intermediate("mean", at.StatisticsShape)[at.Statistics];
        return Centers ? new Map(normalized, (A - B) * C, x, mean, scale) : new Map(normalized, A * B, x, scale);
    }

    private Map Root(Access scale, Access variance) => new(scale, 1f / Expr.Sqrt(A + Epsilon), variance);

    private Reduce Mean(Access output, Expr term, params Access[] operands) =>
        new(output, operands.ToEquatableArray(), term * (1f / Count), ReduceKind.Sum);

    private Indices At()
    {
        if (Groups == EachRow)
        {
            AffineIndex[] each = Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent)).ToArray();
            return new Indices(each, each.Take(each.Length - 1).ToArray(), Shape.Take(Shape.Count - 1).ToArray(), each[each.Length - 1]);
        }

        var group = new Axis("group", Groups);
        var member = new Axis("channel", Channels / Groups);
        AffineIndex channel = member.Extent == 1 ? group : (member.Extent * group) + member;
        IEnumerable<AffineIndex> positions = Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent)).Take(Shape.Count - 1);
        return new Indices([.. positions, channel], [group], [Groups], channel);
    }

    /// <summary>An element of x, its statistics, and its channel, over the same loops.</summary>
    private sealed record Indices(AffineIndex[] Element, AffineIndex[] Statistics, int[] StatisticsShape, AffineIndex Channel);
}
