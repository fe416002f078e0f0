using System.IO;
using NNGen.Learning;

namespace Playground2D;

/// <summary>The folder that the pictures go to.</summary>
public sealed class Album
{
    /// <summary>Makes the folder, if it is not there.</summary>
    /// <param name="folder">Its path.</param>
    public Album(string folder) => Folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>The full path.</summary>
    public string Folder { get; }

    /// <summary>The pictures so far.</summary>
    public int Count { get; private set; }

    /// <summary>Saves a picture.</summary>
    /// <param name="name">Its name, without the ending.</param>
    /// <param name="picture">The picture.</param>
    public void Add(string name, Picture picture)
    {
        picture.Save(Path.Combine(Folder, $"{name}.svg"));
        Count++;
    }
}
