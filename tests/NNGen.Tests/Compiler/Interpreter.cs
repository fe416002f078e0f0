using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NNGen.Generator;
using NNGen.Generator.Algorithms;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The oracle: evaluates any list of operations with plain nested loops over named tensors. It knows the algebra and nothing of memory,
/// vectors or fusion. What lies outside a tensor is 0, and no term of a reduction. Values of per-sample tensors lie [sample][elements in
/// row-major order].
/// </summary>
internal sealed class Interpreter<T>(int samples)
    where T : struct, IArithmetic<T>
{
    // A parameter and its gradient share a name.
    private readonly Dictionary<(string Name, TensorRole Role), T[]> tensors = [];
    private readonly Axis sampleAxis = new("every sample", samples);

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
        T[] values = new T[operation.Output.Tensor.Length * (operation.Output.Tensor.IsPerSample ? samples : 1)];
        switch (operation)
        {
            case Map map:
                // Several maps may write one tensor, each a part of it.
                if (tensors.TryGetValue((map.Output.Tensor.Name, map.Output.Tensor.Role), out T[]? present)) present.CopyTo(values, 0);
                Fill(map, values);
                break;
            case Contract contract:
                List<T>[] products = Terms(contract, [contract.Left, contract.Right], terms => terms(0) * terms(1), skipsOutside: false);
                Finish(contract, products, values);
                break;
            case Reduce reduce:
                List<T>[] all = Terms(reduce, reduce.Operands.ToArray(), terms => Evaluate(reduce.Expression, terms), skipsOutside: true);
                for (int element = 0; element < values.Length; element++) values[element] = Total(reduce.Kind, all[element]);
                break;
            default:
                throw new InvalidOperationException($"{operation} is no known operation.");
        }

        // What several layers add to the gradient of parameters that they share.
        bool isPart = operation.Output.Tensor.Role == TensorRole.ParameterGradient && !operation.Reads(operation.Output.Tensor);
        if (isPart && tensors.TryGetValue((operation.Output.Tensor.Name, TensorRole.ParameterGradient), out T[]? others))
        {
            values = values.Zip(others, (a, b) => a + b).ToArray();
        }

        this[operation.Output.Tensor] = values;
    }

    private static T Total(ReduceKind kind, List<T> terms)
    {
        if (kind == ReduceKind.Sum) return T.Sum(CollectionsMarshal.AsSpan(terms));
        if (kind == ReduceKind.Mean) return T.Sum(CollectionsMarshal.AsSpan(terms)) / T.From(terms.Count);
        return terms.Count == 0 ? T.From(double.NegativeInfinity) : terms.Aggregate((a, b) => T.SelectGreater(a, b, a, b));
    }

    private void Fill(Map map, T[] values)
    {
        var walk = new Walk([.. SampleAxes(map), .. map.AllAxes], map.Conditions);
        Element output = new(walk, map.Output, sampleAxis);
        Element[] operands = map.Operands.Select(operand => new Element(walk, operand, sampleAxis)).ToArray();
        T[]?[] sources = map.Operands.Select(Source).ToArray();
        walk.Run(() =>
        {
            if (output.Exists) values[output.Address] = Evaluate(map.Expression, index => Read(operands[index], sources[index]));
        });
    }

    /// <summary>The terms of a sum or maximum, by the element of the output that they fall on.</summary>
    private List<T>[] Terms(Operation operation, Access[] reads, Func<Func<int, T>, T> term, bool skipsOutside)
    {
        var terms = new List<T>[operation.Output.Tensor.Length * (operation.Output.Tensor.IsPerSample ? samples : 1)];
        for (int element = 0; element < terms.Length; element++) terms[element] = [];
        var walk = new Walk([.. SampleAxes(operation), .. operation.AllAxes], operation.Conditions);
        Element output = new(walk, operation.Output, sampleAxis);
        Element[] operands = reads.Select(read => new Element(walk, read, sampleAxis)).ToArray();
        T[]?[] sources = reads.Select(Source).ToArray();
        T Operand(int index) => Read(operands[index], sources[index]);
        walk.Run(() =>
        {
            if (output.Exists && !(skipsOutside && operands.Any(operand => !operand.Exists))) terms[output.Address].Add(term(Operand));
        });
        return terms;
    }

    /// <summary>Adds the start to the sums and applies the epilogue, once for each element of the output.</summary>
    private void Finish(Contract contract, List<T>[] terms, T[] values)
    {
        // An index that addresses the output, whatever it is made of, is the element's own position here.
        Tensor tensor = contract.Output.Tensor;
        AffineIndex[] each = tensor.Each;
        Dictionary<AffineIndex, AffineIndex> positions = [];
        for (int axis = 0; axis < each.Length; axis++) positions[contract.Output.Indices[axis]] = each[axis];
        Access OfElement(Access access) =>
            access with { Indices = access.Indices.Select(index => positions.GetValueOrDefault(index, index)).ToEquatableArray() };
        Axis[] sampleAxes = tensor.IsPerSample ? [sampleAxis] : [];
        var walk = new Walk([.. sampleAxes, .. tensor[each].Axes], []);
        Element output = new(walk, tensor[each], sampleAxis);
        Element? initial = contract.Initial is null ? null : new Element(walk, OfElement(contract.Initial), sampleAxis);
        Element[] extras = contract.Extras.Select(extra => new Element(walk, OfElement(extra), sampleAxis)).ToArray();
        T[]? start = contract.Initial is null ? null : Source(contract.Initial);
        T[]?[] sources = contract.Extras.Select(Source).ToArray();
        walk.Run(() =>
        {
            List<T> sum = terms[output.Address];
            MultiplyAdds += sum.Count;
            if (initial is not null) sum.Add(Read(initial, start));
            T total = T.Sum(CollectionsMarshal.AsSpan(sum));
            values[output.Address] = Evaluate(contract.Epilogue, index => index == 0 ? total : Read(extras[index - 1], sources[index - 1]));
        });
    }

    private Axis[] SampleAxes(Operation operation) =>
        operation.Output.Tensor.IsPerSample || operation.Inputs.Any(input => input.Tensor.IsPerSample) ? [sampleAxis] : [];

    /// <summary>The values of a tensor, or null where an index is a value itself.</summary>
    private T[]? Source(Access access) => access.Tensor.Role == TensorRole.Position ? null : this[access.Tensor];

    private static T Read(Element element, T[]? source) =>
        !element.Exists ? T.From(0) : source is null ? T.From(element.Address) : source[element.Address];

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
            ExprKind.Sqrt => T.Sqrt(X(0)),
            ExprKind.Floor => T.Floor(X(0)),
            ExprKind.SelectGreater => T.SelectGreater(X(0), X(1), X(2), X(3)),
            ExprKind.Exp => T.Exp(X(0)),
            ExprKind.Log => T.Log(X(0)),
            ExprKind.Tanh => T.Tanh(X(0)),
            ExprKind.Logistic => T.Logistic(X(0)),
            ExprKind.Expm1 => T.Expm1(X(0)),
            ExprKind.Log1p => T.Log1p(X(0)),
            ExprKind.NormalCdf => T.NormalCdf(X(0)),
            ExprKind.Erf => T.Erf(X(0)),
            ExprKind.Sin => T.Sin(X(0)),
            ExprKind.Cos => T.Cos(X(0)),
            ExprKind.Atan => T.Atan(X(0)),
            _ => throw new InvalidOperationException($"{expression.Kind} is a step of a kernel, not of an algorithm."),
        };
    }

    /// <summary>Where an access stands during a walk: its address, and whether there is an element.</summary>
    private sealed class Element
    {
        private readonly Func<int> address;
        private readonly Func<bool>[] guards;

        public Element(Walk walk, Access access, Axis sampleAxis)
        {
            bool isPosition = access.Tensor.Role == TensorRole.Position;
            AffineIndex index = isPosition ? access.Indices[0] : 0;
            for (int axis = 0, skipped = access.Tensor.Length; !isPosition && axis < access.Indices.Count; axis++)
            {
                skipped /= access.Tensor.Shape[axis];
                index += skipped * access.Indices[axis];
            }

            address = walk.Track(access.Tensor.IsPerSample ? index + (access.Tensor.Length * sampleAxis) : index);
            guards = access.Conditions.Select(walk.Track).ToArray();
        }

        public int Address => address();

        public bool Exists
        {
            get
            {
                foreach (Func<bool> guard in guards)
                {
                    if (!guard()) return false;
                }

                return true;
            }
        }
    }

    /// <summary>
    /// Nested loops over some axes that keep the values of indices, and skip the turns for which a condition does not hold.
    /// </summary>
    private sealed class Walk
    {
        private readonly Axis[] axes;
        private readonly List<int> values = [];
        private readonly List<int[]> steps = [];
        private readonly Func<bool>[] conditions;

        public Walk(IEnumerable<Axis> axes, IEnumerable<Condition> conditions)
        {
            this.axes = axes.ToArray();
            this.conditions = conditions.Select(Track).ToArray();
        }

        /// <summary>Gives the value of an index at every turn.</summary>
        public Func<int> Track(AffineIndex index)
        {
            int slot = values.Count;
            values.Add(index.Offset);
            steps.Add(axes.Select(index.FactorOf).ToArray());
            return () => values[slot];
        }

        public Func<bool> Track(Condition condition)
        {
            Func<int> value = Track(condition.Index);
            return () => value() >= 0 && value() < condition.Extent;
        }

        public void Run(Action body) => Over(0, body);

        private void Over(int axis, Action body)
        {
            if (axis == axes.Length)
            {
                if (conditions.All(condition => condition())) body();
                return;
            }

            for (int turn = 0; turn < axes[axis].Extent; turn++)
            {
                Over(axis + 1, body);
                Move(axis, 1);
            }

            Move(axis, -axes[axis].Extent);
        }

        private void Move(int axis, int turns)
        {
            for (int slot = 0; slot < values.Count; slot++) values[slot] += turns * steps[slot][axis];
        }
    }
}
