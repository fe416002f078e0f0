using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Kernels;
using NNGen.Generator.Planning;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The networks of <see cref="KernelCases"/> contain everything between which the writers of contractions distinguish. A kind of loop that
/// none of them has would be code that nobody tests.
/// </summary>
public class KernelCoverageTests
{
    private static readonly Lazy<IReadOnlySet<string>> Found = new(() =>
        KernelCases.Trainable.SelectMany(network => Features(KernelCases.Compile(network).Plan)).ToHashSet());

    public static TheoryData<string> Expected
    {
        get
        {
            var expected = new TheoryData<string>
            {
                "kernel stored in the order 0 1",
                "kernel stored in the order 1 0",
                "bias gradient over lanes",
                "bias gradient over rows",
                "strip of several tensors",
                "strip of the remaining rows",
                "several equal strips",
                "strip's vectors from the caller's rows",
                "strip's vectors from the block's rows",
                "strip's scalars from the caller's rows",
                "strip's scalars from the block's lanes",
            };
            // A block's 32 samples are whole tiles of eight rows, but not of six.
            expected.Add("KernelsVector rows: rest of rows");
            foreach (string target in new[] { "Kernels512", "KernelsVector" })
            {
                foreach (string kind in new[] { "lanes", "strip" }) expected.Add($"{target} {kind}: rest of rows");
                foreach (string kind in new[] { "lanes", "strip" }) expected.Add($"{target} {kind}: whole tiles of rows");
                foreach (string kind in new[] { "lanes", "strip" }) expected.Add($"{target} {kind}: less than a tile of rows");
                foreach (string rest in new[] { "rest", "whole tiles" }) expected.Add($"{target} one sample: {rest} of terms");
                foreach (string rest in new[] { "rest", "whole tiles" }) expected.Add($"{target} one sample: {rest} of vectors");
                foreach (int vectors in new[] { 1, 2, 4, 6, 8 }) expected.Add($"{target} one sample: {vectors} vectors wide");
                foreach (int partials in new[] { 1, 2, 4, 8 }) expected.Add($"{target} one sample: {partials} partial sums");
                foreach (int vectors in new[] { 1, 2 }) expected.Add($"{target} strip: {vectors} vectors wide");
            }

            return expected;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Networks_OfTheKernelTests_Contain(string feature) => Assert.Contains(feature, Found.Value);

    private static IEnumerable<string> Features(NetworkPlan plan)
    {
        foreach (ParameterPlace place in plan.Parameters) yield return $"kernel stored in the order {string.Join(" ", place.StorageOrder)}";
        foreach (string feature in plan.Training!.Strips.SelectMany(Features)) yield return feature;
        IEnumerable<ContractNest> nests = new[]
            {
                plan.Latency.Steps, plan.ForwardSteps, plan.Training.Forward, plan.Training.Backward, plan.Training.InputGradient,
            }
            .SelectMany(steps => steps.OfType<NestStep>())
            .Select(step => step.Nest)
            .OfType<ContractNest>();
        foreach (ContractNest nest in nests)
        {
            string kind = nest.Row is null ? "one sample" : nest.Lane.Name == Binder.SampleAxis ? "lanes" : "rows";
            foreach (string feature in Tiles(kind, nest, nest.Row is null ? [] : [nest.Row.Extent])) yield return feature;
        }
    }

    private static IEnumerable<string> Features(StripRun run)
    {
        if (run.Count > 1) yield return "several equal strips";
        if (run.Pieces.Count > 1) yield return "strip of several tensors";
        foreach (StripPiece piece in run.Pieces)
        {
            if (piece.FirstRow > 0) yield return "strip of the remaining rows";
            if (piece.Gradient.Nest is ReduceNest sum) yield return $"bias gradient over {(sum.ReducesLanes ? "lanes" : "rows")}";
            if (piece.Gradient.Nest is not ContractNest nest) continue;
            foreach (string feature in Tiles("strip", nest, [piece.Rows])) yield return feature;
            foreach (Operand operand in new[] { nest.Left, nest.Right })
            {
                string role = operand.StrideOf(nest.Lane.Name) != 0 ? "vectors" : "scalars";
                bool isInLanes = operand.StrideOf(Binder.SampleAxis) == 1;
                string form = operand.IsIndirect ? "caller's rows" : isInLanes ? "block's lanes" : "block's rows";
                yield return $"strip's {role} from the {form}";
            }
        }
    }

    private static IEnumerable<string> Tiles(string kind, ContractNest nest, int[] rowCounts)
    {
        foreach (Target target in new[] { Target.Vector512, Target.VectorT })
        {
            string prefix = $"{target.Name} {kind}:";
            Tile tile = Tile.Choose(nest, target, rowCounts);
            int terms = nest.Reductions.Aggregate(1, (product, axis) => product * axis.Extent);
            int vectors = Block.Pad(nest.Lane.Extent) / (target.Lanes ?? 8);
            yield return $"{prefix} {tile.Vectors} vectors wide";
            yield return $"{prefix} {tile.Partials} partial sums";
            yield return $"{prefix} {Rest(terms, tile.Partials * tile.Unroll)} of terms";
            yield return $"{prefix} {Rest(vectors, tile.Vectors)} of vectors";
            foreach (int rows in rowCounts) yield return $"{prefix} {Rest(rows, tile.Rows)} of rows";
        }
    }

    private static string Rest(int count, int size) => count < size ? "less than a tile" : count % size == 0 ? "whole tiles" : "rest";
}
