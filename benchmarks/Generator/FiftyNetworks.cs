using NNGen;

namespace Fifty;

[NeuralNetwork, Input(4), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(2, Activation.Softmax)]
public sealed partial class CartPolePolicy;

[NeuralNetwork, Input(4), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(1)]
public sealed partial class CartPoleValue;

[NeuralNetwork, Input(2), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(3, Activation.Softmax)]
public sealed partial class MountainCarPolicy;

[NeuralNetwork, Input(2), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(1)]
public sealed partial class MountainCarValue;

[NeuralNetwork, Input(6), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(3, Activation.Softmax)]
public sealed partial class AcrobotPolicy;

[NeuralNetwork, Input(6), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(1)]
public sealed partial class AcrobotValue;

[NeuralNetwork, Input(8), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(4, Activation.Softmax)]
public sealed partial class LunarLanderPolicy;

[NeuralNetwork, Input(8), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(1)]
public sealed partial class LunarLanderValue;

[NeuralNetwork, Input(14), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(6, Activation.Softmax)]
public sealed partial class TaxiPolicy;

[NeuralNetwork, Input(14), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(1)]
public sealed partial class TaxiValue;

[NeuralNetwork, Input(12), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(4, Activation.Softmax)]
public sealed partial class SnakePolicy;

[NeuralNetwork, Input(12), Dense(64, Activation.Tanh), Dense(64, Activation.Tanh), Dense(1)]
public sealed partial class SnakeValue;

[NeuralNetwork, Input(3), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(1, Activation.Tanh)]
public sealed partial class PendulumActor;

[NeuralNetwork, Input(4), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(1)]
public sealed partial class PendulumCritic;

[NeuralNetwork, Input(11), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(3, Activation.Tanh)]
public sealed partial class HopperActor;

[NeuralNetwork, Input(14), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(1)]
public sealed partial class HopperCritic;

[NeuralNetwork, Input(17), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(6, Activation.Tanh)]
public sealed partial class WalkerActor;

[NeuralNetwork, Input(23), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(1)]
public sealed partial class WalkerCritic;

[NeuralNetwork, Input(27), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(8, Activation.Tanh)]
public sealed partial class AntActor;

[NeuralNetwork, Input(35), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(1)]
public sealed partial class AntCritic;

[NeuralNetwork, Input(10), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(2, Activation.Tanh)]
public sealed partial class ReacherActor;

[NeuralNetwork, Input(12), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(1)]
public sealed partial class ReacherCritic;

[NeuralNetwork, Input(4), Dense(16, Activation.ReLU), Dense(16, Activation.ReLU), Dense(3, Activation.Softmax)]
public sealed partial class Iris;

[NeuralNetwork, Input(13), Dense(16, Activation.ReLU), Dense(16, Activation.ReLU), Dense(3, Activation.Softmax)]
public sealed partial class Wine;

[NeuralNetwork, Input(9), Dense(16, Activation.ReLU), Dense(16, Activation.ReLU), Dense(6, Activation.Softmax)]
public sealed partial class Glass;

[NeuralNetwork, Input(7), Dense(16, Activation.ReLU), Dense(16, Activation.ReLU), Dense(3, Activation.Softmax)]
public sealed partial class Seeds;

[NeuralNetwork, Input(30), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(1, Activation.Sigmoid)]
public sealed partial class Cancer;

[NeuralNetwork, Input(8), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(1, Activation.Sigmoid)]
public sealed partial class Diabetes;

[NeuralNetwork, Input(19), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(1, Activation.Sigmoid)]
public sealed partial class Churn;

[NeuralNetwork, Input(28), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(1, Activation.Sigmoid)]
public sealed partial class Fraud;

[NeuralNetwork, Input(8), Dense(32, Activation.ReLU), Dense(32, Activation.ReLU), Dense(1)]
public sealed partial class Housing;

[NeuralNetwork, Input(9), Dense(32, Activation.ReLU), Dense(32, Activation.ReLU), Dense(1)]
public sealed partial class Energy;

[NeuralNetwork, Input(8), Dense(32, Activation.ReLU), Dense(32, Activation.ReLU), Dense(1)]
public sealed partial class Concrete;

[NeuralNetwork, Input(12), Dense(32, Activation.ReLU), Dense(32, Activation.ReLU), Dense(1)]
public sealed partial class Bikes;

[NeuralNetwork, Input(2), Dense(4, Activation.Tanh), Dense(1, Activation.Sigmoid)]
public sealed partial class Xor;

[NeuralNetwork, Input(4), Dense(8, Activation.ReLU), Dense(8, Activation.ReLU), Dense(3, Activation.Softmax)]
public sealed partial class Npc1;

[NeuralNetwork, Input(4), Dense(8, Activation.ReLU), Dense(8, Activation.ReLU), Dense(3, Activation.Softmax)]
public sealed partial class Npc2;

[NeuralNetwork, Input(490), Dense(144, Activation.ReLU), Dense(12, Activation.Softmax)]
public sealed partial class Keyword;

[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
public sealed partial class Digits;

[NeuralNetwork, Input(784), Dense(256, Activation.ReLU), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
public sealed partial class Fashion;

[NeuralNetwork, Input(28, 28, 1), Conv2D(6, kernel: 5, Activation.ReLU), MaxPool2D(2), Conv2D(16, kernel: 5, Activation.ReLU), MaxPool2D(2), Flatten, Dense(120, Activation.ReLU), Dense(84, Activation.ReLU), Dense(10, Activation.Softmax)]
public sealed partial class LeNet5;

[NeuralNetwork, Input(28, 28, 1), Conv2D(8, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2), Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2), Flatten, Dense(64, Activation.ReLU), Dense(26, Activation.Softmax)]
public sealed partial class Letters;

[NeuralNetwork, Input(16, 16, 3), Conv2D(16, 3, Activation.ReLU, Padding = Padding.Same, Name = "stem"), Conv2D(16, 3, Activation.ReLU, Padding = Padding.Same), Conv2D(16, 3, Padding = Padding.Same), Add("stem"), ReLU, GlobalAveragePool2D, Dense(10, Activation.Softmax)]
public sealed partial class Residual;

[NeuralNetwork, Input(784, Name = "picture"), Dense(128, Activation.ReLU), Dense(32, Activation.ReLU), Dense(128, Activation.ReLU), Dense(784, Activation.Sigmoid)]
public sealed partial class Autoencoder;

[NeuralNetwork, Input(64), Dense(32, Activation.ReLU), Dense(8, Activation.ReLU), Dense(32, Activation.ReLU), Dense(64)]
public sealed partial class Anomaly;

[NeuralNetwork, Input(128, 1), Conv1D(8, 5, Activation.ReLU), MaxPool1D(2), Conv1D(16, 5, Activation.ReLU), MaxPool1D(2), Flatten, Dense(4, Activation.Softmax)]
public sealed partial class Vibration;

[NeuralNetwork, Input(64, 3), Conv1D(16, 3, Activation.ReLU), Conv1D(16, 3, Activation.ReLU), MaxPool1D(2), Flatten, Dense(6, Activation.Softmax)]
public sealed partial class Activity;

[NeuralNetwork, Input(8), Dense(16, Activation.Tanh), Dense(16, Activation.Tanh), Dense(1)]
public sealed partial class Amplifier;

[NeuralNetwork, Input(39), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(4, Activation.Sigmoid)]
public sealed partial class Nerf;

[NeuralNetwork, Input(64), Dense(128, Activation.ReLU), Dense(128, Activation.ReLU), Dense(64, Activation.Softmax)]
public sealed partial class Board;
