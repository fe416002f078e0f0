namespace NNGen.Benchmarks.Functions;

// Activations of 128 features, and losses of 128 outputs: with a block of 32 samples 4,096 values, which stay in the first-level cache.
[NeuralNetwork(Trainable = false), Input(128), ReLU]
internal sealed partial class ReLUOnly;

[NeuralNetwork(Trainable = false), Input(128), LeakyReLU(0.1f)]
internal sealed partial class LeakyReLUOnly;

[NeuralNetwork(Trainable = false), Input(128), ELU]
internal sealed partial class ELUOnly;

[NeuralNetwork(Trainable = false), Input(128), SELU]
internal sealed partial class SELUOnly;

[NeuralNetwork(Trainable = false), Input(128), CELU(0.5f)]
internal sealed partial class CELUOnly;

[NeuralNetwork(Trainable = false), Input(128), GELU]
internal sealed partial class GELUOnly;

[NeuralNetwork(Trainable = false), Input(128), GELUTanh]
internal sealed partial class GELUTanhOnly;

[NeuralNetwork(Trainable = false), Input(128), SiLU]
internal sealed partial class SiLUOnly;

[NeuralNetwork(Trainable = false), Input(128), Mish]
internal sealed partial class MishOnly;

[NeuralNetwork(Trainable = false), Input(128), Softplus]
internal sealed partial class SoftplusOnly;

[NeuralNetwork(Trainable = false), Input(128), Softsign]
internal sealed partial class SoftsignOnly;

[NeuralNetwork(Trainable = false), Input(128), Sigmoid]
internal sealed partial class SigmoidOnly;

[NeuralNetwork(Trainable = false), Input(128), HardSigmoid]
internal sealed partial class HardSigmoidOnly;

[NeuralNetwork(Trainable = false), Input(128), Tanh]
internal sealed partial class TanhOnly;

[NeuralNetwork(Trainable = false), Input(128), HardTanh]
internal sealed partial class HardTanhOnly;

[NeuralNetwork(Trainable = false), Input(128), HardSwish]
internal sealed partial class HardSwishOnly;

[NeuralNetwork(Trainable = false), Input(128), Arctan]
internal sealed partial class ArctanOnly;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(1), Dense(128)]
internal sealed partial class MeanSquaredErrorOf128;

[NeuralNetwork(Loss = Loss.MeanAbsoluteError), Input(1), Dense(128)]
internal sealed partial class MeanAbsoluteErrorOf128;

[NeuralNetwork(Loss = Loss.Huber), Input(1), Dense(128)]
internal sealed partial class HuberOf128;

[NeuralNetwork(Loss = Loss.LogCosh), Input(1), Dense(128)]
internal sealed partial class LogCoshOf128;

[NeuralNetwork(Loss = Loss.BinaryCrossEntropy, FromLogits = true), Input(1), Dense(128)]
internal sealed partial class BinaryCrossEntropyOf128;

[NeuralNetwork(Loss = Loss.BinaryFocalCrossEntropy, FromLogits = true), Input(1), Dense(128)]
internal sealed partial class BinaryFocalOf128;

[NeuralNetwork(Loss = Loss.Poisson, FromLogits = true), Input(1), Dense(128)]
internal sealed partial class PoissonOf128;

[NeuralNetwork(Loss = Loss.Hinge), Input(1), Dense(128)]
internal sealed partial class HingeOf128;

[NeuralNetwork(Loss = Loss.SquaredHinge), Input(1), Dense(128)]
internal sealed partial class SquaredHingeOf128;
