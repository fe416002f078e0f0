using System;
using System.Numerics;
using NNGen;

namespace Digits;

internal static partial class DrawnDigits
{
    /// <summary>Writes a digit as one of many people would: in one of its shapes, leaning, shaky, with a thin pen or a thick one.</summary>
    private sealed class Hand
    {
        // Far enough from the shape for handwriting; beyond 1 a person begins to misread.
        private const float Wobble = 0.8f;
        private const float RadiusWobble = 0.12f;

        // Six straight pieces between two points of a shape look like a curve at 28 × 28.
        private const int PiecesPerSpan = 6;

        private readonly Vector2[] points = new Vector2[Glyphs.MaxPoints];
        private readonly float[] radii = new float[Glyphs.MaxPoints];

        /// <summary>Writes a digit on a new sheet.</summary>
        public void Write(int digit, ref CounterRandom random, Pen pen)
        {
            pen.TakeSheet();
            pen.Softness = Between(0.8f, 1.8f, ref random);
            pen.Ink = Between(0.75f, 1f, ref random);
            float radius = Between(0.8f, 1.8f, ref random);
            var distortion = new Distortion(ref random);

            Glyph[] shapes = Glyphs.OfDigit[digit];
            foreach (Stroke stroke in shapes[random.NextInt(shapes.Length)].Strokes)
            {
                for (int index = 0; index < stroke.Points.Length; index++)
                {
                    var wobble = new Vector2(Bell(ref random), Bell(ref random));
                    points[index] = distortion.Apply(stroke.Points[index] + Wobble * wobble);
                    radii[index] = radius * (1f + RadiusWobble * Bell(ref random));
                }

                Trace(stroke, pen);
            }

            if (random.NextInt(10) == 0) Blot(ref random, pen);
        }

        /// <summary>A number around 0 with a standard deviation of 1, bounded by ±3 so that no image gets illegible.</summary>
        public static float Bell(ref CounterRandom random) => 2f * (random.NextSingle() + random.NextSingle() + random.NextSingle()) - 3f;

        private static float Between(float low, float high, ref CounterRandom random) => low + (high - low) * random.NextSingle();

        /// <summary>Draws a Catmull-Rom spline (as cubic Hermite curves) through the points of a stroke; it breaks at corners.</summary>
        private void Trace(Stroke stroke, Pen pen)
        {
            int last = stroke.Points.Length - 1;
            for (int index = 0; index < last; index++)
            {
                Vector2 start = points[index], end = points[index + 1];
                Vector2 before = index == 0 || stroke.IsCorner[index] ? start : points[index - 1];
                Vector2 after = index + 1 == last || stroke.IsCorner[index + 1] ? end : points[index + 2];
                Vector2 startTangent = 0.5f * (end - before), endTangent = 0.5f * (after - start);
                Vector2 from = start;
                for (int piece = 1; piece <= PiecesPerSpan; piece++)
                {
                    float t = (float)piece / PiecesPerSpan, s = 1f - t;
                    Vector2 to = s * s * (1f + 2f * t) * start + t * t * (1f + 2f * s) * end + s * t * (s * startTangent - t * endTangent);
                    pen.Line(from, to, s * radii[index] + t * radii[index + 1]);
                    from = to;
                }
            }
        }

        /// <summary>Makes a short stray mark anywhere on the sheet.</summary>
        private static void Blot(ref CounterRandom random, Pen pen)
        {
            var start = new Vector2(Between(0f, Side, ref random), Between(0f, Side, ref random));
            var direction = new Vector2(Bell(ref random), Bell(ref random));
            pen.Line(start, start + 4f * direction, Between(0.4f, 0.8f, ref random));
        }
    }
}
