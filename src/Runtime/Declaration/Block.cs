namespace NNGen;

/// <summary>
/// What the layers on the class of a block may refer to: the block's input, and its parameters, the arguments that a use of the block
/// gives to its constructor. See <see cref="BlockAttribute"/>.
/// </summary>
/// <remarks>
/// A parameter's number stands for a value that is not known yet. The generator puts the value in its place, also where the number was
/// multiplied or divided by a constant from 2 to 16, or where a constant up to 4,096 was added: <c>4 * Block.Parameter1</c>,
/// <c>Block.Parameter1 / 16</c>, <c>Block.Parameter2 - 1</c>. It may stand for a number, an element of a shape, or, by a cast, a member of
/// an enum: <c>(Activation)Block.Parameter3</c>.
/// </remarks>
public static class Block
{
    /// <summary>
    /// The name of a block's input on the block's class, for <c>From</c> and merging layers, as in <c>[Add(Block.Input)]</c>.
    /// </summary>
    public const string Input = "input";

    /// <summary>The first parameter of the block's constructor.</summary>
    public const int Parameter1 = -100_180_080;

    /// <summary>The second parameter of the block's constructor.</summary>
    public const int Parameter2 = -100_900_800;

    /// <summary>The third parameter of the block's constructor.</summary>
    public const int Parameter3 = -101_621_520;

    /// <summary>The fourth parameter of the block's constructor.</summary>
    public const int Parameter4 = -102_342_240;

    /// <summary>The fifth parameter of the block's constructor.</summary>
    public const int Parameter5 = -103_062_960;

    /// <summary>The sixth parameter of the block's constructor.</summary>
    public const int Parameter6 = -103_783_680;

    /// <summary>The seventh parameter of the block's constructor.</summary>
    public const int Parameter7 = -104_504_400;

    /// <summary>The eighth parameter of the block's constructor.</summary>
    public const int Parameter8 = -105_225_120;
}
