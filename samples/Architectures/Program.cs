using System;
using System.Diagnostics;
using NNGen;
using NNGen.Samples.Architectures;

// Prints the layer table of every architecture, runs it on one picture, and trains those that are small enough for ten steps on one batch.
string? only = args.Length > 0 ? args[0] : null;
Show<ZipCodeNet>(seed => new ZipCodeNet(seed), Train);
Show<LeNet5>(seed => new LeNet5(seed), Train);
Show<Inception>(seed => new Inception(seed), Train);
Show<SqueezeAndExcitation>(seed => new SqueezeAndExcitation(seed), Train);
Show<UNet>(seed => new UNet(seed), Train);
Show<FullyConvolutional>(seed => new FullyConvolutional(seed), Train);
Show<SegNet>(seed => new SegNet(seed), Train);
Show<SmallResNet18>(seed => new SmallResNet18(seed), Train);
Show<SmallResNet50>(seed => new SmallResNet50(seed), Train);
Show<SmallMobileNet>(seed => new SmallMobileNet(seed), Train);
Show<SmallEfficientNet>(seed => new SmallEfficientNet(seed), Train);
Show<AlexNet>(seed => new AlexNet(seed), null);
Show<Vgg16>(seed => new Vgg16(seed), null);
Show<Vgg19>(seed => new Vgg19(seed), null);
Show<GoogLeNet>(seed => new GoogLeNet(seed), null);
Show<ResNet18>(seed => new ResNet18(seed), null);
Show<ResNet50>(seed => new ResNet50(seed), null);
Show<MobileNet>(seed => new MobileNet(seed), null);

void Show<TNetwork>(Func<int, TNetwork> create, Action<TNetwork>? train)
    where TNetwork : class, INeuralNetwork<TNetwork>
{
    NetworkDescription description = TNetwork.Description;
    if (only is not null && !description.Name.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
    Console.WriteLine(description.Summary());
    TNetwork network = create(1);
    float[] picture = Pictures.Random(description.InputLength, seed: 2);
    var output = new float[description.OutputLength];
    network.Forward(picture, output);
    long start = Stopwatch.GetTimestamp();
    network.Forward(picture, output);
    Console.WriteLine($"one forward pass: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F3} ms");
    train?.Invoke(network);
    Console.WriteLine();
}

void Train<TNetwork>(TNetwork network)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    float[] losses = TenSteps.Losses(network, batch: 32);
    Console.WriteLine($"ten steps on one batch: loss {losses[0]:F4} -> {losses[^1]:F4}");
}
