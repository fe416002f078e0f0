using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Losses;

/// <summary>The parameters of losses: the properties of the attribute that declares the loss, with their defaults and ranges.</summary>
internal static class LossParameters
{
    public const string FromLogits = "FromLogits";
    public const string LabelSmoothing = "LabelSmoothing";
    public const string HuberDelta = "HuberDelta";
    public const string FocalGamma = "FocalGamma";
    public const string FocalAlpha = "FocalAlpha";

    public static bool IsFromLogits(LossSpec spec) => spec.Boolean(FromLogits);

    public static float Smoothing(LossSpec spec) => spec.Single(LabelSmoothing, 0f);

    public static float Delta(LossSpec spec) => spec.Single(HuberDelta, 1f);

    public static float Gamma(LossSpec spec) => spec.Single(FocalGamma, 2f);

    public static float Alpha(LossSpec spec) => spec.Single(FocalAlpha, 0.25f);

    /// <summary>The mistakes in a loss's parameters: those that it does not take, and numbers out of their range.</summary>
    public static IEnumerable<Problem> Check(LossKind kind, LossSpec spec, int site)
    {
        foreach (Argument argument in spec.Parameters)
        {
            Problem Mistake(Rule rule, params object[] texts) => new(rule, site, argument.Name, LayerInference.Texts(texts));
            if (!kind.Parameters.Contains(argument.Name))
            {
                string taken = kind.Parameters.Count == 0 ? "no parameters" : string.Join(", ", kind.Parameters);
                yield return Mistake(Rule.LossParameterUnused, kind.Name, argument.Name, taken);
                continue;
            }

            if (argument.Name == FromLogits) continue;
            (float least, float most) = argument.Name switch
            {
                LabelSmoothing => (0f, 1f),
                FocalAlpha => (float.Epsilon, 1f),
                FocalGamma => (0f, 100f),
                _ => (float.Epsilon, float.MaxValue),
            };
            bool isRight = argument.Single >= least && argument.Single <= most;
            string range = least == 0 ? "from 0" : "above 0";
            string end = most == float.MaxValue ? " and finite" : $"{(least == 0 ? " to " : " and at most ")}{LayerInference.Text(most)}";
            if (!isRight) yield return Mistake(Rule.LossParameterOutOfRange, argument.Name, argument.Single, range + end);
        }
    }
}
