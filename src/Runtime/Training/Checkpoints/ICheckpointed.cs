using System.IO;

namespace NNGen;

/// <summary>A part of a training's state. What is written is read again by an object that was made with the same settings.</summary>
internal interface ICheckpointed
{
    void Write(BinaryWriter writer);

    void Read(BinaryReader reader);
}
