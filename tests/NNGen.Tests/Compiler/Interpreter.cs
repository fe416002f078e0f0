using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The oracle: evaluates any list of operations with plain nested loops over named tensors. It knows the algebra and nothing of memory,
/// vectors or fusion. Values of per-sample tensors lie [sample][elements in row-major order].
/// </summary>
internal sealed class Interpreter<T>(int samples)
    where T : struct, IArithmetic<T>
{
    private static readonly Axis[] NoAxes = [];

    // A parameter and its gradient share a name.
    private readonly Dictionary<(string Name, TensorRole Role), T[]> tensors = [];
    private readonly Axis[] sampleAxis = [new Axis("every sample", samples)];

    /// <summary>The multiply-adds of all contractions so far.</summary>
    public long MultiplyAdds { get; private set; }

    public T[] this[Tensor tensor]
    {
        get => tensors[(tensor.Name, tensor.Role)];
        set => tensors[(tensor.Name, tensor.Role)] = value;
    }

    public void Set(Tensor tensor, IEnumerable<double> values) => this[tensor] = values.Select(T.From).ToArray();

    public void Run(IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations) Run(operation);
    }

    public void Run(Operation operation)
    {
        Access[] reads = operation switch
        {
            Contract { Initial: null } contract => [contract.Left, contract.Right, .. contract.Extras],
            Contract contract => [contract.Left, contract.Right, contract.Initial!, .. contract.Extras],
            Map map => map.Operands.ToArray(),
            Reduce reduce => reduce.Operands.ToArray(),
            _ => throw new InvalidOperationException($"{operation} is no known operation."),
        };
        bool isPerSample = operation.Output.Tensor.IsPerSample;
        var output = new T[operation.Output.Tensor.Length * (isPerSample ? samples : 1)];
        Axis[] outer = [.. isPerSample ? sampleAxis : NoAxes, .. operation.Output.Axes];
        Axis[] inner = [.. operation.ReducesSamples ? sampleAxis : NoAxes, .. operation.ReducedAxes];
        var walk = new Walk([operation.Output, .. reads], [.. outer, .. inner]);
        T[][] sources = reads.Select(read => this[read.Tensor]).ToArray();
        var terms = new T[inner.Aggregate(1, (product, axis) => product * axis.Extent) + 1];
        walk.Over(0, outer.Length, () => output[walk.Addresses[0]] = operation switch
        {
            Contract contract => Evaluate(contract, walk, outer.Length, sources, terms),
            Map map => Evaluate(map.Expression, index => sources[index][walk.Addresses[index + 1]]),
            Reduce reduce => Evaluate(reduce, walk, outer.Length, sources[0], terms),
            _ => default,
        });
        this[operation.Output.Tensor] = output;
    }

    private T Evaluate(Contract contract, Walk walk, int firstInner, T[][] sources, T[] terms)
    {
        int count = 0;
        if (contract.Initial is not null) terms[count++] = sources[2][walk.Addresses[3]];
        walk.Over(firstInner, walk.Depth, () => terms[count++] = sources[0][walk.Addresses[1]] * sources[1][walk.Addresses[2]]);
        MultiplyAdds += count - (contract.Initial is null ? 0 : 1);
        T sum = T.Sum(terms.AsSpan(0, count));
        int firstExtra = contract.Initial is null ? 2 : 3;
        return Evaluate(contract.Epilogue, index => index == 0 ? sum : sources[firstExtra + index - 1][walk.Addresses[firstExtra + index]]);
    }

    private static T Evaluate(Reduce reduce, Walk walk, int firstInner, T[] source, T[] terms)
    {
        int count = 0;
        walk.Over(firstInner, walk.Depth, () => terms[count++] = source[walk.Addresses[1]]);
        if (reduce.Kind == ReduceKind.Sum) return T.Sum(terms.AsSpan(0, count));
        return terms[..count].Aggregate((a, b) => T.SelectGreater(a, b, a, b));
    }

    private static T Evaluate(Expr expression, Func<int, T> input)
    {
        T X(int operand) => Evaluate(expression.Operands[operand], input);
        return expression.Kind switch
        {
            ExprKind.Constant => T.From(expression.Value),
            ExprKind.Input => input((int)expression.Value),
            ExprKind.Add => X(0) + X(1),
            ExprKind.Subtract => X(0) - X(1),
            ExprKind.Multiply => X(0) * X(1),
            ExprKind.Divide => X(0) / X(1),
            ExprKind.MultiplyAdd => (X(0) * X(1)) + X(2),
            ExprKind.Min => T.SelectGreater(X(0), X(1), X(1), X(0)),
            ExprKind.Max => T.SelectGreater(X(0), X(1), X(0), X(1)),
            ExprKind.Negate => -X(0),
            ExprKind.Abs => T.Abs(X(0)),
            ExprKind.SelectGreater => T.SelectGreater(X(0), X(1), X(2), X(3)),
            ExprKind.Exp => T.Exp(X(0)),
            ExprKind.Log => T.Log(X(0)),
            ExprKind.Tanh => T.Tanh(X(0)),
            ExprKind.Logistic => T.Logistic(X(0)),
            _ => throw new InvalidOperationException($"{expression.Kind} is a step of a kernel, not of an algorithm."),
        };
    }

    /// <summary>Nested loops over some axes that keep the address of every access.</summary>
    private sealed class Walk(IReadOnlyList<Access> accesses, Axis[] axes)
    {
        private readonly int[][] strides = axes.Select(axis => accesses.Select(access => Stride(access, axis)).ToArray()).ToArray();

        public int[] Addresses { get; } = accesses.Select(access => Terms(access, index => index.Offset)).ToArray();

        public int Depth => axes.Length;

        public void Over(int axis, int end, Action body)
        {
            if (axis == end)
            {
                body();
                return;
            }

            for (int turn = 0; turn < axes[axis].Extent; turn++)
            {
                Over(axis + 1, end, body);
                Move(axis, 1);
            }

            Move(axis, -axes[axis].Extent);
        }

        private void Move(int axis, int turns)
        {
            for (int access = 0; access < Addresses.Length; access++) Addresses[access] += turns * strides[axis][access];
        }

        private static int Stride(Access access, Axis axis) => axis.Name == "every sample"
            ? access.Tensor.IsPerSample ? access.Tensor.Length : 0
            : Terms(access, index => index.Factors.Where(factor => factor.Axis == axis).Sum(factor => factor.Factor));

        /// <summary>Σ over the tensor's axes of a term of the index times the elements that one step along the axis skips.</summary>
        private static int Terms(Access access, Func<AffineIndex, int> term)
        {
            int total = 0;
            int skipped = 1;
            for (int axis = access.Indices.Count - 1; axis >= 0; axis--)
            {
                total += term(access.Indices[axis]) * skipped;
                skipped *= access.Tensor.Shape[axis];
            }

            return total;
        }
    }
}
