"""Makes the files beside it with PyTorch and h5py, in the forms that PyTorch and Keras write.

Debian: apt-get install python3-torch python3-h5py; then /usr/bin/python3 make.py in this folder.
Made with PyTorch 1.13.1, NumPy 1.24.2 and h5py 3.7.0.
"""
import collections
import json
import zipfile

import h5py
import numpy as np
import torch
from torch import nn

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def ramp(*shape, start=0):
    """Numbers that all floating-point types hold exactly; tests know the formula."""
    count = int(np.prod(shape))
    return (((np.arange(count) + start) % 251 - 125) / 64).astype(np.float32).reshape(shape)


class Features(nn.Module):
    """Strided and grouped convolutions, a vector of flattened images, and a norm of that vector."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(2, 4, 3)
        self.depthwise = nn.Conv2d(4, 8, 3, groups=4)
        self.head = nn.Sequential(nn.Flatten(), nn.ReLU(), nn.LayerNorm(8 * 4 * 3), nn.Linear(8 * 4 * 3, 5), nn.Tanh(), nn.Linear(5, 3))

    def forward(self, x):
        return self.head(self.depthwise(torch.relu(self.stem(x))))


class Decoder(nn.Module):
    """A vector that becomes an image, and a sequence that becomes a vector."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2 * 2 * 4)
        self.up = nn.ConvTranspose2d(4, 2, 2, stride=2)
        self.out = nn.Linear(4 * 4 * 2, 2)

    def forward(self, x):
        image = torch.relu(self.fc(x)).view(-1, 4, 2, 2)
        return self.out(self.up(image).flatten(1))


class Sequence(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(3, 4, 3)
        self.out = nn.Linear(4 * 5, 2)

    def forward(self, x):
        return self.out(torch.tanh(self.conv(x)).flatten(1))


def channels_last(x):
    return np.moveaxis(x, 1, -1) if x.ndim > 2 else x


def torch_files():
    torch.manual_seed(1)
    golden = {}
    for name, model, shape in (("features", Features(), (2, 8, 7)), ("decoder", Decoder(), (3,)), ("sequence", Sequence(), (3, 7))):
        for parameter in model.parameters():
            parameter.data = torch.randn(parameter.shape) * 0.5
        x = torch.randn(4, *shape)
        golden[f"{name}.input"] = channels_last(x.numpy())
        golden[f"{name}.output"] = model(x).detach().numpy()
        torch.save(model.state_dict(), f"torch_{name}.pt")
        torch.save(model.state_dict(), f"torch_{name}_legacy.pt", _use_new_zipfile_serialization=False)
    np.savez_compressed("torch_golden.npz", **golden)

    # A checkpoint: nested, with other things beside; parts of one storage; every type; a parameter; a transposed view.
    base = torch.from_numpy(ramp(6, 4))
    state = collections.OrderedDict(
        (("part", base[1:3]), ("transposed", base.t()), ("half", base.half()), ("bfloat", base.bfloat16()), ("double", base.double()),
         ("long", torch.arange(3)), ("scalar", torch.tensor(2.0)), ("parameter", nn.Parameter(base[:, 1])), ("empty", torch.zeros(0, 3))))
    checkpoint = {"epoch": 3, "note": "größer", "loss": [0.5, 0.25], "model": state, "optimizer": {"state": {0: {"exp_avg": base}}}}
    torch.save(checkpoint, "torch_checkpoint.pt")
    torch.save(checkpoint, "torch_checkpoint_legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(nn.Linear(2, 2), "torch_module.pt")


def numpy_files():
    np.save("c_order.npy", ramp(3, 4))
    np.save("fortran.npy", np.asfortranarray(ramp(3, 4)))
    np.save("big_endian.npy", ramp(3, 4).astype(">f8"))
    np.save("scalar.npy", np.float32(2))
    np.savez_compressed("types.npz", half=ramp(2, 3).astype(np.float16), double=ramp(2, 3).astype(np.float64), integer=np.arange(3), flag=np.array([True]))


KERAS = (("conv2d", "Conv2D", (("kernel", (3, 3, 1, 2)), ("bias", (2,)))), ("dense", "Dense", (("kernel", (8, 3)), ("bias", (3,)))),
         ("dense_2", "Dense", (("kernel", (3, 3)), ("bias", (3,)))), ("dense_10", "Dense", (("kernel", (3, 3)), ("bias", (3,)))))


def keras_h5():
    """As Keras' model.save("keras.h5") does it: groups by layer, and the order of layers and weights in attributes."""
    with h5py.File("keras.h5", "w") as file:
        file.attrs["keras_version"] = "3.3.3"
        file.attrs["backend"] = "tensorflow"
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"filler": "x" * 3000}})
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = np.array([name.encode() for name, _, _ in KERAS] + [b"flatten"])
        weights.create_group("flatten").attrs["weight_names"] = np.array([], dtype="S1")
        start = 0
        for name, _, variables in KERAS:
            group = weights.create_group(name)
            names = [f"sequential/{name}/{variable}:0" for variable, _ in variables]
            group.attrs["weight_names"] = [text.encode() for text in names]
            for (_, shape), path in zip(variables, names):
                group.create_dataset(path, data=ramp(*shape, start=start))
                start += 7
        optimizer = file.create_group("optimizer_weights").create_group("adam")
        optimizer.create_dataset("iteration:0", data=np.int64(5))
        optimizer.create_dataset("momentum", data=ramp(3, 3))
        # Texts of any length, as newer writers store them.
        weights["dense"].attrs["note"] = "a text of any length"
    with h5py.File("keras_vlen.h5", "w") as file:
        file.attrs["layer_names"] = ["b", "a"]
        for start, name in enumerate(("a", "b")):
            group = file.create_group(name)
            group.attrs["weight_names"] = [f"{name}/kernel:0", f"{name}/bias:0"]
            group.create_dataset(f"{name}/kernel:0", data=ramp(2, 2, start=start))
            group.create_dataset(f"{name}/bias:0", data=ramp(2, start=start))
    with h5py.File("chunked.h5", "w") as file:
        file.create_dataset("dense/kernel:0", data=ramp(8, 8), chunks=(2, 8), compression="gzip")


def keras_archive():
    """As Keras 3's model.save("keras.keras") does it: variables by number, layers by their class."""
    with h5py.File("model.weights.h5", "w") as file:
        file.create_group("vars")
        counts = {}
        start = 0
        for _, kind, variables in KERAS:
            name = {"Conv2D": "conv2d", "Dense": "dense"}[kind]
            counts[name] = counts.get(name, -1) + 1
            group = file.create_group(f"layers/{name}{'_' + str(counts[name]) if counts[name] else ''}/vars")
            for index, (_, shape) in enumerate(variables):
                group[str(index)] = ramp(*shape, start=start)
                start += 7
        file.create_group("layers/flatten/vars")
        file.create_group("optimizer/vars")["0"] = np.int64(5)
        file.create_group("layers/dropout/seed_generator/vars")["0"] = np.array([1, 2], dtype=np.uint32)
    layers = [{"class_name": "InputLayer"}, {"class_name": "Conv2D"}, {"class_name": "Flatten"}] + [{"class_name": "Dense"}] * 3
    with open("model.weights.h5", "rb") as weights, zipfile.ZipFile("keras.keras", "w") as archive:
        for name, data in (("metadata.json", b'{"keras_version": "3.3.3"}'),
                           ("config.json", json.dumps({"class_name": "Sequential", "config": {"name": "sequential", "layers": layers}}).encode()),
                           ("model.weights.h5", weights.read())):
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), data)


if __name__ == "__main__":
    torch_files()
    numpy_files()
    keras_h5()
    keras_archive()
