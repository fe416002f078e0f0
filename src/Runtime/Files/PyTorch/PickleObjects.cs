namespace NNGen;

/// <summary>What a pickle's globals, calls and references to storages stand for.</summary>
internal interface IPickleObjects
{
    /// <summary>A class or function by its name; null when it is not on the list of those allowed.</summary>
    object? Global(string module, string name);

    /// <summary>The result of a call; null when the arguments are not those that are expected.</summary>
    object? Call(object function, object?[] arguments);

    /// <summary>Something that lies outside the pickle; null when it is not what is expected.</summary>
    object? Persistent(object? id);
}

/// <summary>A dictionary, in the order of its keys.</summary>
internal sealed class PickleDictionary
{
    public List<KeyValuePair<object?, object?>> Items { get; } = [];
}
