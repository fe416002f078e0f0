using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NNGen.Learning.Tests.Estimators;

public sealed class EstimatorTests : IDisposable
{
    private static readonly EstimatorOptions Quick = new() { Fit = new FitOptions { Epochs = 150, Optimizer = new Adam(0.01f) }, Seed = 1 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classifier_Moons_LearnsAndReports()
    {
        (Table train, Table test) = Moons().Split(seed: 1, stratifyBy: "moon");
        var classifier = new Classifier<Planar>("moon", Quick);
        TrainingHistory history = classifier.Fit(train);
        Assert.Equal(150, history.Epochs.Count);
        Assert.Equal(["lower", "upper"], classifier.Classes);
        Assert.InRange(classifier.Score(test), 0.93, 1);
        ConfusionMatrix matrix = classifier.Evaluate(test);
        Assert.Equal(classifier.Score(test), matrix.Accuracy);
        Assert.Contains("upper", matrix.Report(classifier.Classes), StringComparison.Ordinal);
        Assert.Equal(classifier.PredictClasses(test).Select(c => classifier.Classes[c]), classifier.Predict(test));
        float[] probabilities = classifier.PredictProbabilities(test);
        Assert.Equal(test.Count * 2, probabilities.Length);
        Assert.All(Enumerable.Range(0, test.Count), row => Assert.Equal(1, probabilities[2 * row] + probabilities[(2 * row) + 1], 1e-5));
    }

    [Fact]
    public void Classifier_OneOutput_GivesBothProbabilities()
    {
        var classifier = new Classifier<PlanarSigmoid>("moon", Quick);
        classifier.Fit(Moons());
        Assert.InRange(classifier.Score(Moons()), 0.9, 1);
        float[] probabilities = classifier.PredictProbabilities(Moons());
        float[] outputs = classifier.Network.Predict(classifier.Prepare(Moons()));
        Assert.Equal(outputs, probabilities.Where((_, i) => i % 2 == 1));
    }

    /// <summary>Whatever the outputs are, the probabilities sum to 1, agree with the classes, and are sure of what they get right.</summary>
    [Fact]
    public void PredictProbabilities_LogitsAndLogarithms_BecomeProbabilities()
    {
        RequireProbabilities<PlanarLogit>();
        RequireProbabilities<PlanarLogits>();
        RequireProbabilities<PlanarLogarithms>();

        static void RequireProbabilities<TNetwork>()
            where TNetwork : class, ITrainableNetwork<TNetwork>
        {
            var classifier = new Classifier<TNetwork>("moon", Quick);
            classifier.Fit(Moons());
            float[] probabilities = classifier.PredictProbabilities(Moons());
            int[] classes = classifier.PredictClasses(Moons());
            Assert.All(classes, (c, row) => Assert.True(probabilities[(2 * row) + c] >= 0.5f));
            Assert.All(classes, (_, row) => Assert.Equal(1, probabilities[2 * row] + probabilities[(2 * row) + 1], 1e-5));
            Assert.InRange(ProbabilityMetrics.LogLoss(classifier.Labels(Moons()), probabilities), 0, 0.3);
        }
    }

    [Fact]
    public void PredictProbabilities_Margins_AreRefused_ClassesAreNot()
    {
        var classifier = new Classifier<PlanarMargin>("moon", Quick);
        classifier.Fit(Moons());
        Assert.InRange(classifier.Score(Moons()), 0.9, 1);
        Assert.Contains("margins", Assert.Throws<InvalidOperationException>(() => classifier.PredictProbabilities(Moons())).Message);
    }

    [Fact]
    public void Classifier_Padding_LeavesOutWhatDoesNotExist()
    {
        var classifier = new Classifier<Roomy>("moon", new EstimatorOptions { Fit = Quick.Fit, AllowPadding = true });
        classifier.Fit(Moons());
        Assert.InRange(classifier.Score(Moons()), 0.9, 1);
        float[] probabilities = classifier.PredictProbabilities(Moons());
        Assert.Equal(Moons().Count * 2, probabilities.Length);
        Assert.Equal(1, probabilities[0] + probabilities[1], 1e-6);
    }

    [Fact]
    public void Fit_WrongSizes_SayWhatToDeclare()
    {
        string inputs = Message(() => new Classifier<Roomy>("moon").Fit(Moons()));
        Assert.Contains(
            "Roomy has 8 inputs, but the features of 2 columns are 2 numbers. Declare [Input(2)]", inputs, StringComparison.Ordinal);
        Table three = Table.FromDataset(TextbookSets.Blobs(30, centers: 3), "c");
        string classes = Message(() => new Classifier<Planar>("c").Fit(three));
        Assert.Contains("column 'c': expected 2 classes, as Planar tells apart, found 3: '0', '1', '2'", classes, StringComparison.Ordinal);
        var one = new Table(new NumberColumn("a", [1, 2]), new NumberColumn("b", [1, 2]), new TextColumn("c", ["x", "x"]));
        Assert.Contains(
            "expected at least 2 classes, found only 'x'", Message(() => new Classifier<Planar>("c").Fit(one)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("targets", () => new Regressor<Curve>(["a", "b"]));
    }

    [Fact]
    public void Fit_FailsLater_KeepsWhatWasLearnt()
    {
        var classifier = new Classifier<Planar>("moon", Quick);
        classifier.Fit(Moons());
        float[] before = classifier.PredictProbabilities(Moons());
        var broken = new Table(new NumberColumn("x0", [1, 2]), new NumberColumn("x1", [1, 2]), new TextColumn("moon", ["a", null]));
        Assert.Contains("Row 1, column 'moon'", Message(() => classifier.Fit(broken)), StringComparison.Ordinal);
        Assert.Equal(before, classifier.PredictProbabilities(Moons()));
    }

    [Fact]
    public void Predict_BeforeFit_SaysSo()
    {
        var classifier = new Classifier<Planar>("moon");
        Assert.False(classifier.IsFitted);
        Assert.Throws<InvalidOperationException>(() => classifier.Predict(Moons()));
        Assert.Throws<InvalidOperationException>(() => classifier.Save(folder.File("x")));
    }

    [Fact]
    public void Score_UnknownClass_NamesRowAndColumn()
    {
        var classifier = new Classifier<Planar>("moon", Quick);
        classifier.Fit(Moons());
        var other = new Table(new NumberColumn("x0", [1]), new NumberColumn("x1", [1]), new TextColumn("moon", ["side"]));
        string message = Message(() => classifier.Score(other));
        Assert.Contains("Row 0, column 'moon': expected one of 'lower', 'upper', found 'side'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WarmStart_GoesOn()
    {
        var cold = new Classifier<Planar>("moon", Quick);
        var warm = new Classifier<Planar>("moon", new EstimatorOptions { Fit = Quick.Fit, Seed = 1, WarmStart = true });
        cold.Fit(Moons());
        warm.Fit(Moons());
        Assert.Equal(cold.PredictProbabilities(Moons()), warm.PredictProbabilities(Moons()));
        double first = warm.Fit(Moons()).Epochs[0].Loss;
        Assert.True(first < 0.5 * cold.Fit(Moons()).Epochs[0].Loss, $"{first}");
    }

    [Fact]
    public void Regressor_Curve_PredictsInTheTargetsUnits()
    {
        Table table = Table.FromDataset(TextbookSets.Function(400, x => 5000 + (1000 * x * x), from: -2, to: 2, noise: 50), "y");
        (Table train, Table test) = table.Split();
        var regressor = new Regressor<Curve>("y", Quick);
        regressor.Fit(train);
        Assert.InRange(regressor.Score(test), 0.97, 1);
        Assert.InRange(regressor.Evaluate(test).MeanAbsoluteError, 20, 150);
        Assert.All(regressor.Predict(test), y => Assert.InRange(y, 4500, 9500));
    }

    [Fact]
    public void Regressor_TwoTargets_PredictsBoth()
    {
        Dataset one = TextbookSets.Function(300, x => x, noise: 0);
        float[] targets = [.. one.Inputs.ToArray().SelectMany(x => new[] { x * x, 100 * x })];
        Table table = Table.FromDataset(Dataset.FromTargets(one.Inputs.ToArray(), 1, targets, 2), "y");
        var regressor = new Regressor<TwoCurves>(["y0", "y1"], Quick);
        regressor.Fit(table);
        Assert.InRange(regressor.Score(table), 0.95, 1);
        Assert.Equal(2 * table.Count, regressor.Predict(table).Length);
    }

    [Fact]
    public void SaveAndLoad_Classifier_PredictsTheSameBits()
    {
        var classifier = new Classifier<Roomy>("moon", new EstimatorOptions { Fit = Quick.Fit, AllowPadding = true, Features = Mixed() });
        Table table = WithText(Moons());
        classifier.Fit(table);
        classifier.Save(folder.File("moons.zip"));
        byte[] first = File.ReadAllBytes(folder.File("moons.zip"));
        Classifier<Roomy> loaded = Classifier<Roomy>.Load(folder.File("moons.zip"));
        Assert.Equal(classifier.PredictProbabilities(table), loaded.PredictProbabilities(table));
        Assert.Equal(classifier.Classes, loaded.Classes);
        loaded.Save(folder.File("again.zip"));
        Assert.Equal(first, File.ReadAllBytes(folder.File("again.zip")));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void SaveAndLoad_Regressor_PredictsTheSameBits()
    {
        Table table = Table.FromDataset(TextbookSets.Function(50, x => 1000 * x), "y");
        var regressor = new Regressor<Curve>("y", new EstimatorOptions { Fit = new FitOptions { Epochs = 2 } });
        regressor.Fit(table);
        regressor.Save(folder.File("curve.zip"));
        Assert.Equal(regressor.Predict(table), Regressor<Curve>.Load(folder.File("curve.zip")).Predict(table));
        var error = Assert.Throws<InvalidDataException>(() => Classifier<Planar>.Load(folder.File("curve.zip")));
        Assert.Contains("expected a classifier, found a regressor", error.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Regressor<TwoCurves>.Load(folder.File("curve.zip")));
    }

    [Fact]
    public void Load_FileOfAWiderNetwork_IsRefusedByName()
    {
        var classifier = new Classifier<Planar>("moon", new EstimatorOptions { Fit = new FitOptions { Epochs = 1 } });
        classifier.Fit(Moons());
        classifier.Save(folder.File("moons.zip"));
        var error = Assert.Throws<InvalidDataException>(() => Classifier<Narrow>.Load(folder.File("moons.zip")));
        Assert.Contains("moons.zip: Narrow has 1 inputs, but the features of 2 columns are 2 numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TextsWhereNumbersWereExpected_AreNamed()
    {
        string[] values = [.. Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"{i % 5}{(i == 7 ? "x" : string.Empty)}"))];
        var table = new Table(Moons()["x0"], new TextColumn("x1", values), Moons()["moon"]);
        Assert.Contains(
            "the features of 2 columns are 7 numbers, 6 of 'x1'. Declare [Input(7)]",
            Message(() => new Classifier<Planar>("moon").Fit(table)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DamagedFile_IsRefused()
    {
        var classifier = new Classifier<Planar>("moon", new EstimatorOptions { Fit = new FitOptions { Epochs = 1 } });
        classifier.Fit(Moons());
        string path = folder.File("moons.zip");
        classifier.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 7) Refused(whole[..length]);
        for (int place = 0; place < whole.Length; place += 3)
        {
            byte[] flipped = [.. whole];
            flipped[place] ^= 0x10;
            Flipped(flipped);
        }

        void Refused(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            Assert.Throws<InvalidDataException>(() => Classifier<Planar>.Load(path));
        }

        // Some bytes of a zip archive matter to nobody; then what is loaded is right.
        void Flipped(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            try
            {
                float[] expected = classifier.PredictProbabilities(Moons());
                Assert.Equal(expected, Classifier<Planar>.Load(path).PredictProbabilities(Moons()));
            }
            catch (Exception error) when (error is InvalidDataException or ArgumentException)
            {
            }
        }
    }

    [Fact]
    public void Load_ContentsOfAnotherKind_AreRefused()
    {
        string path = folder.File("x.zip");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using Stream stream = archive.CreateEntry("pipeline.json").Open();
            stream.Write("{\"kind\":\"classifier\",\"network\":\"x\",\"targets\":null,\"features\":[]}"u8);
        }

        var error = Assert.Throws<InvalidDataException>(() => Classifier<Planar>.Load(path));
        Assert.Contains("x.zip: expected a classifier around Planar", error.Message, StringComparison.Ordinal);
    }

    private static Features Mixed() =>
        new Features().Add("x0", new MeanImputer(), new StandardScaler()).Add("x1", new RobustScaler()).Add("side", new OneHotEncoder());

    private static Table Moons() => Named(Table.FromDataset(TextbookSets.Moons(300, seed: 2), "moon"));

    private static Table Named(Table table)
    {
        string[] names = [.. ((NumberColumn)table["moon"]).Values.ToArray().Select(c => c == 0 ? "upper" : "lower")];
        return new Table(table["x0"], table["x1"], new TextColumn("moon", names));
    }

    private static Table WithText(Table table)
    {
        string[] sides = [.. ((NumberColumn)table["x0"]).Values.ToArray().Select(x => x < 0 ? "left" : "right")];
        return new Table([.. table.Columns, new TextColumn("side", sides)]);
    }

    private static string Message(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
