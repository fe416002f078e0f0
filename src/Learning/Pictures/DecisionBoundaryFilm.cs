using System.Globalization;
using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <summary>
/// How a decision boundary comes about: takes a frame whenever it is told to, such as at the end of some epochs, and shows them side by
/// side or one after the other.
/// </summary>
public sealed class DecisionBoundaryFilm
{
    private const int FrameWidth = 300;
    private const int FrameHeight = 260;

    private readonly DecisionField field;
    private readonly List<(string Caption, DecisionRegions Regions)> frames = [];

    /// <summary>A film without frames.</summary>
    /// <param name="data">Samples of two inputs with labels. Of more than 2,000, evenly chosen ones are drawn.</param>
    /// <param name="title">Stands above the pictures.</param>
    /// <exception cref="ArgumentException">The data has not two inputs, or no labels.</exception>
    public DecisionBoundaryFilm(Dataset data, string title = "Decision boundary")
    {
        ArgumentNullException.ThrowIfNull(title);
        field = new DecisionField(data, nameof(data));
        Title = title;
    }

    /// <summary>What stands above the pictures.</summary>
    public string Title { get; }

    /// <summary>The frames so far.</summary>
    public int Count => frames.Count;

    /// <summary>Takes a frame: what the network predicts now. It may be trained on afterwards.</summary>
    /// <typeparam name="TNetwork">The network's class, of two inputs.</typeparam>
    /// <param name="network">The network: an output for each class, or one that is the probability of class 1.</param>
    /// <param name="caption">What the frame is called, as in <c>epoch 10</c>.</param>
    /// <exception cref="ArgumentException">The network has not two inputs, or too few outputs.</exception>
    public void Add<TNetwork>(TNetwork network, string caption)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Add(inputs => network.Predict(inputs), caption);
    }

    /// <summary>Takes a frame of whatever predicts.</summary>
    /// <param name="predict">
    /// Gives the outputs of row-major [count, 2] inputs: row-major [count, classes], or one number for each sample, the probability of
    /// class 1.
    /// </param>
    /// <param name="caption">What the frame is called.</param>
    /// <exception cref="ArgumentException">There are too few outputs.</exception>
    public void Add(Func<float[], float[]> predict, string caption)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(caption);
        frames.Add((caption, new DecisionRegions(field, predict)));
    }

    /// <summary>All frames in one picture, row by row.</summary>
    /// <param name="columns">The frames of a row, from 1 to 4.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="InvalidOperationException">There is no frame.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 or more than 4 columns.</exception>
    public Picture ToSeries(int columns = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, 4);
        RequireFrames();
        columns = Math.Min(columns, frames.Count);
        int rows = ((frames.Count - 1) / columns) + 1;
        var canvas = new Canvas(Title, 70 + (rows * FrameHeight), width: Math.Max(Canvas.UsualWidth, columns * FrameWidth));
        Picture.DescribeClasses(canvas, field);
        for (int index = 0; index < frames.Count; index++)
        {
            Box area = canvas.Body.Cell(index % columns, columns, index / columns, rows, gap: 8);
            Plot plot = Picture.DrawPlane(canvas, area, field, frames[index].Caption);
            frames[index].Regions.Draw(canvas.Svg, plot);
            Picture.DrawSamples(canvas.Svg, plot, field, 3);
        }

        return canvas.ToPicture($"The regions that a network assigns to {field.Classes} classes, at {frames.Count} times.");
    }

    /// <summary>
    /// All frames one after the other, again and again; the last one stays a little longer. Programs that do not animate, and readers who
    /// want less motion, see the last frame.
    /// </summary>
    /// <param name="frameSeconds">How long a frame stays, more than 0 seconds.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="InvalidOperationException">There is no frame.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive and finite.</exception>
    public Picture ToAnimation(double frameSeconds = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameSeconds);
        if (!double.IsFinite(frameSeconds))
        {
            throw new ArgumentOutOfRangeException(nameof(frameSeconds), frameSeconds, "A frame stays for a finite time.");
        }
        RequireFrames();
        var canvas = new Canvas(Title, 500);
        Picture.DescribeClasses(canvas, field);
        Plot plot = Picture.DrawPlane(canvas, canvas.Body, field, heading: " ");
        for (int index = 0; index < frames.Count; index++)
        {
            using (canvas.Svg.OpenGroup(
                ("class", index == frames.Count - 1 ? "frame frame-last" : "frame"),
                ("style", $"animation-delay: {Seconds(index * frameSeconds)}")))
            {
                frames[index].Regions.Draw(canvas.Svg, plot);
                canvas.Svg.Text(
                    new Point(plot.Box.X, plot.Box.Y - 11), frames[index].Caption, Canvas.FontSize + 1, Color.Ink, isBold: true);
            }
        }

        Picture.DrawSamples(canvas.Svg, plot, field, 5);
        return canvas.ToPicture(
            $"The regions that a network assigns to {field.Classes} classes, at {frames.Count} times.", Style(frameSeconds));
    }

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###}s");

    /// <summary>
    /// Every frame is seen for its share of a round, which begins when its delay is over; without animation only the last one is.
    /// </summary>
    private string Style(double frameSeconds)
    {
        const int Rest = 3;
        double round = (frames.Count + Rest) * frameSeconds;
        string One(string name, int count) => string.Create(
            CultureInfo.InvariantCulture,
            $"    @keyframes {name} {{ 0% {{ opacity: 1 }} {100.0 * count / (frames.Count + Rest):0.###}%, 100% {{ opacity: 0 }} }}\n");
        return "    .frame { opacity: 0 } .frame-last { opacity: 1 }\n"
            + One("frame", 1)
            + One("last", 1 + Rest)
            + "    @media (prefers-reduced-motion: no-preference) {\n"
            + $"      .frame {{ animation: frame {Seconds(round)} step-end infinite }}\n"
            + "      .frame-last { opacity: 0; animation-name: last }\n"
            + "    }\n";
    }

    private void RequireFrames()
    {
        if (frames.Count == 0) throw new InvalidOperationException("A film has at least one frame, but none was added.");
    }
}
