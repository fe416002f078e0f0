using System.Globalization;

namespace NNGen.Generator.Algorithms;

internal enum ExprKind
{
    Constant,
    Input,
    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>a · b + c with one rounding.</summary>
    MultiplyAdd,
    Min,
    Max,
    Negate,
    Abs,
    Sqrt,

    /// <summary>The greatest whole number that is not above a.</summary>
    Floor,

    /// <summary>a &gt; b ? c : d.</summary>
    SelectGreater,
    Exp,
    Log,
    Tanh,
    Logistic,

    /// <summary>exp(a) − 1 without its cancellation near 0.</summary>
    Expm1,

    /// <summary>log(1 + a) without its cancellation near 0.</summary>
    Log1p,

    /// <summary>Φ(a), the distribution function of the standard normal distribution.</summary>
    NormalCdf,
    Erf,
    Sin,
    Cos,
    Atan,

    // Steps of the elementary functions, on the bits of a float. They have no derivative of their own.

    /// <summary>a · 2^n, where n stands in the low mantissa bits of b (b = n + 1.5·2²³).</summary>
    ScaleByPowerOfTwo,

    /// <summary>The exponent n of a = m · 2^n with m in [√½, √2).</summary>
    Exponent,

    /// <summary>The mantissa m of a = m · 2^n with m in [√½, √2).</summary>
    Mantissa,
}

/// <summary>An element-wise expression over the elements that an operation reads: a small tree that knows its derivative.</summary>
internal sealed record Expr(ExprKind Kind, float Value, EquatableArray<Expr> Operands)
{
    private const int FirstFunction = (int)ExprKind.Exp;

    // A tree is asked for its hash at each of its nodes, and functions within functions make it large. 0: not computed yet. A copy, which
    // may get other operands, computes its own.
    private int hash;

    private Expr(Expr original) => (Kind, Value, Operands) = (original.Kind, original.Value, original.Operands);

    public static Expr Constant(float value) => new(ExprKind.Constant, value, default);

    public static Expr Input(int index) => new(ExprKind.Input, index, default);

    public static Expr MultiplyAdd(Expr a, Expr b, Expr c) => Of(ExprKind.MultiplyAdd, a, b, c);

    public static Expr Min(Expr a, Expr b) => Of(ExprKind.Min, a, b);

    /// <summary>The greater of the two. If <paramref name="b"/> is NaN the result is NaN.</summary>
    public static Expr Max(Expr a, Expr b) => Of(ExprKind.Max, a, b);

    public static Expr Abs(Expr a) => Of(ExprKind.Abs, a);

    public static Expr Sqrt(Expr a) => Of(ExprKind.Sqrt, a);

    public static Expr Floor(Expr a) => Of(ExprKind.Floor, a);

    public static Expr SelectGreater(Expr a, Expr b, Expr then, Expr otherwise) =>
        then.Equals(otherwise) ? then : Of(ExprKind.SelectGreater, a, b, then, otherwise);

    public static Expr Exp(Expr a) => Of(ExprKind.Exp, a);

    public static Expr Log(Expr a) => Of(ExprKind.Log, a);

    public static Expr Tanh(Expr a) => Of(ExprKind.Tanh, a);

    public static Expr Logistic(Expr a) => Of(ExprKind.Logistic, a);

    public static Expr Expm1(Expr a) => Of(ExprKind.Expm1, a);

    public static Expr Log1p(Expr a) => Of(ExprKind.Log1p, a);

    public static Expr NormalCdf(Expr a) => Of(ExprKind.NormalCdf, a);

    public static Expr Erf(Expr a) => Of(ExprKind.Erf, a);

    public static Expr Sin(Expr a) => Of(ExprKind.Sin, a);

    public static Expr Cos(Expr a) => Of(ExprKind.Cos, a);

    public static Expr Atan(Expr a) => Of(ExprKind.Atan, a);

    public static Expr Of(ExprKind kind, params Expr[] operands) => new(kind, 0, operands.ToEquatableArray());

    public static implicit operator Expr(float value) => Constant(value);

    public static Expr operator +(Expr a, Expr b)
    {
        if (a.IsConstant(0) || b.IsConstant(0)) return a.IsConstant(0) ? b : a;
        return b.Kind == ExprKind.Negate ? a - b.Operands[0] : Of(ExprKind.Add, a, b);
    }

    public static Expr operator -(Expr a, Expr b) => b.IsConstant(0) ? a : a.IsConstant(0) ? -b : Of(ExprKind.Subtract, a, b);

    public static Expr operator *(Expr a, Expr b)
    {
        if (a.IsConstant(0) || b.IsConstant(0)) return 0f;
        if (a.IsConstant(1) || b.IsConstant(1)) return a.IsConstant(1) ? b : a;
        bool isScaledTwice = b.Kind == ExprKind.Constant && a.Kind == ExprKind.Multiply && a.Operands[1].Kind == ExprKind.Constant;
        return isScaledTwice ? a.Operands[0] * (a.Operands[1].Value * b.Value) : Of(ExprKind.Multiply, a, b);
    }

    public static Expr operator /(Expr a, Expr b) => a.IsConstant(0) ? 0f : b.IsConstant(1) ? a : Of(ExprKind.Divide, a, b);

    public static Expr operator -(Expr a) => a.Kind == ExprKind.Constant ? -a.Value : Of(ExprKind.Negate, a);

    public bool Equals(Expr? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Kind == other.Kind && Value.Equals(other.Value) && GetHashCode() == other.GetHashCode()
            && Operands.Equals(other.Operands));

    public override int GetHashCode()
    {
        if (hash == 0) hash = unchecked((((((int)Kind * 31) + Value.GetHashCode()) * 31) + Operands.GetHashCode()) | 1);
        return hash;
    }

    public bool IsConstant(float value) => Kind == ExprKind.Constant && Value == value;

    /// <summary>
    /// Whether a function of many instructions occurs: such an expression is not computed while accumulators fill the registers.
    /// </summary>
    public bool HasFunction => (int)Kind >= FirstFunction || Operands.Any(operand => operand.HasFunction);

    /// <summary>Whether the value is a number whatever it is compared with, never NaN, given which inputs always are numbers.</summary>
    public bool IsNumber(Func<int, bool> isNumber) => Kind switch
    {
        ExprKind.Constant => true,
        ExprKind.Input => isNumber((int)Value),
        ExprKind.SelectGreater => Operands.Skip(2).All(operand => operand.IsNumber(isNumber)),
        _ => false,
    };

    public bool Uses(int input) => Kind == ExprKind.Input ? (int)Value == input : Operands.Any(operand => operand.Uses(input));

    /// <summary>The largest subexpressions that compute something and read none but the given inputs.</summary>
    public IEnumerable<Expr> LargestOver(Func<int, bool> isGiven)
    {
        if (Operands.Count == 0) return [];
        bool isWhole = ReadsOnly(isGiven) && !ReadsOnly(_ => false);
        return isWhole ? [this] : Operands.SelectMany(operand => operand.LargestOver(isGiven)).Distinct();
    }

    private bool ReadsOnly(Func<int, bool> isGiven) =>
        Kind == ExprKind.Input ? isGiven((int)Value) : Operands.All(operand => operand.ReadsOnly(isGiven));

    /// <summary>The same expression with every occurrence of one subexpression replaced.</summary>
    public Expr Replace(Expr what, Expr by)
    {
        if (Equals(what)) return by;
        return WithOperands(operand => operand.Replace(what, by));
    }

    /// <summary>The same expression over other inputs.</summary>
    public Expr Substitute(Func<int, Expr> inputs)
    {
        if (Kind == ExprKind.Input) return inputs((int)Value);
        return WithOperands(operand => operand.Substitute(inputs));
    }

    private Expr WithOperands(Func<Expr, Expr> change) =>
        Operands.Count == 0 ? this : this with { Operands = Operands.Select(change).ToEquatableArray() };

    /// <summary>The partial derivative with respect to one input.</summary>
    public Expr Derivative(int input)
    {
        if (!Uses(input)) return 0f;
        if (Kind == ExprKind.Input) return 1f;
        Expr a = Operands[0];
        Expr da = a.Derivative(input);
        Expr b = Operands.Count > 1 ? Operands[1] : a;
        Expr db = Operands.Count > 1 ? b.Derivative(input) : da;
        return Kind switch
        {
            ExprKind.Add => da + db,
            ExprKind.Subtract => da - db,
            ExprKind.Multiply => (da * b) + (a * db),
            ExprKind.Divide => (da - (this * db)) / b,
            ExprKind.MultiplyAdd => (da * b) + (a * db) + Operands[2].Derivative(input),

            // Written over the result where one side is constant, so that only the result has to be kept: max(x, 0) > 0 exactly where
            // x > 0.
            ExprKind.Max when b.Kind == ExprKind.Constant => SelectGreater(this, b, da, 0f),
            ExprKind.Max when a.Kind == ExprKind.Constant => SelectGreater(this, a, db, 0f),
            ExprKind.Max => SelectGreater(a, b, da, db),
            ExprKind.Min when a.Kind == ExprKind.Constant => SelectGreater(a, this, db, 0f),
            ExprKind.Min => SelectGreater(b, a, da, db),
            ExprKind.Negate => -da,
            ExprKind.Abs => SelectGreater(a, 0f, da, -da),
            ExprKind.Sqrt => da * (0.5f / this),
            ExprKind.Floor => 0f,
            ExprKind.SelectGreater => SelectGreater(a, b, Operands[2].Derivative(input), Operands[3].Derivative(input)),
            ExprKind.Exp => this * da,
            ExprKind.Log => da / a,
            ExprKind.Tanh => (1f - (this * this)) * da,
            ExprKind.Logistic => (this * (1f - this)) * da,
            ExprKind.Expm1 => Exp(a) * da,
            ExprKind.Log1p => da / (1f + a),
            ExprKind.NormalCdf => (0.39894228f * Exp(-0.5f * (a * a))) * da,
            ExprKind.Erf => (1.12837917f * Exp(-(a * a))) * da,
            ExprKind.Sin => Cos(a) * da,
            ExprKind.Cos => -(Sin(a) * da),
            ExprKind.Atan => da / (1f + (a * a)),
            _ => throw new InvalidOperationException($"{Kind} has no derivative."),
        };
    }

    /// <summary>The expression as a formula over the given operand texts.</summary>
    public string Format(IReadOnlyList<string> inputs)
    {
        string Operand(int index)
        {
            Expr operand = Operands[index];
            string text = operand.Format(inputs);
            bool isCall = operand.Kind is ExprKind.Min or ExprKind.Max or ExprKind.Abs or ExprKind.Sqrt or ExprKind.Floor
                || (int)operand.Kind >= FirstFunction;
            bool isAtom = isCall || operand.Operands.Count == 0;
            return isAtom && !(operand.Kind == ExprKind.Input && text.Contains(' ')) ? text : $"({text})";
        }

        string Argument(int index) => Operands[index].Format(inputs);

        return Kind switch
        {
            ExprKind.Constant => Value.ToString("R", CultureInfo.InvariantCulture),
            ExprKind.Input => inputs[(int)Value],
            ExprKind.Add => $"{Operand(0)} + {Operand(1)}",
            ExprKind.Subtract => $"{Operand(0)} − {Operand(1)}",
            ExprKind.Multiply => $"{Operand(0)}·{Operand(1)}",
            ExprKind.Divide => $"{Operand(0)} / {Operand(1)}",
            ExprKind.MultiplyAdd => $"{Operand(0)}·{Operand(1)} + {Operand(2)}",
            ExprKind.Min => $"min({Argument(0)}, {Argument(1)})",
            ExprKind.Max => $"max({Argument(0)}, {Argument(1)})",
            ExprKind.Negate => $"−{Operand(0)}",
            ExprKind.Abs => $"|{Argument(0)}|",
            ExprKind.Sqrt => $"√({Argument(0)})",
            ExprKind.Floor => $"⌊{Argument(0)}⌋",
            ExprKind.SelectGreater => $"{Operand(0)} > {Operand(1)} ? {Operand(2)} : {Operand(3)}",
            _ => $"{Kind.ToString().ToLowerInvariant()}({string.Join(", ", Operands.Select(operand => operand.Format(inputs)))})",
        };
    }
}
