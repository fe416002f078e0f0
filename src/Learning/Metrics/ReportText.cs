using System.Globalization;
using System.Text;

namespace NNGen.Learning;

/// <summary>The classification report, letter for letter as scikit-learn prints it.</summary>
internal static class ReportText
{
    private const int ColumnWidth = 10;
    private const string LongestAverage = "weighted avg";

    public static string Write(
        List<(string Name, ClassScores Scores)> rows, double accuracy, ClassScores macro, ClassScores weighted, int digits)
    {
        int width = Math.Max(LongestAverage.Length, digits);
        foreach ((string name, _) in rows) width = Math.Max(width, name.Length);
        var text = new StringBuilder();
        Line("", "precision", "recall", "f1-score", "support");
        text.Append('\n');
        foreach ((string name, ClassScores scores) in rows) Scores(name, scores);
        text.Append('\n');
        Line("accuracy", "", "", Number(accuracy), Count(macro.Support));
        Scores("macro avg", macro);
        Scores(LongestAverage, weighted);
        return text.ToString();

        void Scores(string name, ClassScores scores) =>
            Line(name, Number(scores.Precision), Number(scores.Recall), Number(scores.F1), Count(scores.Support));

        void Line(string name, params ReadOnlySpan<string> cells)
        {
            text.Append(name.PadLeft(width)).Append(' ');
            foreach (string cell in cells) text.Append(cell.PadLeft(ColumnWidth));
            text.Append('\n');
        }

        // Python rounds halves to even.
        string Number(double value) =>
            Math.Round(value, digits, MidpointRounding.ToEven).ToString($"F{digits}", CultureInfo.InvariantCulture);

        string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
