using System;
using System.Numerics;
using System.Runtime.Intrinsics;
using WidthProbe;

if (args is ["interrupted", ..])
{
    InterruptedTraining.Run(checkpoint: args.Length > 1 ? args[1] : null);
    return;
}

// Trains and runs a few networks and prints a hash of every bit that came of it: the same on every vector width and for every number of
// threads. Arguments: the number of threads, and the seed of the data. The first line says how wide this machine's vectors are; it is no
// result.
int threads = args.Length > 0 ? int.Parse(args[0]) : 1;
int seed = args.Length > 1 ? int.Parse(args[1]) : 1;
Console.WriteLine($"# threads {threads}, Vector512 accelerated: {Vector512.IsHardwareAccelerated}, Vector<float>: {Vector<float>.Count}");
Scenario.Run<Regression>("regression", threads, seed);
Scenario.Run<Binary>("binary", threads, seed);
Scenario.Run<Classes>("classes", threads, seed);
Scenario.Run<Wide>("wide", threads, seed);
Scenario.Run<Lanes>("lanes", threads, seed);
Scenario.Run<OneByOne>("one by one", threads, seed);
Scenario.Run<LeNet5>("lenet-5", threads, seed);
Scenario.Run<Grouped>("grouped", threads, seed);
Scenario.Run<Twins>("twins", threads, seed);
Scenario.RunRules<Classes>("learning rules", threads, seed);
