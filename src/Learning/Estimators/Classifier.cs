using System.IO;

namespace NNGen.Learning;

/// <summary>
/// Classifies the rows of tables: learns features and classes, trains the network, predicts classes by name, and is saved as one file.
/// </summary>
/// <typeparam name="TNetwork">
/// The network's class: its outputs are probabilities or logits, one for each class, or a single one for two classes.
/// </typeparam>
/// <param name="target">The column of the classes, numbers or texts.</param>
/// <param name="options">Features and training; the defaults when none are given.</param>
public sealed class Classifier<TNetwork>(string target, EstimatorOptions? options = null) : Estimator<TNetwork>([target], options)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    /// <summary>The classes' names; the place of each is its number.</summary>
    /// <exception cref="InvalidOperationException"><c>Fit</c> was not called yet.</exception>
    public IReadOnlyList<string> Classes => Encoder.Classes;

    private LabelEncoder Encoder
    {
        get
        {
            _ = Network;
            return (LabelEncoder)Preparation!;
        }
    }

    /// <summary>Loads what <c>Save</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings for further training. Those of the preparation are in the file.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or not of such a classifier.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Classifier<TNetwork> Load(string path, EstimatorOptions? options = null)
    {
        (PipelineContent content, byte[] weights) = PipelineFile.Read(path, PipelineContent.ClassifierKind, Description);
        var classifier = new Classifier<TNetwork>(content.Targets[0], options ?? new EstimatorOptions { AllowPadding = true });
        classifier.LoadFrom(path, content, weights);
        return classifier;
    }

    /// <summary>The class of each row.</summary>
    /// <param name="table">The rows; the target may be missing.</param>
    /// <returns>One name for each row.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><c>Fit</c> was not called yet.</exception>
    public string[] Predict(Table table) => Encoder.Decode(PredictClasses(table));

    /// <summary>The number of each row's class: the place of its name in <see cref="Classes"/>.</summary>
    /// <inheritdoc cref="Predict"/>
    public int[] PredictClasses(Table table)
    {
        ReadOnlySpan<float> outputs = Outputs(table);
        int length = Description.OutputLength;
        var classes = new int[table.Count];
        for (int row = 0; row < classes.Length; row++)
        {
            ReadOnlySpan<float> ofRow = outputs.Slice(row * length, length);
            classes[row] = length == 1 ? (ofRow[0] >= Description.DecisionThreshold ? 1 : 0) : Greatest(ofRow[..Classes.Count]);
        }

        return classes;
    }

    /// <summary>The probability of each class for each row.</summary>
    /// <param name="table">The rows; the target may be missing.</param>
    /// <returns>Row-major [rows, classes].</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException">
    /// <c>Fit</c> was not called yet, or the network's outputs are the margins of a hinge loss.
    /// </exception>
    public float[] PredictProbabilities(Table table) => ClassProbabilities.Of(Outputs(table), Description, Classes.Count);

    /// <summary>The part of the rows that is classified rightly.</summary>
    /// <param name="test">The rows, with their target.</param>
    /// <returns>The accuracy, from 0 to 1.</returns>
    /// <inheritdoc/>
    public override double Score(Table test) => Evaluate(test).Accuracy;

    /// <summary>What was taken for what.</summary>
    /// <param name="test">The rows, with their target.</param>
    /// <returns>The confusion matrix, from which every other figure follows; its report takes <see cref="Classes"/> as names.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><c>Fit</c> was not called yet.</exception>
    public ConfusionMatrix Evaluate(Table test) => new(Labels(test), PredictClasses(test), Classes.Count);

    /// <summary>The number of each row's true class.</summary>
    /// <param name="table">The rows, with their target.</param>
    /// <returns>One class for each row.</returns>
    /// <exception cref="ArgumentException">A class is missing or unknown; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><c>Fit</c> was not called yet.</exception>
    public int[] Labels(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Encoder.Encode(table[Targets[0]]);
    }

    private static int Greatest(ReadOnlySpan<float> row)
    {
        int greatest = 0;
        for (int c = 1; c < row.Length; c++)
        {
            if (row[c] > row[greatest]) greatest = c;
        }

        return greatest;
    }

    private protected override object FitTargets(Table training)
    {
        Column column = training[Targets[0]];
        LabelEncoder encoder = LabelEncoder.Fit(column);
        int outputs = Math.Max(Description.OutputLength, 2);
        int classes = encoder.Classes.Count;
        if (classes < 2) throw column.Wrong("at least 2 classes", $"only {CellText.Quoted(encoder.Classes[0])}");
        if (classes == outputs || (Options.AllowPadding && classes < outputs)) return encoder;
        throw column.Wrong(
            $"{outputs} classes, as {Description.Name} tells apart", $"{classes}: {LabelEncoder.ListOf(encoder.Classes)}");
    }

    private protected override Dataset Encode(Table table, float[] inputs, object targets)
    {
        int[] labels = ((LabelEncoder)targets).Encode(table[Targets[0]]);
        return Dataset.FromLabels(inputs, Description.InputLength, labels, Math.Max(Description.OutputLength, 2));
    }

    private protected override PipelineContent Describe() => new()
    {
        Kind = PipelineContent.ClassifierKind,
        Network = Description.Name,
        Targets = [.. Targets],
        Features = [.. FittedFeatures.Columns],
        Classes = [.. Classes],
    };

    private protected override object TargetsOf(PipelineContent content) => new LabelEncoder(content.Classes!);
}
