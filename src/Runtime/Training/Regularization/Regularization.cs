namespace NNGen;

/// <summary>
/// What keeps parameters small, in Keras' forms. Penalties are a part of the loss that training reports and minimises:
/// <c>loss = mean loss + L1·Σ|p| + L2·Σp²</c>, so the gradient grows by <c>L1·sign(p) + 2·L2·p</c>. Both together are the elastic net.
/// </summary>
/// <remarks>
/// <para>
/// Other tools count otherwise: PyTorch's <c>weight_decay</c> λ of SGD is <c>L2 = λ/2</c>; scikit-learn's <c>alpha</c> is
/// <c>L2 = alpha / (2 · batch size)</c>.
/// </para>
/// <para>
/// Penalties come before clipping, as in Keras and PyTorch. The gradients of <c>Gradients</c> and the losses of validation and
/// <c>Evaluate</c> do not have them. Frozen layers are neither penalised nor changed.
/// </para>
/// </remarks>
public sealed class Regularization
{
    /// <summary>The weight of Σ|p|: a finite number of at least 0. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float L1
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(L1));
    }

    /// <summary>The weight of Σp² (Tikhonov): a finite number of at least 0. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float L2
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(L2));
    }

    /// <summary>
    /// The decay λ that is no part of the gradient: before each update <c>p ← (1 − lr·λ)·p</c>, with the learning rate of the step
    /// (Loshchilov and Hutter, 2019). A finite number of at least 0. Default: 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float DecoupledDecay
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(DecoupledDecay));
    }

    /// <summary>
    /// The largest Euclidean norm of the weights that come into one unit or filter: after each update longer ones are scaled down to it
    /// (Srebro and Shraibman, 2005). Holds for kernels only, whatever <see cref="KernelsOnly"/> says. Above 0; default: none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float? MaxNorm
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(MaxNorm));
    }

    /// <summary>
    /// Whether penalties and decay are for kernels only (tensors whose names end in <c>kernel</c>), as in scikit-learn and as Keras'
    /// <c>kernel_regularizer</c>, and not for biases and the scales of normalisations too, as in PyTorch. Default: yes.
    /// </summary>
    public bool KernelsOnly { get; init; } = true;
}
