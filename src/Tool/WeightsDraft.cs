using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NNGen.Tool;

/// <summary>
/// Drafts the layers of a network of which a file holds the weights only. Kinds and sizes follow from the tensors; activations, pooling and
/// padding do not, so they are guessed: pooling and padding so that the sizes fit.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="input">The shape of a sample, channels last; null where it follows from the first layer.</param>
/// <param name="hidden">The activation of all layers but the last.</param>
/// <param name="last">That of the last one.</param>
internal sealed class WeightsDraft(TensorFile file, int[]? input, string hidden, string last)
{
    private const int LargestChoice = 10;

    private readonly List<Entry> entries = [.. FileLayer.Group(file.Tensors.Where(IsWeight)).Select(Entry.Of)];

    /// <summary>The attributes of the layers, the input first.</summary>
    /// <exception cref="InvalidDataException">The file does not tell enough; the message says what is missing.</exception>
    public string[] Attributes()
    {
        if (entries.Count == 0) throw Wrong("it has no weights");
        Entry first = entries.Find(entry => entry.IsKernel) ?? throw Wrong("it has no kernels");
        int[] shape = input ?? (first.Rank == 2 ? [first.Inputs(IsPyTorch)] : throw Wrong($"--input is needed, as in --input 28,28,1: its first kernel is {first.Layer}"));
        int dense = entries.FindIndex(entry => entry.Rank == 2);
        int[] windows = [.. Enumerable.Range(0, entries.Count).Where(index => entries[index].Rank > 2)];
        if (windows.Length > LargestChoice) throw Wrong($"it has {windows.Length} convolutions; up to {LargestChoice} are drafted");
        if (windows.Length == 0 || dense < 0) return Write(shape, isSame: false, new HashSet<int>(), isGlobal: false);
        int wanted = entries[dense].Inputs(IsPyTorch);

        // The fewest poolings that lead to the vector that the first dense layer reads.
        foreach (int choice in Enumerable.Range(0, 1 << windows.Length).OrderBy(int.PopCount))
        {
            foreach (bool isSame in (bool[])[false, true])
            {
                HashSet<int> pooled = [.. windows.Where((_, place) => (choice >> place & 1) != 0)];
                if (FlatLength(shape, isSame, pooled) == wanted) return Write(shape, isSame, pooled, isGlobal: false);
            }
        }

        if (entries[windows[^1]].Units(IsPyTorch) == wanted) return Write(shape, isSame: true, new HashSet<int>(), isGlobal: true);
        throw Wrong($"no pooling by 2 leads from [{string.Join(", ", shape)}] to the {wanted} inputs of {entries[dense].Layer}");
    }

    private bool IsPyTorch => entries.Any(entry => entry.Layer.Tensors.Any(tensor => tensor.Role == "weight"));

    private static bool IsWeight(StoredTensor tensor) =>
        tensor.IsFloatingPoint && !tensor.Name.StartsWith("optimizer", StringComparison.Ordinal) && !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private long FlatLength(int[] shape, bool isSame, HashSet<int> pooled)
    {
        long[] extents = [.. shape.SkipLast(1).Select(extent => (long)extent)];
        int channels = shape[^1];
        foreach (int index in Enumerable.Range(0, entries.Count).Where(index => entries[index].Rank > 2))
        {
            int[] size = entries[index].Window(IsPyTorch);
            if (size.Length != extents.Length) return -1;
            for (int axis = 0; axis < size.Length; axis++)
            {
                if (!isSame) extents[axis] -= size[axis] - 1;
                if (pooled.Contains(index)) extents[axis] /= 2;
                if (extents[axis] < 1) return -1;
            }

            channels = entries[index].Units(IsPyTorch);
        }

        return extents.Aggregate((long)channels, (length, extent) => length * extent);
    }

    private string[] Write(int[] shape, bool isSame, HashSet<int> pooled, bool isGlobal)
    {
        int lastKernel = entries.FindLastIndex(entry => entry.IsKernel);
        int lastWindow = entries.FindLastIndex(entry => entry.Rank > 2);
        var attributes = new List<string> { $"Input({string.Join(", ", shape)})" };
        bool isImage = lastWindow >= 0;
        for (int index = 0; index < entries.Count; index++)
        {
            Entry entry = entries[index];
            bool isLast = index >= lastKernel;
            bool isNormalized = index + 1 < entries.Count && !entries[index + 1].IsKernel;
            string activation = isNormalized ? "Identity" : isLast ? last : hidden;
            if (entry.Rank == 2 && isImage)
            {
                attributes.Add(isGlobal ? "GlobalAveragePool2D" : "Flatten");
                isImage = false;
            }

            attributes.Add(entry.IsKernel ? entry.ToKernel(IsPyTorch, isSame, activation) : entry.ToNormalization(IsPyTorch));
            if (!entry.IsKernel && activation != "Identity") attributes.Add(activation);
            bool isPooled = pooled.Contains(index) || (!entry.IsKernel && index > 0 && pooled.Contains(index - 1));
            if (isPooled && !isNormalized) attributes.Add($"MaxPool{shape.Length - 1}D(2)");
        }

        return [.. attributes];
    }

    private InvalidDataException Wrong(string reason) => new($"{file.Name}: no class can be drafted, since {reason}. Declare the class, and use network.Import(path).");

    /// <summary>One layer of the file.</summary>
    private sealed record Entry(FileLayer Layer, StoredTensor? Kernel)
    {
        public static Entry Of(FileLayer layer) => new(layer, layer.Tensors.Select(item => item.Tensor).FirstOrDefault(tensor => tensor.Shape.Count >= 2));

        public bool IsKernel => Kernel is not null;

        public int Rank => Kernel?.Shape.Count ?? 1;

        public int Units(bool isPyTorch) => isPyTorch ? Kernel!.Shape[0] : Kernel!.Shape[^1];

        public int Inputs(bool isPyTorch) => isPyTorch ? Kernel!.Shape[1] : Kernel!.Shape[^2];

        public int[] Window(bool isPyTorch) => [.. isPyTorch ? Kernel!.Shape.Skip(2) : Kernel!.Shape.SkipLast(2)];

        public string ToKernel(bool isPyTorch, bool isSame, string activation)
        {
            var arguments = new List<string>();
            int[] window = Window(isPyTorch);
            arguments.Add(Text(Units(isPyTorch)));
            if (window.Length > 0) arguments.Add(Text(window[0]));
            if (activation != "Identity") arguments.Add($"Activation.{activation}");
            if (window.Length == 2 && window[1] != window[0]) arguments.Add($"KernelWidth = {Text(window[1])}");
            if (window.Length > 0 && isSame) arguments.Add("Padding = Padding.Same");
            if (Layer.Tensors.Count == 1) arguments.Add("UseBias = false");
            string kind = Rank == 2 ? "Dense" : Rank == 4 ? "Conv2D" : "Conv1D";
            return $"{kind}({string.Join(", ", arguments)})";
        }

        /// <summary>With the ε that the tool has where it is not told otherwise.</summary>
        public string ToNormalization(bool isPyTorch) => (Layer.Tensors.Count == 4 ? "BatchNormalization" : "LayerNormalization") + (isPyTorch ? "(epsilon: 1e-5f)" : string.Empty);

        private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
