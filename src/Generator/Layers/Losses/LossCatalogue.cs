using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;
using static NNGen.Generator.Layers.Losses.LossParameters;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// Every loss, by the members of the <c>Loss</c> enum. <c>Loss.Auto</c> takes the first that is fused with the last stage. y is input 0, its
/// target t is input 1.
/// </summary>
internal static class LossCatalogue
{
    // Probabilities and rates below it are taken for it, so that their logarithms stay finite: Keras' epsilon.
    private const float Least = 1e-7f;

    // Beyond it log cosh and a straight line are the same float.
    private const float LogCoshLimit = 40f;

    private static readonly Expr Y = Expr.Input(0);
    private static readonly Expr T = Expr.Input(1);
    private static readonly Expr Error = Y - T;

    /// <summary>Of classes given as 0 and 1, or as −1 and 1.</summary>
    private static readonly Expr Sign = Expr.SelectGreater(T, 0f, 1f, -1f);

    private static readonly Expr Margin = Expr.Max(0f, 1f - (Sign * Y));

    private static readonly LossTerm Squared = new(Error * Error) { Gradient = Error * 2f };

    public static readonly IReadOnlyList<LossKind> All =
    [
        new ElementwiseLoss("MeanSquaredError", _ => Squared),
        new ElementwiseLoss("SumSquaredError", _ => Squared) { IsSum = true },
        new ElementwiseLoss("MeanAbsoluteError", _ => new LossTerm(Expr.Abs(Error))
        {
            Gradient = Expr.SelectGreater(Y, T, 1f, Expr.SelectGreater(T, Y, -1f, 0f)),
        }),
        new ElementwiseLoss("Huber", spec => Huber(Delta(spec))) { Takes = [HuberDelta] },
        new ElementwiseLoss("LogCosh", _ => LogCosh()),
        new ElementwiseLoss("BinaryCrossEntropy", spec => Smoothed(spec, BinaryOfProbability()))
        {
            Takes = [FromLogits, LabelSmoothing],
            Fused = ("Sigmoid", ActivationFunctions.Sigmoid),
            OverLogits = spec => Smoothed(spec, Binary()),
        },
        new ElementwiseLoss("BinaryFocalCrossEntropy", spec => Smoothed(spec, Focal(spec, Y, BinaryOfProbability().Value)))
        {
            Takes = [FromLogits, LabelSmoothing, FocalGamma, FocalAlpha],
            Fused = ("Sigmoid", ActivationFunctions.Sigmoid),
            OverLogits = spec => Smoothed(spec, Focal(spec, Expr.Logistic(Y), Binary().Value)),
        },
        new SoftmaxLoss("CategoricalCrossEntropy", _ => new LossTerm(-(T * Y)) { Gradient = -T }) { IsLinear = true, Takes = [LabelSmoothing] },
        new SoftmaxLoss("CategoricalFocalCrossEntropy", CategoricalFocal) { Takes = [LabelSmoothing, FocalGamma, FocalAlpha] },
        new SoftmaxLoss("KullbackLeibler", _ => new LossTerm(T * (Expr.Log(Expr.Max(Least, T)) - Y)) { Gradient = -T }) { IsLinear = true },
        new ElementwiseLoss("Poisson", _ => new LossTerm(Y - (T * Expr.Log(Expr.Max(Least, Y)))) { Gradient = 1f - (T / Expr.Max(Least, Y)) })
        {
            Takes = [FromLogits],
            OverLogits = _ => new LossTerm(Expr.Exp(Y) - (T * Y)),
        },
        new ElementwiseLoss("Hinge", _ => new LossTerm(Margin)) { Boundary = 0f },
        new ElementwiseLoss("SquaredHinge", _ => new LossTerm(Margin * Margin) { Gradient = Margin * (Sign * -2f) }) { Boundary = 0f },
        new CosineSimilarity(),
        new ElementwiseLoss("Perceptron", overOutput: null)
        {
            IsSum = true,
            Fused = ("BinaryStep", ActivationFunctions.BinaryStep),
            OverLogits = _ => Misclassified(),
        },
        new CategoricalHinge(),
    ];

    public static LossKind Find(string name) => All.First(loss => loss.Name == name);

    /// <summary>A parabola for errors up to δ, then straight lines.</summary>
    private static LossTerm Huber(float delta)
    {
        Expr distance = Expr.Abs(Error);
        return new LossTerm(Expr.SelectGreater(distance, delta, delta * (distance - (0.5f * delta)), 0.5f * (Error * Error)))
        {
            Gradient = Expr.Min(delta, Expr.Max(-delta, Error)),
        };
    }

    /// <summary>log cosh(e) = log(1 + u²/(2u + 2)) with u = exp(|e|) − 1, without cancellation for small errors or overflow for large ones.</summary>
    private static LossTerm LogCosh()
    {
        Expr distance = Expr.Abs(Error);
        Expr near = Expr.Min(LogCoshLimit, distance);
        Expr u = Expr.Expm1(near);
        return new LossTerm(Expr.Log1p(u * u / ((2f * u) + 2f)) + (distance - near)) { Gradient = Expr.Tanh(Error) };
    }

    /// <summary>−t·log σ(z) − (1 − t)·log(1 − σ(z)) = log(1 + exp(z)) − z·t.</summary>
    private static LossTerm Binary() => new((Expr.Max(0f, Y) - (Y * T)) + Expr.Log1p(Expr.Exp(-Expr.Abs(Y)))) { Gradient = Expr.Logistic(Y) - T };

    private static LossTerm BinaryOfProbability() =>
        new(-((T * Expr.Log(Expr.Max(Least, Y))) + ((1f - T) * Expr.Log(Expr.Max(Least, 1f - Y)))));

    /// <summary>α·(1 − p)^γ · cross-entropy for targets of 1, (1 − α)·p^γ · cross-entropy for targets of 0 (Lin et al., 2017).</summary>
    private static LossTerm Focal(LossSpec spec, Expr probability, Expr crossEntropy)
    {
        Expr missing = Expr.Max(Least, probability + (T * (1f - (2f * probability))));
        Expr balance = (1f - Alpha(spec)) + (T * ((2f * Alpha(spec)) - 1f));
        return new LossTerm(balance * Power(missing, Gamma(spec)) * crossEntropy);
    }

    private static LossTerm CategoricalFocal(LossSpec spec)
    {
        Expr missing = Expr.Max(Least, 1f - Expr.Exp(Y));
        return new LossTerm(-(Alpha(spec) * Power(missing, Gamma(spec)) * (T * Y)));
    }

    /// <summary>max(0, −z) for the one class and max(0, z) for the other: (ŷ − t)·z with the step ŷ. Its gradient is the perceptron's rule.</summary>
    private static LossTerm Misclassified()
    {
        Expr step = ActivationFunctions.BinaryStep.Function;
        Expr target = Expr.SelectGreater(T, 0f, 1f, 0f);
        return new LossTerm((step - target) * Y) { Gradient = step - target };
    }

    private static LossTerm Smoothed(LossSpec spec, LossTerm term) =>
        Smoothing(spec) == 0 ? term : term.Replace(T, T + ((0.5f - T) * Smoothing(spec)));

    /// <summary>x to a constant power, x above 0: products for small whole numbers.</summary>
    private static Expr Power(Expr x, float exponent)
    {
        if (exponent == 0) return 1f;
        bool isSmall = exponent is >= 1 and <= 4 && exponent == (int)exponent;
        return isSmall ? Enumerable.Repeat(x, (int)exponent).Aggregate((a, b) => a * b) : Expr.Exp(exponent * Expr.Log(x));
    }
}
