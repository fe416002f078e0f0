using System;
using System.Numerics;

namespace Digits;

internal static partial class DrawnDigits
{
    /// <summary>Draws thick, soft lines on a sheet of 28 × 28 pixels. The coordinates (column, row) are a pixel's centre.</summary>
    private sealed class Pen
    {
        private readonly float[] sheet = new float[PixelCount];

        /// <summary>The width of the edge over which a line fades out, in pixels.</summary>
        public float Softness { get; set; } = 1f;

        /// <summary>The darkness of the middle of a line, in (0, 1].</summary>
        public float Ink { get; set; } = 1f;

        /// <summary>Takes a blank sheet.</summary>
        public void TakeSheet() => Array.Clear(sheet);

        /// <summary>Draws a straight line with round ends. Where lines cross, the darker one counts, so a curve shows no joints.</summary>
        /// <param name="start">One end.</param>
        /// <param name="end">The other end.</param>
        /// <param name="radius">Half of the line's width, to the middle of its soft edge, in pixels.</param>
        public void Line(Vector2 start, Vector2 end, float radius)
        {
            Vector2 direction = end - start;
            float lengthSquared = direction.X * direction.X + direction.Y * direction.Y;
            float inverseLengthSquared = lengthSquared > 0f ? 1f / lengthSquared : 0f;
            float reach = radius + 0.5f * Softness;
            float inverseSoftness = 1f / Softness;

            // Only the line's bounding box is visited: about 40 pixels of 784.
            (int top, int bottom) = Pixels(Math.Min(start.Y, end.Y) - reach, Math.Max(start.Y, end.Y) + reach);
            (int left, int right) = Pixels(Math.Min(start.X, end.X) - reach, Math.Max(start.X, end.X) + reach);
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    float x = column - start.X, y = row - start.Y;
                    float along = Math.Clamp((x * direction.X + y * direction.Y) * inverseLengthSquared, 0f, 1f);
                    x -= along * direction.X;
                    y -= along * direction.Y;
                    float distanceSquared = x * x + y * y;
                    if (distanceSquared >= reach * reach) continue;

                    float cover = Math.Min(1f, (reach - MathF.Sqrt(distanceSquared)) * inverseSoftness);
                    float smoothCover = cover * cover * (3f - 2f * cover);
                    ref float pixel = ref sheet[row * Side + column];
                    pixel = Math.Max(pixel, Ink * smoothCover);
                }
            }
        }

        /// <summary>Scans the sheet: grey values in steps of 1/255.</summary>
        /// <param name="image">Receives 28 · 28 pixels, row by row.</param>
        public void CopyTo(Span<float> image)
        {
            for (int index = 0; index < sheet.Length; index++) image[index] = (int)(sheet[index] * 255f + 0.5f) / 255f;
        }

        /// <summary>The pixels whose centres lie between two coordinates, cut at the edges of the sheet.</summary>
        private static (int First, int End) Pixels(float low, float high) =>
            ((int)Math.Clamp(MathF.Ceiling(low), 0f, Side), (int)Math.Clamp(MathF.Floor(high) + 1f, 0f, Side));
    }
}
