using System.Text;
using NNGen.Generator.Planning;

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

    /// <summary>A loop over the blocks of a batch, inside of which <c>samples</c> is the number of those in the block.</summary>
    public void BatchBlocks(Action body)
    {
        string size = CSharpLiteral.Integer(Planning.Block.Samples);
        Line("nuint left = count;");
        using (Block($"for (nuint {Binder.BlockAxis} = 0; left != 0; {Binder.BlockAxis}++)"))
        {
            Line($"nuint samples = left < {size} ? left : {size};");
            body();
            Line("left -= samples;");
        }
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
