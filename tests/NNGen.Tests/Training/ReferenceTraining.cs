using System;

namespace NNGen.Tests.Training;

/// <summary>
/// The hand-written network's loss and gradient once more, in double and sample by sample, and the optimisers' textbook forms.
/// </summary>
internal static class ReferenceTraining
{
    private const int Inputs = HandWrittenNetwork.Inputs;
    private const int Hidden = HandWrittenNetwork.Hidden;
    private const int Outputs = HandWrittenNetwork.Outputs;

    /// <summary>The mean loss; adds the gradient of the mean loss to <paramref name="gradient"/>.</summary>
    public static double MeanLoss(double[] p, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, double[] gradient)
    {
        double loss = 0;
        for (int s = 0; s < labels.Length; s++)
        {
            ReadOnlySpan<float> x = inputs.Slice(s * Inputs, Inputs);
            (double[] hidden, double[] output) = Forward(p, x);
            loss -= Math.Log(output[labels[s]]) / labels.Length;
            for (int o = 0; o < Outputs; o++) output[o] = (output[o] - (o == labels[s] ? 1 : 0)) / labels.Length;
            Backward(p, x, hidden, output, gradient);
        }

        return loss;
    }

    /// <summary>v ← momentum·v + g; p ← p − lr·v, or with Nesterov p ← p − lr·(g + momentum·v).</summary>
    public static void Sgd(double[] p, double[] g, double[] v, double rate, double momentum, bool nesterov)
    {
        for (int i = 0; i < p.Length; i++)
        {
            v[i] = (momentum * v[i]) + g[i];
            p[i] -= rate * (nesterov ? g[i] + (momentum * v[i]) : v[i]);
        }
    }

    /// <summary>Algorithm 1 of the paper.</summary>
    public static void Adam(double[] p, double[] g, double[] m, double[] v, int t, double rate)
    {
        const double beta1 = 0.9;
        const double beta2 = 0.999;
        const double epsilon = 1e-8;
        for (int i = 0; i < p.Length; i++)
        {
            m[i] = (beta1 * m[i]) + ((1 - beta1) * g[i]);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * g[i] * g[i]);
            double corrected = m[i] / (1 - Math.Pow(beta1, t));
            p[i] -= rate * corrected / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon);
        }
    }

    private static (double[] Hidden, double[] Output) Forward(double[] p, ReadOnlySpan<float> x)
    {
        var hidden = new double[Hidden];
        var output = new double[Outputs];
        for (int h = 0; h < Hidden; h++)
        {
            double sum = p[HandWrittenNetwork.Bias1 + h];
            for (int i = 0; i < Inputs; i++) sum += x[i] * p[(i * Hidden) + h];
            hidden[h] = Math.Tanh(sum);
        }

        double total = 0;
        for (int o = 0; o < Outputs; o++)
        {
            double sum = p[HandWrittenNetwork.Bias2 + o];
            for (int h = 0; h < Hidden; h++) sum += hidden[h] * p[HandWrittenNetwork.Kernel2 + (h * Outputs) + o];
            output[o] = Math.Exp(sum);
            total += output[o];
        }

        for (int o = 0; o < Outputs; o++) output[o] /= total;
        return (hidden, output);
    }

    private static void Backward(double[] p, ReadOnlySpan<float> x, double[] hidden, double[] logitGradient, double[] gradient)
    {
        for (int o = 0; o < Outputs; o++) gradient[HandWrittenNetwork.Bias2 + o] += logitGradient[o];
        for (int h = 0; h < Hidden; h++)
        {
            double sum = 0;
            for (int o = 0; o < Outputs; o++)
            {
                int place = HandWrittenNetwork.Kernel2 + (h * Outputs) + o;
                gradient[place] += hidden[h] * logitGradient[o];
                sum += p[place] * logitGradient[o];
            }

            sum *= 1 - (hidden[h] * hidden[h]);
            gradient[HandWrittenNetwork.Bias1 + h] += sum;
            for (int i = 0; i < Inputs; i++) gradient[(i * Hidden) + h] += x[i] * sum;
        }
    }
}
