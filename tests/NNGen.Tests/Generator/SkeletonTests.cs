using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>What stands in for a network with mistakes.</summary>
public sealed class SkeletonTests
{
    /// <summary>One mistake is one message: everything that users do with a network compiles, and so do their members.</summary>
    [Fact]
    public void Uses_OfANetworkWithAMistake_AddNoMessage()
    {
        GeneratorOutcome outcome = MarkedSource.Verify("""
            using System;
            [NeuralNetwork, Input(4), Dense({|NNG0006:0|})] sealed partial class Net { }
            static class Program
            {
                static float Use(Dataset data, float[] x, float[] y)
                {
                    var network = new Net(seed: 1);
                    network.Fit(data, new FitOptions { Epochs = 1 });
                    network.Forward(x, y);
                    network.Forward(x, y, new Workspace());
                    network.ForwardBatch(x, y);
                    network.Save("file");
                    network.Load("file");
                    Net clone = network.Clone();
                    using var trainer = new Trainer<Net>(network, new Adam());
                    return network.Evaluate(data).Count + network.Predict(data)[0] + clone.Parameters[0] + Net.Description.Tensors.Count
                        + Net.InputLength + Net.OutputLength + Net.ParameterCount + Net.TrainingPlan.StripCount + trainer.Step(x, y);
                }
            }
            """);
        var failure = Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(outcome.Load().GetType("Net")!, 1));
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.StartsWith("Net has mistakes in its declaration", failure.InnerException.Message);
    }

    [Fact]
    public void Members_OfASkeleton_AreThePublicOnesOfANetwork()
    {
        string[] Public(string source) => GeneratorHost.Run(source).Compilation.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(member => member.DeclaredAccessibility == Accessibility.Public)
            .Select(member => member.ToDisplayString())
            .Order()
            .ToArray();

        Assert.Equal(
            Public("[NeuralNetwork, Input(4), Dense(3)] partial class Net;").Where(member => !member.Contains(".get")),
            Public("[NeuralNetwork, Input(4), Dense(0)] partial class Net;").Where(member => !member.Contains(".get")));
    }
}
