using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>The library's documentation comments as Markdown.</summary>
internal static partial class XmlDocumentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(NeuralNetworkAttribute).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of a member, by its documentation id, as in <c>T:NNGen.Adam</c>.</summary>
    public static string Summary(string id) => Find(id, member => member.Element("summary"));

    /// <summary>The remarks of a member; empty if it has none.</summary>
    public static string Remarks(string id) => Members[id].Element("remarks") is { } remarks ? Text(remarks) : string.Empty;

    /// <summary>The description of a parameter of a primary constructor.</summary>
    public static string Parameter(string id, string name) =>
        Find(id, member => member.Elements("param").SingleOrDefault(parameter => parameter.Attribute("name")!.Value == name));

    private static string Find(string id, Func<XElement, XElement?> choose)
    {
        XElement? element = Members.TryGetValue(id, out XElement? member) ? choose(member) : null;
        Assert.True(element is not null, $"{id} lacks a documentation comment.");
        return Text(element);
    }

    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{Text(code)}`",
        XElement element when element.Attribute("cref") is { } reference => $"`{Prefix().Replace(reference.Value, string.Empty)}`",
        XElement element when (element.Attribute("name") ?? element.Attribute("langword")) is { } name => $"`{name.Value}`",
        XElement element => Text(element),
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\w:(?:NNGen\.)?")]
    private static partial Regex Prefix();
}
