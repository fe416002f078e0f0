using System;
using System.Globalization;

namespace Digits;

/// <summary>The command line.</summary>
internal sealed class Options
{
    public static string Help { get; } =
        $"""
        Trains a small network to read handwritten digits, tests it and saves its weights.

        usage: dotnet run -c Release --project samples/Digits -- [options]

          --mnist DIR      learn from MNIST: the folder of its four IDX files, .gz or not
                           (default: 60,000 + 10,000 digits drawn by this program)
          --network NAME   mlp: 784 pixels, 128 units, 10 digits (default)
                           lenet5: LeNet-5, two convolutions and three dense layers
          --epochs N       passes over the training data (default: {DefaultOf(schedule => schedule.Epochs)})
          --batch N        samples of a step (default: {DefaultOf(schedule => schedule.BatchSize)})
          --seed N         seed of the first weights and of the order of the samples (default: 1)
          --threads N      threads to learn with (default: 1); the result is the same
          --save FILE      where to save the weights (default: digits.safetensors)
          --schedule NAME  short or long: only print the time and the accuracy of a fixed
                           schedule (with --mnist, a plain run ends with both of them)
          --help           this text
        """;

    // More than the processors of any machine; a slip of the finger should not start a million threads.
    private const int MostThreads = 1024;

    public bool WantsHelp { get; private set; }

    public string? MnistFolder { get; private set; }

    public string Network { get; private set; } = "mlp";

    public int? Epochs { get; private set; }

    public int? BatchSize { get; private set; }

    public int Seed { get; private set; } = 1;

    public int Threads { get; private set; } = 1;

    public string SavePath { get; private set; } = "digits.safetensors";

    /// <summary>The name of the fixed schedule to time, or null for the whole show.</summary>
    public string? Timed { get; private set; }

    /// <summary>Reads the command line; a value follows its option as the next word or behind <c>=</c>.</summary>
    /// <exception cref="UsageException">An option is unknown, has no value or a bad one.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        for (int index = 0; index < arguments.Length; index++)
        {
            string[] parts = arguments[index].Split('=', 2);
            string option = parts[0];
            if (option is "--help" or "-h")
            {
                options.WantsHelp = true;
                return options;
            }

            Action<string> set = options.Setter(option);
            string value = parts.Length == 2 ? parts[1] : ++index < arguments.Length ? arguments[index] : "";
            if (value.Length == 0) throw new UsageException($"{option} needs a value");
            set(value);
        }

        bool hasOwnSettings = options.Epochs is not null || options.BatchSize is not null;
        if (options.Timed is not null && hasOwnSettings) throw new UsageException("--schedule fixes --epochs and --batch");
        return options;
    }

    private static string DefaultOf(Func<Schedule, int> setting)
    {
        (int mlp, int lenet5) = (setting(Schedules.Mlp.Long), setting(Schedules.LeNet5.Long));
        return mlp == lenet5 ? $"{mlp}" : $"{mlp}, or {lenet5} for lenet5";
    }

    private Action<string> Setter(string option) => option switch
    {
        "--mnist" => value => MnistFolder = value,
        "--network" => value => Network = OneOf(option, value, "mlp", "lenet5"),
        "--epochs" => value => Epochs = Number(option, value, 1),
        "--batch" => value => BatchSize = Number(option, value, 1),
        "--seed" => value => Seed = Number(option, value, 0),
        "--threads" => value => Threads = Number(option, value, 1, MostThreads),
        "--save" => value => SavePath = value,
        "--schedule" => value => Timed = OneOf(option, value, "short", "long"),
        _ => throw new UsageException($"there is no option '{option}'"),
    };

    private static int Number(string option, string text, int least, int most = int.MaxValue)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (isNumber && number >= least && number <= most) return number;
        string range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
        throw new UsageException($"{option} needs a whole number {range}, not '{text}'");
    }

    private static string OneOf(string option, string text, params string[] values) =>
        Array.IndexOf(values, text) >= 0 ? text : throw new UsageException($"{option} needs {string.Join(" or ", values)}, not '{text}'");
}

/// <summary>The command line makes no sense; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
