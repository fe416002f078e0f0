namespace NNGen;

/// <summary>The formats of files with named tensors that <see cref="TensorFile"/> reads.</summary>
public enum TensorFileFormat
{
    /// <summary>A <c>.safetensors</c> file: a JSON header and raw data. NNGen's own files are of this format.</summary>
    Safetensors,

    /// <summary>A NumPy <c>.npy</c> file: one array, here called <c>array</c>.</summary>
    Npy,

    /// <summary>A NumPy <c>.npz</c> archive: arrays by name, compressed or not.</summary>
    Npz,

    /// <summary>
    /// A PyTorch <c>.pt</c> or <c>.pth</c> file: a pickled state dictionary, as a zip archive or in the form before version 1.6.
    /// </summary>
    PyTorch,

    /// <summary>A Keras <c>.h5</c> file (HDF5): a whole model or weights alone.</summary>
    Hdf5,

    /// <summary>A Keras 3 <c>.keras</c> archive: a configuration and the weights as HDF5.</summary>
    Keras,
}
