using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>The iterations of L-BFGS, one for each epoch.</summary>
internal sealed class LbfgsSteps<TNetwork> : IEpochSteps
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    /// <summary>Samples that are processed at once even where batches are smaller: there is no reason for small pieces.</summary>
    private const int LeastPiece = 1024;

    private readonly Lbfgs settings;
    private readonly Dataset training;
    private readonly ParameterBuffer parameters;
    private readonly Trainer<TNetwork> trainer;
    private readonly int[] samples;
    private readonly LbfgsMemory memory;
    private readonly WolfeSearch search;
    private readonly float[] origin;
    private readonly float[] direction;
    private readonly float[] gradient;
    private readonly float[] newGradient;
    private double loss;
    private double lastStep;
    private int correct;
    private bool hasLoss;

    public LbfgsSteps(TNetwork network, Lbfgs settings, Dataset training, FitOptions options)
    {
        this.settings = settings;
        this.training = training;
        parameters = network.Parameters;
        int piece = Math.Min(Math.Max(options.BatchSize, LeastPiece), training.Count);
        trainer = new Trainer<TNetwork>(network, new Sgd(1), options.ForTrainer(piece, ((training.Count - 1) / piece) + 1));
        samples = new int[training.Count];
        for (int i = 0; i < samples.Length; i++) samples[i] = i;
        int length = parameters.Length;
        memory = new LbfgsMemory(settings.Memory, length);
        search = new WolfeSearch(Evaluate);
        origin = new float[length];
        direction = new float[length];
        gradient = new float[length];
        newGradient = new float[length];
    }

    public int PerEpoch => 1;

    public WorkerTeam? Team => trainer.Team;

    /// <summary>The length of the last step, in units of its direction.</summary>
    public float LearningRate => (float)lastStep;

    public bool HasConverged { get; private set; }

    public void BeginEpoch(int epoch)
    {
        if (hasLoss) return;
        loss = trainer.Objective(training, samples, gradient);
        correct = trainer.LastCorrect;
        hasLoss = true;
    }

    /// <summary>The loss is that after the iteration.</summary>
    public StepResult Run(int step, float rateFactor)
    {
        if (double.IsFinite(loss)) Iterate();
        return new StepResult((float)loss, correct, samples.Length);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(hasLoss);
        writer.Write(loss);
        writer.Write(lastStep);
        writer.Write(correct);
        writer.Write(HasConverged);
        writer.Write(MemoryMarshal.AsBytes<float>(gradient));
        memory.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        hasLoss = reader.ReadBoolean();
        loss = reader.ReadDouble();
        lastStep = reader.ReadDouble();
        correct = reader.ReadInt32();
        HasConverged = reader.ReadBoolean();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(gradient.AsSpan()));
        memory.Read(reader);
    }

    public void Dispose() => trainer.Dispose();

    private void Iterate()
    {
        parameters.AsReadOnlySpan().CopyTo(origin);
        memory.Direction(gradient, direction);
        double slope = WideSums.Dot(gradient, direction);
        if (!(slope < 0))
        {
            memory.Clear();
            memory.Direction(gradient, direction);
            slope = WideSums.Dot(gradient, direction);
        }

        // Before anything is known of the curvature, a step that no parameter could mind.
        double firstStep = memory.IsEmpty ? Math.Min(1, 1 / WideSums.Absolutes(gradient)) : 1;
        LinePoint found = slope < 0 ? search.Run(new LinePoint(0, loss, slope), firstStep) : default;
        lastStep = found.Step;
        if (found.Step == 0)
        {
            origin.CopyTo(parameters.AsSpan());
            HasConverged = true;
            return;
        }

        // The point that the search likes best need not be the last one that it looked at.
        Evaluate(found.Step);
        correct = trainer.LastCorrect;
        memory.Add(direction, (float)found.Step, newGradient, gradient);
        newGradient.CopyTo(gradient.AsSpan());
        double decrease = loss - found.Loss;
        loss = found.Loss;
        bool isAtRest = decrease <= settings.ChangeTolerance * Math.Max(Math.Abs(loss), 1);
        HasConverged = isAtRest || Largest(gradient) <= settings.GradientTolerance;
    }

    private LinePoint Evaluate(double step)
    {
        Span<float> moved = parameters.AsSpan();
        origin.CopyTo(moved);
        ElementwisePass.AddScaled(moved, direction, (float)step);
        double newLoss = trainer.Objective(training, samples, newGradient);
        return new LinePoint(step, newLoss, WideSums.Dot(newGradient, direction));
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
