using System;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace Digits;

internal static partial class DrawnDigits
{
    /// <summary>The shapes of the digits: the several ways in which people learn to write each of them.</summary>
    /// <remarks>
    /// A shape is a list of strokes, separated by <c>|</c>. A stroke is a curve through its points <c>x,y</c>; at a point marked <c>!</c>
    /// it turns a sharp corner. The points lie in a square of 20 × 20, x to the right, y down.
    /// </remarks>
    private static class Glyphs
    {
        /// <summary>The shapes of each digit. A hand picks one of them, all equally often.</summary>
        public static readonly Glyph[][] OfDigit =
        [
            Parse(
                "10,1 5,4 3.5,10 5,16 10,19 15,16 16.5,10 15,4 9.5,1",
                "13,2 8,1.5 4,7 4,14 9,19 15,15 16,8 13,2.5 8,2",
                "11,1 7,5 6,12 8,18 11,19 14,14 14,6 11,1",
                "9,2 5,6 5,14 10,19 15,15 15,6 10,1.5 7,3"),
            Parse(
                "10,1 10,10 10,19",
                "6.5,5 10,1! 10,10 10,19",
                "6,5 10,1! 10,10 10,19 | 5.5,19 14.5,19",
                "4.5,9 11,1! 10.5,10 11,19"),
            Parse(
                "4,6 6,2 11,1 15,4 14,8 9,13 4,18! 10,18 16,18",
                "4,6 7,2 12,1 15,5 13,10 7,16 4,18.5 3.5,16.5 7,16 12,18.5 17,17",
                "4,5 8,1.5 14,2 15,7 10,12 4,19! 10,17.5 17,19",
                "5,3 11,1 14,5 12,10 5,18! 15,18"),
            Parse(
                "4,3 9,1 14,3 14,7 9,9.5! 14,11 16,15 12,19 7,19 3,16",
                "4,1.5 15,1! 8,8! 14,10 16,15 11,19 5,18 3.5,16",
                "4,4 10,1 15,4 12,8.5 8,9.5 8.5,9 13,10.5 15,15 10,19 4,17",
                "5,2 11,1.5 14,5 8,9! 14,13 12,18 4,19"),
            Parse(
                "6,1 4,11! 10,11 17,11 | 14,3 13,19",
                "17,13 3,13! 13,1! 13,10 13,19",
                "5,1 4,7 6,11 12,11 15,8 | 15,1 14.5,10 14,19",
                "8,2 4,12! 16,11.5 | 12,8 11,19"),
            Parse(
                "15,1 5,1! 5,8! 10,7 15,10 15,15 10,19 4,17",
                "6,1 5,9! 11,8 16,12 14,17 9,19 4,17 | 6,1 16,1.5",
                "16,2 9,1.5 5,4 6,8 12,10 15,14 11,18.5 4,18",
                "7,2 6,9! 12,9 14,14 10,18 5,18 | 7,2 15,1"),
            Parse(
                "13,1 7,5 4,12 6,18 11,19 15,15 13,11 8,11 4.5,14",
                "8,1 4,10 5,17 10,19 15,15 12,11 7,12 5,15",
                "15,2 9,2 5,8 4,14 8,19 14,18 15,13 10,11 5,14",
                "11,1 6,8 5,15 9,19 13,17 12,13 8,13 6,16"),
            Parse(
                "4,2 10,2 16,2! 12,10 8,19",
                "4,2 10,2 16,2! 12,10 9,19 | 6,11 15,10",
                "4,5 4,2! 16,2! 11,9 9,19",
                "4,3 10,2 16,2! 12,8 9,14 8.5,19"),
            Parse(
                "15,3 10,1 5,3 6,7 10,9.5 15,13 14,18 9,19 5,17 5,13 10,9.5 14,7 15,3",
                "10,1 6,3 6,7 10,9 14,7 14,3 10,1 | 10,9 5,12 5,17 10,19 15,17 15,12 10,9",
                "14,2 8,1.5 6,5 10,9 15,14 11,19 5,17 6,12 11,8 15,4 14,1",
                "13,3 8,2 7,6 12,11 13,16 9,19 6,16 8,11 13,7 13,3"),
            Parse(
                "15,3 10,1 5,3.5 5,8 9,10.5 13,8.5 15,3! 14.5,11 13,19",
                "15,4 9,1 5,5 7,10 12,10 15,5! 15.5,13 12,18.5 6,18",
                "14,5 10,1.5 5,4 6,9 11,9.5 14.5,5 14,12 10,19",
                "13,2 7,3 6,8 10,10 14,6! 13,19"),
        ];

        /// <summary>The number of points of the longest stroke.</summary>
        public static readonly int MaxPoints =
            OfDigit.Max(shapes => shapes.Max(shape => shape.Strokes.Max(stroke => stroke.Points.Length)));

        private static Glyph[] Parse(params string[] shapes) =>
            Array.ConvertAll(shapes, shape => new Glyph(Array.ConvertAll(shape.Split('|'), ParseStroke)));

        private static Stroke ParseStroke(string text)
        {
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new Stroke(Array.ConvertAll(words, ParsePoint), Array.ConvertAll(words, word => word.EndsWith('!')));
        }

        private static Vector2 ParsePoint(string word)
        {
            string[] numbers = word.TrimEnd('!').Split(',');
            return new Vector2(Coordinate(numbers[0]), Coordinate(numbers[1]));
        }

        private static float Coordinate(string number) => float.Parse(number, CultureInfo.InvariantCulture);
    }

    /// <summary>One way to write a digit.</summary>
    private sealed record Glyph(Stroke[] Strokes);

    /// <summary>One movement of the pen on the paper: the points it passes, and at which of them it turns sharply.</summary>
    private sealed record Stroke(Vector2[] Points, bool[] IsCorner);
}
