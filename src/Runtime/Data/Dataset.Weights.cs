namespace NNGen;

/// <content>
/// Weights of samples: by how much each one's loss counts. Training and <c>Evaluate</c> multiply a sample's loss by its weight and divide
/// the sum by the number of samples, as Keras does; accuracies count every sample once.
/// </content>
public sealed partial class Dataset
{
    /// <summary>Whether the samples have weights of their own.</summary>
    public bool HasWeights => weights.Length > 0;

    /// <summary>The weight of every sample; empty where all count alike.</summary>
    public ReadOnlySpan<float> Weights => HasWeights ? weights.AsSpan(start, Count) : default;

    /// <summary>The same samples with weights. A view: nothing but the weights is copied.</summary>
    /// <param name="weights">One number for each sample, finite and not negative; not all 0.</param>
    /// <returns>The view, in place of any weights before.</returns>
    /// <exception cref="ArgumentException">There is not one weight for each sample, or a weight is negative or not finite.</exception>
    public Dataset WithWeights(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count)
        {
            throw new ArgumentException(
                $"Expected a weight for each of the {Count} samples, found {weights.Length} weights.", nameof(weights));
        }

        bool any = false;
        var all = new float[start + Count];
        for (int sample = 0; sample < Count; sample++)
        {
            float weight = weights[sample];
            if (!(weight is >= 0 and < float.PositiveInfinity))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Sample {sample}: expected a finite weight of at least 0, found {weight}."),
                    nameof(weights));
            }

            any |= weight > 0;
            all[start + sample] = weight;
        }

        if (!any) throw new ArgumentException($"All {Count} weights are 0: nothing would be learnt.", nameof(weights));
        return new Dataset(inputs, InputLength, labels, Classes, targets, TargetLength, start, Count) { weights = all };
    }

    /// <summary>The same samples, each weighted by its class; weights of the samples' own are multiplied by that.</summary>
    /// <param name="classWeights">One number for each class, finite and not negative.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">There is not one weight for each class, or a weight is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public Dataset WithClassWeights(params ReadOnlySpan<float> classWeights)
    {
        RequireLabels();
        if (classWeights.Length != Classes)
        {
            throw new ArgumentException(
                $"Expected a weight for each of the {Classes} classes, found {classWeights.Length}.", nameof(classWeights));
        }

        var products = new float[Count];
        ReadOnlySpan<int> classes = Labels;
        for (int sample = 0; sample < Count; sample++)
        {
            products[sample] = classWeights[classes[sample]] * (HasWeights ? weights[start + sample] : 1);
        }

        return WithWeights(products);
    }

    /// <summary>
    /// The same samples, weighted so that all classes count alike: <c>samples / (classes · samples of the class)</c>, as scikit-learn's
    /// <c>balanced</c>. Weights of the samples' own are multiplied by that.
    /// </summary>
    /// <returns>The view.</returns>
    /// <exception cref="InvalidOperationException">The samples have no labels, or there is a class without a sample.</exception>
    public Dataset WithBalancedClasses()
    {
        RequireLabels();
        var counts = new int[Classes];
        foreach (int label in Labels) counts[label]++;
        var classWeights = new float[Classes];
        for (int i = 0; i < Classes; i++)
        {
            if (counts[i] == 0)
            {
                throw new InvalidOperationException(
                    $"Class {i} of {Classes} has no sample among the {Count}, so it cannot be balanced: give {nameof(WithClassWeights)} " +
                    "the weights, or fewer classes to the data set.");
            }

            classWeights[i] = (float)(Count / ((double)Classes * counts[i]));
        }

        return WithClassWeights(classWeights);
    }

    private void RequireLabels()
    {
        if (!HasLabels) throw new InvalidOperationException("Classes can be weighted only where every sample has a label.");
    }
}
