using System.IO;

namespace NNGen.Learning;

/// <summary>
/// Predicts numbers for the rows of tables: learns features and the targets' scale, trains the network, predicts in the targets' own units,
/// and is saved as one file.
/// </summary>
/// <typeparam name="TNetwork">The network's class: one output for each target, usually without an activation.</typeparam>
public sealed class Regressor<TNetwork> : Estimator<TNetwork>
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    /// <summary>A regressor of one target.</summary>
    /// <param name="target">The column to predict.</param>
    /// <param name="options">Features and training; the defaults when none are given.</param>
    public Regressor(string target, EstimatorOptions? options = null)
        : this([target], options)
    {
    }

    /// <summary>A regressor of several targets.</summary>
    /// <param name="targets">The columns to predict, in the order of the network's outputs.</param>
    /// <param name="options">Features and training; the defaults when none are given.</param>
    /// <exception cref="ArgumentException">There are more or fewer targets than outputs.</exception>
    public Regressor(IReadOnlyList<string> targets, EstimatorOptions? options = null)
        : base(targets, options)
    {
        if (targets.Count == Description.OutputLength) return;
        throw new ArgumentException(
            $"Expected {Description.OutputLength} targets, as {Description.Name} has outputs, found {targets.Count}.", nameof(targets));
    }

    /// <summary>
    /// How the targets are scaled for the network. Predictions are scaled back. Default: to mean 0 and deviation 1, since networks learn
    /// large numbers slowly; scikit-learn does not do so. Null: not at all.
    /// </summary>
    public Scaler? TargetScaler { get; init; } = new StandardScaler { Constant = ConstantColumns.Keep };

    private FittedScaling[] Scalings
    {
        get
        {
            _ = Network;
            return (FittedScaling[])Preparation!;
        }
    }

    /// <summary>Loads what <c>Save</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings for further training. Those of the preparation are in the file.</param>
    /// <returns>The regressor.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or not of such a regressor.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Regressor<TNetwork> Load(string path, EstimatorOptions? options = null)
    {
        (PipelineContent content, byte[] weights) = PipelineFile.Read(path, PipelineContent.RegressorKind, Description);
        var regressor = new Regressor<TNetwork>(content.Targets, options ?? new EstimatorOptions { AllowPadding = true });
        regressor.LoadFrom(path, content, weights);
        return regressor;
    }

    /// <summary>The predicted numbers of each row.</summary>
    /// <param name="table">The rows; the targets may be missing.</param>
    /// <returns>Row-major [rows, targets].</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><c>Fit</c> was not called yet.</exception>
    public float[] Predict(Table table)
    {
        float[] outputs = Outputs(table);
        FittedScaling[] scalings = Scalings;
        for (int i = 0; i < outputs.Length; i++) outputs[i] = (float)scalings[i % scalings.Length].Invert(outputs[i]);
        return outputs;
    }

    /// <summary>R²: 1 is perfect, 0 no better than the mean. Of several targets it is their mean.</summary>
    /// <param name="test">The rows, with their targets.</param>
    /// <returns>R², at most 1.</returns>
    /// <inheritdoc/>
    public override double Score(Table test) => Evaluate(test).R2;

    /// <summary>How far the predictions are from the targets, in the targets' units.</summary>
    /// <param name="test">The rows, with their targets.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><c>Fit</c> was not called yet.</exception>
    public RegressionScores Evaluate(Table test)
    {
        float[] predictions = Predict(test);
        return RegressionScores.Of(Truth(test), predictions, Targets.Count);
    }

    /// <summary>The true numbers of each row, in their own units.</summary>
    /// <param name="table">The rows, with their targets.</param>
    /// <returns>Row-major [rows, targets].</returns>
    /// <exception cref="ArgumentException">A target is missing or no number; the message names row and column.</exception>
    public float[] Truth(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TargetsOf(table, scalings: null);
    }

    private protected override object FitTargets(Table training)
    {
        var scalings = new FittedScaling[Targets.Count];
        for (int i = 0; i < scalings.Length; i++)
        {
            scalings[i] = TargetScaler is null
                ? new FittedScaling(0, 1, 0)
                : (FittedScaling)TargetScaler.Fit(training[Targets[i]]);
        }

        return scalings;
    }

    private protected override Dataset Encode(Table table, float[] inputs, object targets) => Dataset.FromTargets(
        inputs, Description.InputLength, TargetsOf(table, (FittedScaling[])targets), Targets.Count);

    private protected override PipelineContent Describe() => new()
    {
        Kind = PipelineContent.RegressorKind,
        Network = Description.Name,
        Targets = [.. Targets],
        Features = [.. FittedFeatures.Columns],
        TargetScalings = Scalings,
    };

    private protected override object TargetsOf(PipelineContent content) => content.TargetScalings!;

    private float[] TargetsOf(Table table, FittedScaling[]? scalings)
    {
        var fitted = new FittedColumn[Targets.Count];
        for (int i = 0; i < fitted.Length; i++) fitted[i] = new FittedColumn(Targets[i], scalings is null ? [] : [[scalings[i]]], 1);
        return new FittedFeatures(fitted).Apply(table);
    }
}
