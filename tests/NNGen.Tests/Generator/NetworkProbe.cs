using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>Runs a network that exists only as a loaded type: one sample, a batch with a partial block, and a training step.</summary>
internal static class NetworkProbe
{
    private const int Samples = 37;

    public static void Run(Type network)
    {
        if (network.ContainsGenericParameters)
        {
            Type[] arguments = network.GetGenericArguments().Select(ArgumentFor).ToArray();
            network = network.MakeGenericType(arguments);
        }

        Call(nameof(Forward), network);
        bool isTrainable = network.GetInterfaces()
            .Any(item => item.IsGenericType && item.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>));
        if (isTrainable) Call(nameof(Train), network);
    }

    private static void Call(string method, Type network) =>
        typeof(NetworkProbe).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(network).Invoke(null, null);

    private static Type ArgumentFor(Type parameter) =>
        parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)
            ? typeof(int)
            : typeof(object);

    private static void Forward<TNetwork>()
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        TNetwork network = Create<TNetwork>();
        int inputLength = TNetwork.Description.InputLength;
        int outputLength = TNetwork.Description.OutputLength;
        float[] inputs = Values(Samples * inputLength);
        var outputs = new float[Samples * outputLength];
        var single = new float[outputLength];
        network.ForwardBatch(inputs, outputs);
        for (int sample = 0; sample < Samples; sample++)
        {
            network.Forward(inputs.AsSpan(sample * inputLength, inputLength), single);
            for (int index = 0; index < outputLength; index++)
            {
                Assert.True(float.IsFinite(single[index]));
                Assert.Equal(single[index], outputs[(sample * outputLength) + index], 1e-4f);
            }
        }
    }

    private static void Train<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = Create<TNetwork>();
        using var trainer = new Trainer<TNetwork>(network, new Sgd(0.01f), new TrainerOptions { BatchCapacity = Samples });
        float[] inputs = Values(Samples * TNetwork.Description.InputLength);
        float[] targets = Values(Samples * TNetwork.Description.OutputLength);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        Assert.True(float.IsFinite(trainer.Step(inputs, targets)));
        Assert.NotEqual(before, network.Parameters.AsReadOnlySpan().ToArray());
    }

    private static TNetwork Create<TNetwork>()
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        var parameters = new ParameterBuffer(TNetwork.Description);
        parameters.Initialize(1);
        return TNetwork.Create(parameters);
    }

    private static float[] Values(int count) => Enumerable.Range(0, count).Select(index => ((index * 37 % 101) - 50) / 50f).ToArray();
}
