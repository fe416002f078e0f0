using System.Text.RegularExpressions;
using NNGen.Generator.Kernels;

namespace NNGen.Generator.Emission;

/// <summary>
/// The text of a kernel apart from its numbers: sizes, strides and offsets. Kernels of one pattern can share a method that gets as arguments
/// the numbers in which they differ.
/// </summary>
internal sealed class KernelPattern
{
    private const char Gap = '#';

    // A number that is no part of a name, of a float or of a hexadecimal constant.
    private static readonly Regex Number = new(@"(?<![\w.])\d+(?![\w.])", RegexOptions.CultureInvariant);

    // Calls whose arguments are of type int, and not nuint as everywhere else.
    private static readonly string[] IntegerCalls = ["VirtualLanes.", "VectorParts."];

    private readonly List<long> numbers = [];

    public KernelPattern(string text)
    {
        Text = string.Join("\n", text.Split('\n').Select(Open));
    }

    /// <summary>The text with a gap in place of every number.</summary>
    public string Text { get; }

    public IReadOnlyList<long> Numbers => numbers;

    /// <summary>The text with its gaps filled.</summary>
    public string Fill(IReadOnlyList<string> values)
    {
        int index = 0;
        return string.Concat(Text.Split(Gap).Select((part, number) => number == 0 ? part : values[index++] + part));
    }

    private string Open(string line)
    {
        if (IntegerCalls.Any(line.Contains)) return line;
        return Number.Replace(line, match =>
        {
            numbers.Add(long.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture));
            return Gap.ToString();
        });
    }
}

/// <summary>What kernels of one pattern have in common: which numbers are arguments, and how the others follow from those.</summary>
internal sealed class SharedKernel
{
    // A stride comes in multiples, one for each row of a tile; beyond that a common factor is an accident.
    private const int LargestMultiple = 32;

    private readonly IReadOnlyList<KernelPattern> kernels;
    private readonly List<int> arguments = [];

    public SharedKernel(IReadOnlyList<KernelPattern> kernels)
    {
        this.kernels = kernels;
        Body = kernels[0].Fill(Enumerable.Range(0, kernels[0].Numbers.Count).Select(Value).ToArray());
    }

    /// <summary>The text of all of them.</summary>
    public string Body { get; }

    /// <summary>The parameters that the shared method has for the numbers.</summary>
    public IEnumerable<string> Parameters => arguments.Select((_, index) => "nuint " + NameOf(index));

    /// <summary>The numbers of one kernel.</summary>
    public IEnumerable<string> ArgumentsOf(int kernel) => arguments.Select(place => CSharpLiteral.Integer(kernels[kernel].Numbers[place]));

    private static string NameOf(int argument) => $"size_{CSharpLiteral.Integer(argument)}";

    /// <summary>The number at one place: a constant, an argument, or a multiple of one or the sum of one and a constant.</summary>
    private string Value(int place)
    {
        long first = kernels[0].Numbers[place];
        if (kernels.All(kernel => kernel.Numbers[place] == first)) return CSharpLiteral.Integer(first);
        for (int argument = 0; argument < arguments.Count; argument++)
        {
            if (Following(place, arguments[argument], NameOf(argument)) is { } value) return value;
        }

        arguments.Add(place);
        return NameOf(arguments.Count - 1);
    }

    /// <summary>multiple · argument + constant, if that holds in every kernel.</summary>
    private string? Following(int place, int from, string name)
    {
        KernelPattern first = kernels[0];
        KernelPattern other = kernels.First(kernel => kernel.Numbers[from] != first.Numbers[from]);
        long multiple = (other.Numbers[place] - first.Numbers[place]) / (other.Numbers[from] - first.Numbers[from]);
        long constant = first.Numbers[place] - (multiple * first.Numbers[from]);
        bool follows = multiple is >= 1 and <= LargestMultiple
            && kernels.All(kernel => kernel.Numbers[place] == (multiple * kernel.Numbers[from]) + constant);
        if (!follows) return null;
        string product = multiple == 1 ? name : $"({CSharpLiteral.Integer(multiple)} * {name})";
        return constant == 0 ? product : $"({product} {(constant < 0 ? "-" : "+")} {CSharpLiteral.Integer(Math.Abs(constant))})";
    }
}
