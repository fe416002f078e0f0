using System;
using NNGen;

var net = new TinyMlp(1);
var p = new float[10];
var x = new float[64];
for (int i = 0; i < 64; i++) x[i] = i / 64f;
net.Forward(x, p);
Console.WriteLine(string.Join(" ", p));
var xs = new float[40 * 64]; var ps = new float[40 * 10];
for (int s = 0; s < 40; s++) x.CopyTo(xs, s * 64);
net.ForwardBatch(xs, ps);
Console.WriteLine(string.Join(" ", ps.AsSpan(390).ToArray()));
Console.WriteLine(TinyMlp.Description.Summary());

[NeuralNetwork, Input(64), Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class TinyMlp;

[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Mnist;
