namespace NNGen;

/// <summary>
/// Leaves out the strips of a step whose parameters are all frozen. A plan does not say what a strip covers, so the first step runs strips
/// one by one and notes what comes out of each.
/// </summary>
/// <param name="frozen">The parameters that are not trained.</param>
/// <param name="stripCount">The number of strips.</param>
internal sealed class TrainedStrips(FrozenParameters frozen, int stripCount)
{
    // Threads have disjoint shares of the strips, so they never write to one element at the same time.
    private readonly Use[] uses = new Use[stripCount];

    private enum Use : byte
    {
        Unknown,
        Trained,
        Frozen,
    }

    /// <summary>Computes the gradients of those strips of a share that have parameters to train.</summary>
    public void Run<TNetwork>(TrainingBatch batch, int firstStrip, int endStrip, Span<float> scratch, GradientSink sink)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        for (int first = firstStrip; first < endStrip;)
        {
            int end = first + 1;
            if (uses[first] == Use.Unknown)
            {
                var probe = new Probe(sink, frozen);
                TNetwork.ParameterGradients(batch, first, end, scratch, probe);
                uses[first] = probe.HasTrained ? Use.Trained : Use.Frozen;
            }
            else
            {
                while (end < endStrip && uses[end] == uses[first]) end++;
                if (uses[first] == Use.Trained) TNetwork.ParameterGradients(batch, first, end, scratch, sink);
            }

            first = end;
        }
    }

    /// <summary>Passes everything on and notes whether any of it is trained.</summary>
    private sealed class Probe(GradientSink sink, FrozenParameters frozen) : GradientSink
    {
        public bool HasTrained { get; private set; }

        public override void Consume(int offset, Span<float> gradient)
        {
            HasTrained |= !frozen.Cover(offset, gradient.Length);
            sink.Consume(offset, gradient);
        }
    }
}
