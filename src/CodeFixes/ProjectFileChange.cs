using System;
using System.IO;
using System.Security;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace NNGen.CodeFixes;

/// <summary>Adds an item to a project's file, which keeps its text, its encoding and its line ends otherwise.</summary>
internal sealed class ProjectFileChange(string project, string model) : CodeActionOperation
{
    private const string End = "</Project>";

    /// <inheritdoc/>
    public override string Title => $"Add an item to {Path.GetFileName(project)}";

    /// <inheritdoc/>
    public override void Apply(Workspace workspace, CancellationToken cancellationToken)
    {
        string text;
        Encoding encoding;
        using (var reader = new StreamReader(project, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true))
        {
            text = reader.ReadToEnd();
            encoding = reader.CurrentEncoding;
        }

        string changed = Insert(text, model);
        if (changed != text) File.WriteAllText(project, changed, encoding);
    }

    /// <summary>The project's text with the model in it; the same text where it is no project.</summary>
    public static string Insert(string text, string model)
    {
        int end = text.LastIndexOf(End, StringComparison.Ordinal);
        if (end < 0) return text;
        string line = text.Contains("\r\n") ? "\r\n" : "\n";
        string item = $"  <ItemGroup>{line}    <NNGenModel Include=\"{SecurityElement.Escape(model)}\" />{line}  </ItemGroup>{line}";
        return text.Insert(end, item);
    }
}
