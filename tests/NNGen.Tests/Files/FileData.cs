using System.IO;
using System.Linq;
using NNGen.Tests.Approval;

namespace NNGen.Tests.Files;

/// <summary>The files that <c>Data/make.py</c> has made with other tools.</summary>
internal static class FileData
{
    public static string PathOf(string name) => RepositoryFiles.PathOf("tests", "NNGen.Tests", "Files", "Data", name);

    public static TensorFile Open(string name) => TensorFile.Open(PathOf(name));

    public static TensorFile Open(byte[] content, string name) => TensorFile.Open(new MemoryStream(content), name);

    /// <summary>The numbers that make.py calls a ramp: element i of row-major order is ((i + start) mod 251 − 125) / 64.</summary>
    public static float[] Ramp(int count, int start = 0) => [.. Enumerable.Range(start, count).Select(i => ((i % 251) - 125) / 64f)];
}
