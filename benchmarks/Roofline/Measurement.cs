using System.Text.Json.Serialization;

namespace NNGen.Benchmarks.Roofline;

/// <summary>
/// One row of the report. The variant (a dependent call, two threads) is printed, and such rows stay out of the JSON file.
/// </summary>
internal sealed record Measurement(string Workload, int Batch, string Operation, double Ns, double Gflops, double FractionOfPeak, long AllocatedBytes)
{
    [JsonIgnore]
    public string? Variant { get; init; }

    /// <summary>
    /// The share of the peak that a tenth of the samples exceeded: what the code does when nobody else uses the machine's caches.
    /// </summary>
    [JsonIgnore]
    public double QuietFraction { get; init; }

    [JsonIgnore]
    public ForwardBound? Bound { get; init; }
}
