using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NNGen.Tests.Golden;

/// <summary>A training run that PyTorch recorded in float64: the parameters before and after it, and what happened on the way.</summary>
internal sealed class GoldenRun
{
    private readonly JsonElement root;

    private GoldenRun(JsonElement root) => this.root = root;

    public int BatchSize => root.GetProperty("batch").GetInt32();

    public int Epochs => root.GetProperty("epochs").GetInt32();

    /// <summary>The loss of every step, before its update.</summary>
    public double[] Losses => Numbers(Trace.GetProperty("loss"));

    public double TestLoss => Trace.GetProperty("test_loss").GetDouble();

    public double TestAccuracy => Trace.GetProperty("test_acc").GetDouble();

    private JsonElement Trace => root.GetProperty("trace");

    public static GoldenRun Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return new GoldenRun(document.RootElement.Clone());
    }

    /// <summary>One number of PyTorch's description of the optimiser, such as <c>lr</c>.</summary>
    public float OptimizerSetting(string name)
    {
        string[] words = root.GetProperty("optimizer").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return float.Parse(words[Array.IndexOf(words, name + ":") + 1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Sets a network's parameters to those before the run.</summary>
    public void SetStart(DigitsMlp network)
    {
        foreach (TensorDescription tensor in DigitsMlp.Description.Tensors)
        {
            network.Parameters[tensor.Name].CopyFrom(Array.ConvertAll(Start(tensor.Name), value => (float)value));
        }
    }

    public double[] Start(string tensor) => Tensor(root.GetProperty("params0"), tensor);

    public double[] FirstGradient(string tensor) => Tensor(Trace.GetProperty("grad_step0"), tensor);

    public double[] Final(string tensor) => Tensor(Trace.GetProperty("final_params"), tensor);

    /// <summary>A tensor by its name in our network, in our layout: PyTorch's weights are [out, in], our kernels [in, out].</summary>
    private static double[] Tensor(JsonElement tensors, string name)
    {
        string[] parts = name.Split('.');
        string layer = parts[0] == "dense_1" ? "0" : "2";
        bool isKernel = parts[1] == "kernel";
        JsonElement tensor = tensors.GetProperty($"{layer}.{(isKernel ? "weight" : "bias")}");
        double[] data = Numbers(tensor.GetProperty("data"));
        if (!isKernel) return data;
        int outputs = tensor.GetProperty("shape")[0].GetInt32();
        int inputs = tensor.GetProperty("shape")[1].GetInt32();
        var kernel = new double[data.Length];
        for (int place = 0; place < data.Length; place++) kernel[place] = data[(place % outputs * inputs) + (place / outputs)];
        return kernel;
    }

    private static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(item => item.GetDouble()).ToArray();
}
