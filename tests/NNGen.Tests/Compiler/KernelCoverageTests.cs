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
                "strip of partial sums: several equal ones",
                "strip of partial sums: the remaining rows",
                "strip of partial sums: its rows in the outer loops",
                "strip of partial sums: its rows in the columns of tiles",
                "strip added up in memory: in bands",
                "strip added up in memory: all positions at once",
                "sum over a batch in partial sums",
                "sum under conditions",
                "one image: a panel for each group",
                "one image: neighbours side by side",
                "one image: edges of 0",
                "one sample: the result where the caller wants it",
                "window: Max stored",
                "window: Max used up",
                "window: Sum stored",
                "window: map stored",
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
                foreach (string kind in new[] { "lanes", "one image", "partial sums" })
                {
                    expected.Add($"{target} {kind}: conditions on other loops than the tile's");
                }

                foreach (string part in new[] { "with", "nothing but" }) expected.Add($"{target} lanes: {part} peeled edges");
                foreach (string rest in new[] { "rest", "whole tiles" }) expected.Add($"{target} one image: {rest} of lines");

                foreach (string size in new[] { "2", "3", "4", "9" }) expected.Add($"{target} lanes: windows of {size}");
                foreach (string rest in new[] { "rest", "whole tiles" }) expected.Add($"{target} lanes: windows and {rest} of rows");
                foreach (string kind in new[] { "lanes", "partial sums" })
                {
                    foreach (string rest in new[] { "rest", "whole tiles" }) expected.Add($"{target} {kind}: {rest} of columns");
                }
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
        foreach (ContractNest nest in Nests(plan.Latency.Steps).OfType<ContractNest>())
        {
            string kind = nest.Row is null && nest.Outer.Count == 0 ? "one sample" : "one image";
            foreach (string feature in Tiles(kind, nest)) yield return feature;
            if (nest.Right.PanelStep is not null) yield return $"{kind}: a panel for each group";
        }

        if (plan.Latency.Packed.Widened.Count > 0) yield return "one image: neighbours side by side";
        if (plan.Latency.Steps.OfType<PadStep>().Any()) yield return "one image: edges of 0";
        if (plan.Latency.Steps[^1] is NestStep) yield return "one sample: the result where the caller wants it";
        TrainingSchedule training = plan.Training;
        Nest[] nests = Nests([.. plan.ForwardSteps, .. training.Forward, .. training.Backward, .. training.InputGradient]).ToArray();
        foreach (ContractNest nest in nests.OfType<ContractNest>())
        {
            foreach (string feature in Tiles(nest.Lane.Name == Binder.SampleAxis ? "lanes" : "rows", nest)) yield return feature;
        }

        foreach (ContractNest nest in nests.OfType<ContractNest>().Where(nest => nest.Readers.Count > 0))
        {
            foreach (TileReader reader in nest.Readers)
            {
                yield return $"window: {(reader.Kind is { } reduction ? reduction.ToString() : "map")} {(nest.Operands[reader.Output].HasMemory ? "stored" : "used up")}";
            }
        }

        if (nests.OfType<ReduceNest>().Any(nest => nest.Conditions.Count > 0)) yield return "sum under conditions";
    }

    private static IEnumerable<Nest> Nests(IEnumerable<Step> steps) => steps.OfType<NestStep>().Select(step => step.Nest);

    private static IEnumerable<string> Features(StripRun run)
    {
        if (run.Count > 1) yield return "several equal strips";
        if (run.Pieces.Count > 1) yield return "strip of several tensors";
        foreach (StripPiece piece in run.Pieces)
        {
            if (piece.FirstRow > 0) yield return "strip of the remaining rows";
            if (piece.Gradient.HasPartials)
            {
                foreach (string feature in Partials(run, piece)) yield return feature;
                continue;
            }

            if (piece.Gradient.Nest is ReduceNest sum) yield return $"bias gradient over {(sum.ReducesLanes ? "lanes" : "rows")}";
            if (piece.Gradient.Nest is not ContractNest nest) continue;
            if (nest.AddsSamplesInMemory)
            {
                yield return $"strip added up in memory: {(nest.Outer.Any(axis => axis.Name == "band") ? "in bands" : "all positions at once")}";
            }

            foreach (string feature in Tiles("strip", nest, piece.Rows)) yield return feature;
            foreach (Operand operand in new[] { nest.Left, nest.Right })
            {
                string role = operand.StrideOf(nest.Lane.Name) != 0 ? "vectors" : "scalars";
                bool isInLanes = operand.StrideOf(Binder.SampleAxis) == 1;
                string form = operand.IsIndirect ? "caller's rows" : isInLanes ? "block's lanes" : "block's rows";
                yield return $"strip's {role} from the {form}";
            }
        }
    }

    /// <summary>The gradient of a sliding kernel, and what else is summed over positions and samples at once.</summary>
    private static IEnumerable<string> Partials(StripRun run, StripPiece piece)
    {
        const string strip = "strip of partial sums:";
        if (piece.Gradient.Nest is not ContractNest nest)
        {
            yield return "sum over a batch in partial sums";
            yield break;
        }

        if (run.Count > 1) yield return $"{strip} several equal ones";
        if (piece.FirstRow > 0) yield return $"{strip} the remaining rows";
        LoopAxis? axis = nest.Loops.FirstOrDefault(axis => axis.Kind == LoopKind.Strip);
        yield return axis is null ? $"{strip} a whole tensor"
            : nest.Row == axis ? $"{strip} its rows in the rows of tiles"
            : nest.Column == axis ? $"{strip} its rows in the columns of tiles"
            : $"{strip} its rows in the outer loops";
        foreach (string feature in Tiles("partial sums", nest, piece.Rows)) yield return feature;
    }

    /// <param name="kind">What the contraction is for.</param>
    /// <param name="nest">The contraction.</param>
    /// <param name="stripRows">The number of turns of a strip's loop, where there is one.</param>
    private static IEnumerable<string> Tiles(string kind, ContractNest nest, int stripRows = 0)
    {
        int Count(LoopAxis axis) => axis.Kind == LoopKind.Strip ? stripRows : axis.Extent;
        foreach (Target target in new[] { Target.Vector512, Target.VectorT })
        {
            string prefix = $"{target.Name} {kind}:";
            Tile tile = Tile.Choose(nest, target, [stripRows]);
            int terms = nest.Reductions.Aggregate(1, (product, axis) => product * axis.Extent);
            int vectors = global::NNGen.Generator.Planning.Block.Pad(nest.Lane.Extent) / (target.Lanes ?? 8);
            yield return $"{prefix} {tile.Vectors} vectors wide";
            yield return $"{prefix} {tile.Partials} partial sums";
            yield return $"{prefix} {Rest(terms, tile.Partials * tile.Unroll)} of terms";
            yield return $"{prefix} {Rest(vectors, tile.Vectors)} of vectors";
            if (nest.Row is not null) yield return $"{prefix} {Rest(Count(nest.Row), tile.Rows)} of rows";
            if (tile.Lines > 1) yield return $"{prefix} {Rest(nest.Lines!.Extent, tile.Lines)} of lines";
            if (nest.Readers.Count > 0) yield return $"{prefix} windows of {nest.WindowSize}";
            if (nest.Readers.Count > 0) yield return $"{prefix} windows and {Rest(Count(nest.Row!), tile.Rows)} of rows";
            if (nest.Column is not null) yield return $"{prefix} {Rest(Count(nest.Column), tile.Columns)} of columns";
            foreach (string feature in Edges(nest, tile)) yield return $"{prefix} {feature}";
        }
    }

    /// <summary>How conditions meet the axes of a tile: some first and last turns stand alone, or all of them do.</summary>
    private static IEnumerable<string> Edges(ContractNest nest, Tile tile)
    {
        if (nest.Conditions.Count == 0) yield break;
        var bounds = new LoopBounds(nest, nest.Reductions, new Dictionary<string, int>());
        bool isOutside = true;
        foreach ((LoopAxis? axis, int size) in new[] { (nest.Row, tile.Rows), (nest.Column, tile.Columns) })
        {
            if (axis is null || !bounds.IsConditional(axis)) continue;
            isOutside = false;
            (int start, int end) = bounds.Interior(axis);
            yield return end - start < size ? "nothing but peeled edges" : "with peeled edges";
        }

        if (isOutside) yield return "conditions on other loops than the tile's";
    }

    private static string Rest(int count, int size) => count < size ? "less than a tile" : count % size == 0 ? "whole tiles" : "rest";
}
