using System;
using System.IO;
using System.Linq;
using NNGen;
using NNGen.Learning;
using Perceptron;

// The first learning rules: Rosenblatt's perceptron, Widrow and Hoff's Adaline, and the problem that neither of them solves.
const int Points = 10_000;
const float Margin = 0.05f;

if (args is not ([] or ["--out", _]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Perceptron [-- --out DIR]   (default: perceptron)");
    return 1;
}

try
{
    string folder = Directory.CreateDirectory(args is ["--out", var path] ? path : "perceptron").FullName;
    void Save(string name, Picture picture) => picture.Save(Path.Combine(folder, $"{name}.svg"));

    Dataset clouds = Clouds.Draw(Points, Margin, seed: 1);
    Neuron perceptron = new(), adaline = new();
    PerceptronResult mistakes = new PerceptronRule().Fit(perceptron, clouds);
    Console.WriteLine($"perceptron on {Points:N0} separable points: {mistakes}");
    AdalineResult errors = new Adaline { LearningRate = 0.001f, Epochs = 30 }.Fit(adaline, clouds);
    Console.WriteLine($"Adaline on the same points: {errors} {Wrong(adaline, clouds)} points are wrong.");
    Save("clouds-perceptron", Picture.DecisionBoundary(Certainty(perceptron), clouds, "The perceptron parts two clouds"));
    Save("clouds-adaline", Picture.DecisionBoundary(Certainty(adaline), clouds, "Adaline on the same clouds"));
    Save("clouds-mistakes", Picture.Lines("Mistakes of the perceptron", "epoch", "mistakes", [Line("mistakes", mistakes)]));
    Save("clouds-error", Picture.Lines("Error of Adaline", "epoch", "mean squared error", [LineSeries.Of("error", errors.Losses)]));

    Dataset xor = TextbookSets.Xor(400, seed: 1);
    Neuron neuron = new();
    PerceptronResult endless = new PerceptronRule { Epochs = 100 }.Fit(neuron, xor);
    Console.WriteLine($"perceptron on XOR: {endless} No line parts these classes.");
    var network = new TwoLayers(seed: 1);
    network.Fit(xor, new FitOptions { Epochs = 200, Optimizer = new Adam(0.02f) });
    Console.WriteLine($"two layers on XOR: {100 * network.Evaluate(xor).Accuracy:F1} % are right");
    Save("xor-perceptron", Picture.DecisionBoundary(Certainty(neuron), xor, "One neuron on XOR"));
    Save("xor-mistakes", Picture.Lines("Mistakes of the perceptron on XOR", "epoch", "mistakes", [Line("mistakes", endless)]));
    Save("xor-two-layers", Picture.DecisionBoundary(network, xor, "Two layers on XOR"));
    Console.WriteLine($"pictures in {folder}");

    // Rosenblatt's theorem: on separable data the rule converges. If it did not, something is wrong with the rule or with the data.
    return mistakes.HasConverged && Wrong(perceptron, clouds) == 0 && !endless.HasConverged ? 0 : 1;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or TrainingDivergedException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

static int Wrong(Neuron neuron, Dataset data) =>
    neuron.PredictClasses(data).Zip(data.Labels.ToArray(), (found, label) => found == label ? 0 : 1).Sum();

static LineSeries Line(string name, PerceptronResult result) => LineSeries.Of(name, [.. result.Mistakes.Select(count => (double)count)]);

// The step hides how far a point is from the line. For the picture it is made smooth, which moves no boundary: σ(z) ≥ ½ where z ≥ 0.
static Func<float[], float[]> Certainty(Neuron neuron)
{
    ParameterView kernel = neuron.Parameters["dense_1.kernel"], bias = neuron.Parameters["dense_1.bias"];
    float length = MathF.Sqrt((kernel[0, 0] * kernel[0, 0]) + (kernel[1, 0] * kernel[1, 0]));
    return inputs => [.. inputs.Chunk(2).Select(point =>
        1 / (1 + MathF.Exp(-2 * ((point[0] * kernel[0, 0]) + (point[1] * kernel[1, 0]) + bias[0]) / length)))];
}
