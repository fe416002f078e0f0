namespace System.Runtime.CompilerServices;

/// <summary>Lets records and init accessors compile for a framework that does not have it.</summary>
internal static class IsExternalInit;
