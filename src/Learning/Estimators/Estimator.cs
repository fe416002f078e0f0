using System.IO;

namespace NNGen.Learning;

/// <summary>
/// A network together with the preparation of its data, both learnt by <see cref="Fit"/> from the training data alone, and saved as one
/// file. Predicting is thread-safe; fitting is not.
/// </summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public abstract class Estimator<TNetwork> : IEstimator
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private FittedFeatures? features;
    private TNetwork? network;

    private protected Estimator(IReadOnlyList<string> targets, EstimatorOptions? options)
    {
        foreach (string target in targets) ArgumentException.ThrowIfNullOrEmpty(target, nameof(targets));
        Targets = targets;
        Options = options ?? new EstimatorOptions();
    }

    /// <summary>The columns that are predicted.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>The settings.</summary>
    public EstimatorOptions Options { get; }

    /// <summary>Whether there is something to predict with.</summary>
    public bool IsFitted => network is not null;

    /// <summary>The trained network.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    public TNetwork Network => network ?? throw NotFitted();

    /// <summary>How tables become the network's inputs.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    public FittedFeatures FittedFeatures => features ?? throw NotFitted();

    private protected static NetworkDescription Description => TNetwork.Description;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A column is missing, a value is of no use, or features and classes do not fit the network; the message names row and column.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public TrainingHistory Fit(Table training)
    {
        ArgumentNullException.ThrowIfNull(training);
        bool continues = Options.WarmStart && IsFitted;
        Features plan = Options.Features ?? Features.Automatic(training, except: [.. Targets]);
        FittedFeatures fitted = continues ? features! : plan.Fit(training);
        RequireInputs(fitted);
        object targets = continues ? Preparation! : FitTargets(training);
        Dataset data = Encode(training, InputsOf(training, fitted), targets);
        TNetwork trained = continues ? network!.Clone() : NewNetwork(Options.Seed);
        TrainingHistory history = trained.Fit(data, Options.Fit);
        (features, network, Preparation) = (fitted, trained, targets);
        return history;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    public abstract double Score(Table test);

    /// <summary>The samples as the network sees them, with labels or targets: for measuring, drawing and training by hand.</summary>
    /// <param name="table">The rows, with their target.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is of no use; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    public Dataset Prepare(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Encode(table, InputsOf(table, FittedFeatures), Preparation!);
    }

    /// <summary>
    /// Saves preparation and network as one file: a zip archive of <c>pipeline.json</c>, <c>network.safetensors</c> and their
    /// checksums. It is written beside its place and then moved there.
    /// </summary>
    /// <param name="path">The file; it is replaced when it exists.</param>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var weights = new MemoryStream();
        Network.Save(weights);
        PipelineFile.Write(path, Describe(), weights.ToArray());
    }

    /// <summary>What was learnt about the targets.</summary>
    private protected object? Preparation { get; private set; }

    /// <summary>Learns how targets are encoded, and checks that the network can have them.</summary>
    private protected abstract object FitTargets(Table training);

    private protected abstract Dataset Encode(Table table, float[] inputs, object targets);

    private protected abstract PipelineContent Describe();

    private protected abstract object TargetsOf(PipelineContent content);

    /// <summary>The network's outputs, row-major [rows, outputs].</summary>
    private protected float[] Outputs(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Network.Predict(InputsOf(table, FittedFeatures));
    }

    private protected void LoadFrom(string path, PipelineContent content, byte[] weights)
    {
        var fitted = new FittedFeatures(content.Features);
        object targets = TargetsOf(content);
        TNetwork loaded = NewNetwork(seed: 0);
        try
        {
            RequireInputs(fitted);
            loaded.Load(new MemoryStream(weights));
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }

        (features, network, Preparation) = (fitted, loaded, targets);
    }

    private static TNetwork NewNetwork(int seed)
    {
        var parameters = new ParameterBuffer(TNetwork.Description);
        parameters.Initialize(seed);
        return TNetwork.Create(parameters);
    }

    private static float[] InputsOf(Table table, FittedFeatures features) => features.Apply(table, Description.InputLength);

    private void RequireInputs(FittedFeatures fitted)
    {
        int inputs = Description.InputLength;
        if (fitted.Length == inputs || (Options.AllowPadding && fitted.Length < inputs)) return;
        throw new ArgumentException(
            $"{Description.Name} has {inputs} inputs, but the features of {fitted.Columns.Count} columns are {fitted.Length} numbers" +
            $"{fitted.LongColumns}. Declare [Input({fitted.Length})], or choose other features{(fitted.Length < inputs ? ", or set AllowPadding" : string.Empty)}.");
    }

    private InvalidOperationException NotFitted() =>
        new($"Expected something learnt, found nothing: call {nameof(Fit)} first, or load a file.");
}
