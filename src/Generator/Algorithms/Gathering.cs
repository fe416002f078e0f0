namespace NNGen.Generator.Algorithms;

/// <summary>
/// Turns an operation whose terms fall on elements of the output (<c>out[s·i + k] += …</c>) into one that collects the terms of each
/// element (<c>out[o] = Σ_i …</c> with k = o − s·i where that exists): such an operation needs no second pass and no memory to add up in.
/// </summary>
internal static class Gathering
{
    public static Operation Gather(Operation operation)
    {
        if (operation is Map) return operation;
        for (int axis = 0; axis < operation.Output.Indices.Count; axis++)
        {
            if (!operation.Output.Indices[axis].Covers(operation.Output.Tensor.Shape[axis])) operation = Gather(operation, axis);
        }

        return operation;
    }

    /// <summary>Solves the index for one of its axes, which so becomes an index of the others and of the element's own position.</summary>
    private static Operation Gather(Operation operation, int axis)
    {
        AffineIndex index = operation.Output.Indices[axis];

        // A kernel's axis is short: the sum over the other one, of which few values fit, is as long.
        IEnumerable<AxisFactor> units = index.Factors.Where(factor => Math.Abs(factor.Factor) == 1);
        AxisFactor? solved = units.OrderByDescending(factor => factor.Axis.Extent).FirstOrDefault();
        if (solved is null) return Search(operation, axis);
        var position = new Axis(solved.Axis.Name, operation.Output.Tensor.Shape[axis]);
        AffineIndex solution = solved.Factor * (position - (index - (solved.Factor * solved.Axis)));

        // The solved axis and the position may be equal; a name in between keeps them apart.
        var placeholder = new Axis("position of " + solved.Axis.Name, position.Extent);
        AffineIndex hidden = solution.Replace(position, placeholder);
        AffineIndex Solve(AffineIndex other) => other.Replace(solved.Axis, hidden).Replace(placeholder, position);
        AffineIndex[] indices = operation.Output.Indices.ToArray();
        indices[axis] = position;
        Access output = operation.Output with { Indices = indices.ToEquatableArray() };
        Condition[] conditions =
        [
            .. operation.Conditions.Select(condition => condition with { Index = Solve(condition.Index) }),
            new Condition(solution, solved.Axis.Extent),
        ];
        return operation.Rewrite(access => ReferenceEquals(access, operation.Output) ? output : access.Select(Solve)) with
        {
            Conditions = conditions.Where(condition => !condition.AlwaysHolds).Distinct().ToEquatableArray(),
        };
    }

    /// <summary>
    /// Where no factor is 1, as with stride and dilation, the element's own position is a loop more, and of the terms only those count that
    /// fall on it: 0 ≤ index − position &lt; 1.
    /// </summary>
    private static Operation Search(Operation operation, int axis)
    {
        AffineIndex index = operation.Output.Indices[axis];
        var position = new Axis(index.Factors[0].Axis.Name + "Element", operation.Output.Tensor.Shape[axis]);
        AffineIndex[] indices = operation.Output.Indices.ToArray();
        indices[axis] = position;
        Access output = operation.Output with { Indices = indices.ToEquatableArray() };
        return operation.Rewrite(access => ReferenceEquals(access, operation.Output) ? output : access) with
        {
            Conditions = operation.Conditions.Concat([new Condition(index - position, 1)]).ToEquatableArray(),
        };
    }
}
