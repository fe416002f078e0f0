using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace NNGen.Build;

/// <summary>
/// Describes every <c>NNGenModel</c> of a project to the compiler: one small manifest for each, and the files that are to be embedded. A
/// file that has not changed since its manifest was written is not read again.
/// </summary>
public sealed class DescribeModels : Task
{
    private const string Code = "NNG0063";
    private const string Help = "https://github.com/nngen/nngen/blob/main/docs/import-export.md";

    /// <summary>The project's models.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The folder for the manifests, by custom below <c>obj</c>.</summary>
    [Required]
    public string Folder { get; set; } = string.Empty;

    /// <summary>The manifests, for the compiler.</summary>
    [Output]
    public ITaskItem[] Manifests { get; private set; } = [];

    /// <summary>The models that become resources, with their <c>LogicalName</c>.</summary>
    [Output]
    public ITaskItem[] Resources { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var manifests = new List<ITaskItem>();
        var resources = new List<ITaskItem>();
        foreach (ITaskItem model in Models)
        {
            string name = model.ItemSpec.Replace('\\', '/');
            try
            {
                string path = Path.Combine(Folder, ManifestName(name));
                bool isOnnx = name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
                string? resource = isOnnx ? DescribeOnnx(model, name, path) : Describe(model.GetMetadata("FullPath"), name, path);
                manifests.Add(new TaskItem(path));
                if (resource is null) continue;
                string embedded = isOnnx ? WeightsOf(path) : model.ItemSpec;
                resources.Add(new TaskItem(embedded, new Dictionary<string, string> { ["LogicalName"] = resource }));
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
            {
                Log.LogError(null, Code, null, Help, model.ItemSpec, 0, 0, 0, 0, "{0}", error.Message);
            }
        }

        Manifests = manifests.ToArray();
        Resources = resources.ToArray();
        return !Log.HasLoggedErrors;
    }

    /// <summary>
    /// Writes the manifest unless it is up to date; gives the resource's name, or null where the manifest holds the data.
    /// </summary>
    private static string? Describe(string model, string name, string manifest)
    {
        if (!File.Exists(model))
        {
            throw new FileNotFoundException($"Expected the weights file '{name}' of an NNGenModel, found no such file.");
        }
        if (!name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(
                $"Expected a .safetensors or .onnx file as NNGenModel, found '{name}': import it with network.Import(…) and save it with network.Save(…).");
        }

        string stamp = ModelFile.StampOf(model);
        string[] old = File.Exists(manifest) ? File.ReadAllLines(manifest) : [];
        if (old.Length > 1 && old[0] == ModelFile.Signature && old[1] == stamp) return ResourceIn(old);
        string text = ModelFile.Describe(model, name, stamp);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(manifest))!);
        File.WriteAllText(manifest, text);
        return ResourceIn(text.Split('\n'));
    }

    /// <summary>As for weights; the weights of a model are written beside its manifest. What is wrong with the file, the compiler reports.</summary>
    private static string? DescribeOnnx(ITaskItem item, string name, string manifest)
    {
        string model = item.GetMetadata("FullPath");
        (string dimensions, string outputs) = (item.GetMetadata("Dimensions"), item.GetMetadata("Outputs"));
        string stamp = $"{ModelFile.StampOf(model)} {OnnxModelFile.Plain($"{dimensions} {outputs}")}".TrimEnd();
        string[] old = File.Exists(manifest) ? File.ReadAllLines(manifest) : [];
        bool isUpToDate = old.Length > 1 && old[0] == ModelFile.Signature && old[1] == stamp && FilesBesideAreOld(old, Path.GetDirectoryName(model)!);
        bool isComplete = ResourceIn(old) is null || File.Exists(WeightsOf(manifest));
        if (isUpToDate && isComplete) return ResourceIn(old);
        string text = OnnxModelFile.Describe(model, name, stamp, dimensions, outputs, out byte[]? weights);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(manifest))!);
        if (weights is not null) File.WriteAllBytes(WeightsOf(manifest), weights);
        File.WriteAllText(manifest, text);
        return ResourceIn(text.Split('\n'));
    }

    /// <summary>Whether the files that hold a model's constants are those that its manifest tells of.</summary>
    private static bool FilesBesideAreOld(string[] manifest, string folder) => manifest
        .Where(line => line.StartsWith(OnnxModelFile.BesideKey, StringComparison.Ordinal))
        .Select(line => line.Substring(OnnxModelFile.BesideKey.Length).Split([' '], 2))
        .All(parts => ModelFile.FactsOf(Path.Combine(folder, parts[1])) == parts[0]);

    private static string WeightsOf(string manifest) => Path.ChangeExtension(manifest, ".safetensors");

    private static string? ResourceIn(string[] lines)
    {
        const string key = "resource ";
        foreach (string line in lines)
        {
            if (line.StartsWith(key, StringComparison.Ordinal)) return line.Substring(key.Length);
        }

        return null;
    }

    /// <summary>A file name of its own for every path: folders and dots that lead out of the project are no part of it.</summary>
    private static string ManifestName(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] is '/' or ':' || Array.IndexOf(Path.GetInvalidFileNameChars(), letters[i]) >= 0) letters[i] = '_';
        }

        uint hash = 2166136261;
        foreach (char letter in name) hash = unchecked((hash ^ letter) * 16777619);
        return $"{new string(letters)}.{hash:x8}.nngenmodel";
    }
}
