using System.Text;

namespace NNGen.Generator.Kernels;

/// <summary>Writes indented lines that end with <c>\n</c>, whatever the machine's culture and line ending.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
    }

    /// <summary>Writes several lines, each with the current indentation.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n')) Line(line);
    }

    /// <summary>Writes a header and an opening brace; disposing writes the closing one.</summary>
    public IDisposable Block(string? header = null)
    {
        if (header is not null) Line(header);
        Line("{");
        depth++;
        return new OpenBlock(this);
    }

    public override string ToString() => text.ToString();

    private sealed class OpenBlock(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
