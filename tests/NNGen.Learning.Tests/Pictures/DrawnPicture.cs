using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NNGen.Learning.Pictures;
using Xunit;

namespace NNGen.Learning.Tests.Pictures;

/// <summary>A picture as another program reads it: elements, places, style.</summary>
internal sealed partial class DrawnPicture
{
    private static readonly string[] Lengths = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy"];

    private readonly XElement root;

    public DrawnPicture(Picture picture)
    {
        root = XDocument.Parse(picture.ToString()).Root!;
        Width = picture.Width;
        Height = picture.Height;
        Assert.Equal(
            FormattableString.Invariant($"0 0 {Math.Round(Width, 2)} {Math.Round(Height, 2)}"), root.Attribute("viewBox")!.Value);
    }

    public double Width { get; }

    public double Height { get; }


    /// <summary>Every class that an element has, has a colour on both kinds of pages.</summary>
    public void AssertEveryColorIsDefined()
    {
        string[] parts = Elements("style").Single().Value.Split("@media (prefers-color-scheme: dark)");
        Assert.Equal(2, parts.Length);
        string[] used = [.. root.Descendants()
            .SelectMany(element => ((string?)element.Attribute("class") ?? string.Empty).Split(' '))
            .Where(name => name.StartsWith("fill-", StringComparison.Ordinal) || name.StartsWith("line-", StringComparison.Ordinal))];
        Assert.All(used, name => Assert.All(parts, part => Assert.Contains($".{name} {{", part, StringComparison.Ordinal)));
        Assert.NotEmpty(used);
    }

    /// <summary>Every coordinate is within the picture.</summary>
    public void AssertEverythingIsInside()
    {
        foreach (XElement element in root.Descendants())
        {
            foreach (string name in Lengths)
            {
                if (element.Attribute(name) is not { } attribute) continue;
                AssertWithin(Number(attribute.Value), name.Contains('x') ? Width : Height, element);
            }

            if (element.Attribute("d") is { } path) Assert.All(Points(path.Value), point => AssertInside(point, element));
            if (element.Name.LocalName is "rect" or "image") AssertInside(Corner(element), element);
        }
    }

    /// <summary>No text that is not turned touches another one, or the edge of the picture.</summary>
    public void AssertTextsAreApart()
    {
        XElement[] texts = [.. Elements("text").Where(element => element.Attribute("transform") is null && IsSeen(element))];
        Box[] boxes = [.. texts.Select(Extent)];
        for (int i = 0; i < boxes.Length; i++)
        {
            Assert.True(boxes[i].X >= -1 && boxes[i].Right <= Width + 1, $"'{texts[i].Value}' leaves the picture: {boxes[i]}.");
            for (int j = 0; j < i; j++)
            {
                bool areApart = boxes[i].X >= boxes[j].Right || boxes[j].X >= boxes[i].Right
                    || boxes[i].Y >= boxes[j].Bottom || boxes[j].Y >= boxes[i].Bottom;
                Assert.True(areApart, $"'{texts[i].Value}' and '{texts[j].Value}' touch.");
            }
        }
    }

    /// <summary>The points of a path of the commands M, l, h and z.</summary>
    public static IReadOnlyList<Point> Points(string path)
    {
        var points = new List<Point>();
        var at = default(Point);
        foreach (Match command in Commands().Matches(path))
        {
            double[] numbers = [.. Numbers().Matches(command.Groups[2].Value).Select(number => Number(number.Value))];
            if (command.Groups[1].Value == "h") at += new Point(numbers[0], 0);
            for (int index = 0; index + 1 < numbers.Length; index += 2)
            {
                var point = new Point(numbers[index], numbers[index + 1]);
                at = command.Groups[1].Value == "M" ? point : at + point;
                points.Add(at);
            }
        }

        Assert.Equal(path.Length, Commands().Matches(path).Sum(match => match.Length));
        return points;
    }

    /// <summary>Of the frames of a film only one is seen at a time.</summary>
    private static bool IsSeen(XElement element) => element.Ancestors().All(ancestor => (string?)ancestor.Attribute("class") != "frame");

    private IEnumerable<XElement> Elements(string name) => root.Descendants().Where(element => element.Name.LocalName == name);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Point Corner(XElement element)
    {
        double Of(string name) => Number((string?)element.Attribute(name) ?? "0");
        return new Point(Of("x") + Of("width"), Of("y") + Of("height"));
    }

    /// <summary>Fonts of readers are mostly narrower than what the layout reckons with.</summary>
    private static Box Extent(XElement text)
    {
        double size = Number(text.Attribute("font-size")!.Value);
        double width = 0.9 * TextMetrics.Width(text.Value, size);
        double part = (string?)text.Attribute("text-anchor") switch { "middle" => 0.5, "end" => 1, _ => 0 };
        return new Box(
            Number(text.Attribute("x")!.Value) - (part * width), Number(text.Attribute("y")!.Value) - (0.75 * size), width, size);
    }

    private void AssertInside(Point point, XElement element)
    {
        AssertWithin(point.X, Width, element);
        AssertWithin(point.Y, Height, element);
    }

    private static void AssertWithin(double value, double limit, XElement element) =>
        Assert.True(
            double.IsFinite(value) && value >= -0.5 && value <= limit + 0.5,
            $"{value} is not within 0 and {limit}: {element.Name.LocalName}.");

    [GeneratedRegex("([Mlhz])([^Mlhz]*)")]
    private static partial Regex Commands();

    [GeneratedRegex(@"-?(\d+(\.\d+)?|\.\d+)")]
    private static partial Regex Numbers();
}
