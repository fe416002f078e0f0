//-:cnd:noEmit
using NNGen;

// dotnet run -- train: trains the network and writes its weights beside the project. The next build carries them.
if (args is ["train"])
{
    Console.WriteLine($"{Training.Run("ring.safetensors"):P1} of the test points are classified rightly.");
    return;
}

#if TRAINED
Span<float> p = stackalloc float[Ring.OutputLength];
Ring.Pretrained.Forward([0.8f, 0.7f], p);
Console.WriteLine($"(0.8, 0.7) lies in the ring with probability {p[1]:F2}.");
#else
Console.WriteLine("There are no weights yet: dotnet run -- train");
#endif

/// <summary>Tells points in a ring around the origin from all others.</summary>
[NeuralNetwork, Input(2), Dense(16, Activation.Tanh), Dense(16, Activation.Tanh), Dense(2, Activation.Softmax)]
#if TRAINED
[Weights("ring.safetensors")]
#endif
public sealed partial class Ring;
//+:cnd:noEmit
