namespace NNGen;

/// <summary>
/// The sizes of a network, computed once. Its description computes them from shapes through interfaces, which costs time and may allocate.
/// </summary>
internal static class NetworkSizes<TNetwork>
    where TNetwork : class, INeuralNetwork<TNetwork>
{
    public static readonly string Name = TNetwork.Description.Name;
    public static readonly int InputLength = TNetwork.Description.InputLength;
    public static readonly int OutputLength = TNetwork.Description.OutputLength;
    public static readonly int OutputCount = TNetwork.Description.Outputs.Count;
    public static readonly int ParameterCount = TNetwork.Description.ParameterCount;
    public static readonly int BlockSize = TNetwork.Description.BlockSize;
    public static readonly int BlockLength = TNetwork.Description.BlockLength;
}
