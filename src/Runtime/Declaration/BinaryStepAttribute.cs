namespace NNGen;

/// <summary>The threshold neuron's step as a layer of its own: <c>y = 1</c> for <c>x ≥ 0</c>, otherwise 0.</summary>
/// <remarks>Its derivative is 0 everywhere: no gradient passes, and only the perceptron's rule can train what lies before it.</remarks>
public sealed class BinaryStepAttribute : LayerAttribute;
