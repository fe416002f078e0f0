"""Exports small networks as ONNX models, each with a self-test that PyTorch or NumPy computed in 64 bits.

Needs torch (1.13), onnx (1.12) and numpy. Run in this folder: python3 make.py
"""

import base64
import copy

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

SAMPLES = 3
OPSET = 13


def add_test(model, inputs, outputs):
    """Rows follow each other, and in a row the ports in the order of the model."""
    for key, ports in (("inputs", inputs), ("outputs", outputs)):
        rows = [np.asarray(port[k] if len(port) == SAMPLES else port, np.float32).ravel() for k in range(SAMPLES) for port in ports]
        entry = model.metadata_props.add()
        entry.key = "nngen.self_test." + key
        entry.value = base64.b64encode(np.concatenate(rows).astype("<f4").tobytes()).decode()


def export(name, network, *shapes, opset=OPSET, positive=False):
    network.eval()
    for module in network.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.running_mean.uniform_(-0.5, 0.5)
            module.running_var.uniform_(0.5, 2)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    samples = [torch.rand(SAMPLES, *shape) if positive else torch.randn(SAMPLES, *shape) for shape in shapes]
    ins = [f"x{k}" for k in range(len(samples))]
    with torch.no_grad():
        exact = copy.deepcopy(network).double()(*[sample.double() for sample in samples])
        exact = exact if isinstance(exact, tuple) else (exact,)
    outs = [f"y{k}" for k in range(len(exact))]
    axes = {port: {0: "batch"} for port in ins + outs}
    torch.onnx.export(network, tuple(samples), name + ".onnx", opset_version=opset, input_names=ins, output_names=outs, dynamic_axes=axes)
    model = onnx.load(name + ".onnx")
    add_test(model, [sample.numpy() for sample in samples], [value.numpy() for value in exact])
    onnx.save(model, name + ".onnx")


class Of(nn.Module):
    """A function of modules and inputs."""

    def __init__(self, function, *modules):
        super().__init__()
        self.function = function
        self.parts = nn.ModuleList(modules)

    def forward(self, *inputs):
        return self.function(self.parts, *inputs)


class Block(nn.Module):
    def __init__(self, ins, outs, stride=1):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(ins, outs, 3, stride, 1, bias=False), nn.BatchNorm2d(outs), nn.ReLU(),
            nn.Conv2d(outs, outs, 3, 1, 1, bias=False), nn.BatchNorm2d(outs))
        self.short = nn.Sequential(nn.Conv2d(ins, outs, 1, stride, bias=False), nn.BatchNorm2d(outs)) if stride > 1 else nn.Identity()

    def forward(self, x):
        return F.relu(self.body(x) + self.short(x))


class GaussianPolicy(nn.Module):
    """Mean, a deviation that does not depend on the state, and a value: what actor-critic libraries export."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh())
        self.mean, self.value = nn.Linear(8, 2), nn.Linear(8, 1)
        self.log_deviation = nn.Parameter(torch.randn(2) * 0.1)

    def forward(self, x):
        hidden = self.body(x)
        mean = self.mean(hidden)
        return torch.clamp(mean, -1, 1), self.log_deviation.exp().expand_as(mean), self.value(hidden)


class SquashedPolicy(nn.Module):
    """Soft actor-critic: a squashed mean, a bounded deviation, and a log-probability."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU())
        self.mean, self.log = nn.Linear(8, 2), nn.Linear(8, 2)
        self.register_buffer("scale", torch.tensor([[1.5, 2.0]]))
        self.register_buffer("shift", torch.tensor([[0.5, 0.0]]))

    def forward(self, x):
        hidden = self.body(x)
        mean, log = self.mean(hidden), -5 + 3.5 * (torch.tanh(self.log(hidden)) + 1)
        return torch.tanh(mean) * self.scale + self.shift, torch.exp(torch.clamp(log, -20, 2)), (-(mean ** 2) / (2 * torch.exp(log) ** 2) - log).sum(1)


class MaskedPolicy(nn.Module):
    """Swish layers, a mask of actions, and constants as outputs, as game engines' toolkits write them."""

    def __init__(self):
        super().__init__()
        self.body, self.head = nn.Linear(5, 8), nn.Linear(8, 4)
        self.version = nn.Parameter(torch.tensor([3.0]), requires_grad=False)

    def forward(self, x, mask):
        hidden = self.body(x)
        p = (F.softmax(self.head(hidden * torch.sigmoid(hidden)), 1) + 1e-7) * mask
        return torch.log(p / p.sum(1, keepdim=True) + 1e-7), self.version


def pytorch():
    torch.manual_seed(1)
    export("resnet", nn.Sequential(
        nn.Conv2d(3, 4, 7, 2, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(3, 2, 1), Block(4, 4), Block(4, 6, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3)), (3, 16, 16))
    export("mobile", nn.Sequential(
        nn.Conv2d(3, 6, 3, 2, 1, bias=False), nn.BatchNorm2d(6), nn.ReLU6(), nn.Conv2d(6, 6, 3, 1, 1, groups=6, bias=False), nn.BatchNorm2d(6),
        nn.Hardswish(), nn.Conv2d(6, 8, 1), nn.SiLU(), nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(1), nn.Dropout(0.2), nn.Linear(8, 3)), (3, 8, 8))
    export("viewed", Of(lambda m, x: m[1](F.relu(m[0](x)).view(x.size(0), -1)), nn.Conv2d(2, 3, 3), nn.Linear(48, 3)), (2, 6, 6))
    export("layer_norm", nn.Sequential(nn.Linear(6, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 3), nn.LogSoftmax(1)), (6,))
    export("super_resolution", nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1), nn.PixelShuffle(2)), (1, 5, 4))
    export("upsampling", nn.Sequential(
        nn.Conv2d(1, 2, 3, padding=1), nn.Upsample(scale_factor=2), nn.Conv2d(2, 2, 3, padding=1),
        nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False), nn.Conv2d(2, 1, 3), nn.Upsample(size=(11, 13), mode="bilinear", align_corners=True)), (1, 3, 4))
    export("unet", Of(
        lambda m, x: (lambda a: torch.sigmoid(m[3](torch.cat([m[2](F.relu(m[1](F.max_pool2d(a, 2)))), a], 1))))(F.relu(m[0](x))),
        nn.Conv2d(1, 3, 3, padding=1), nn.Conv2d(3, 4, 3, padding=1), nn.ConvTranspose2d(4, 3, 2, 2), nn.Conv2d(6, 2, 3, padding=1)), (1, 6, 6))
    export("squeeze", Of(
        lambda m, x: (lambda y: y * torch.sigmoid(m[2](F.relu(m[1](y.mean((2, 3)))))).view(y.size(0), 4, 1, 1))(m[0](x)),
        nn.Conv2d(2, 4, 3), nn.Linear(4, 2), nn.Linear(2, 4)), (2, 5, 5))
    export("convnext", Of(
        lambda m, x: (lambda h: x + m[3](F.gelu(m[2](m[1](h.permute(0, 2, 3, 1))))).permute(0, 3, 1, 2))(m[0](x)),
        nn.Conv2d(3, 3, 3, padding=1, groups=3), nn.LayerNorm(3), nn.Linear(3, 6), nn.Linear(6, 3)), (3, 4, 4))
    export("shuffled", Of(
        lambda m, x: (lambda y: y.view(y.size(0), 2, 2, y.size(2), y.size(3)).transpose(1, 2).contiguous().view(y.size(0), -1, y.size(2), y.size(3)))(m[0](x)),
        nn.Conv2d(2, 4, 3)), (2, 5, 4))
    export("attention", Of(
        lambda m, x: torch.softmax(m[0](x) @ m[1](x).transpose(1, 2) / 2, -1) @ m[2](x), nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 4)), (3, 4))
    export("volume", nn.Sequential(nn.Conv3d(1, 2, 3), nn.ReLU(), nn.MaxPool3d(2), nn.Flatten(), nn.Linear(2, 2)), (1, 4, 4, 4))
    export("sequence", nn.Sequential(
        nn.Conv1d(2, 4, 3, padding=1), nn.BatchNorm1d(4), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(4, 6, 3, dilation=2, padding=2), nn.GLU(1),
        nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(3, 2)), (2, 8))
    export("activations", nn.Sequential(
        nn.Linear(4, 6), nn.ELU(), nn.LeakyReLU(0.2), nn.PReLU(), nn.Linear(6, 6), nn.SELU(), nn.CELU(), nn.Softplus(), nn.Linear(6, 6),
        nn.Hardsigmoid(), nn.Hardtanh(), nn.Linear(6, 6), nn.Softsign(), nn.Softshrink(0.1), nn.Tanhshrink(), nn.LogSigmoid()), (4,))
    export("normalized", Of(
        lambda m, x: F.normalize(m[1]((lambda h: h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6))(m[0](x))), dim=1),
        nn.Linear(6, 8), nn.Linear(8, 4)), (6,))
    export("running_norm", Of(
        lambda m, x: m[0](torch.clamp((x - torch.tensor([0.5, -0.25, 0.125])) / torch.sqrt(torch.tensor([2.0, 0.5, 1.0]) + 1e-8), -5, 5)), nn.Linear(3, 2)), (3,))
    export("dueling", Of(
        lambda m, x: (lambda h: m[1](h) + m[2](h) - m[2](h).mean(1, keepdim=True))(F.relu(m[0](x))), nn.Linear(4, 6), nn.Linear(6, 1), nn.Linear(6, 3)), (4,))
    export("gaussian_policy", GaussianPolicy(), (6,))
    export("squashed_policy", SquashedPolicy(), (6,))
    export("masked_policy", MaskedPolicy(), (5,), (4,), positive=True)
    export("masked_fill", Of(lambda m, x, mask: m[0](x).masked_fill(mask < 0, float("-inf")).softmax(-1), nn.Linear(5, 4)), (5,), (4,))
    export("towers", Of(lambda m, a, b: F.cosine_similarity(m[0](a), m[1](b)), nn.Linear(4, 5), nn.Linear(3, 5)), (4,), (3,))
    export("greedy", Of(lambda m, x: (m[0](x), m[0](x).argmax(1)), nn.Linear(4, 3)), (4,))
    export("old", nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 3)), (1, 6, 6), opset=7)


def build(name, nodes, constants, inputs, outputs, tests, domains=()):
    """A model as another exporter writes it, node by node."""
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info(port, kind, ["batch", *shape]) for port, kind, shape in inputs],
        [helper.make_tensor_value_info(port, TensorProto.FLOAT, None) for port in outputs],
        [numpy_helper.from_array(value, key) for key, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET), *(helper.make_opsetid(*domain) for domain in domains)])
    add_test(model, *tests)
    onnx.save(model, name + ".onnx")


def scikit_learn(random):
    """A scaler and an MLPClassifier: doubles come in, labels and probabilities go out."""
    x = random.normal(size=(SAMPLES, 3))
    offset, scale = random.normal(size=3), random.uniform(0.5, 2, size=3)
    w1, b1, w2, b2 = random.normal(size=(3, 5)), random.normal(size=5), random.normal(size=(5, 3)), random.normal(size=3)
    w1, b1, w2, b2, offset, scale = [value.astype(np.float32) for value in (w1, b1, w2, b2, offset, scale)]
    x = x.astype(np.float32)
    hidden = np.maximum((x.astype(float) - offset) * scale @ w1 + b1, 0) @ w2 + b2
    p = np.exp(hidden - hidden.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    labels = np.array([2, 5, 9], np.int64)
    nodes = [
        helper.make_node("Cast", ["x"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Scaler", ["floats"], ["scaled"], domain="ai.onnx.ml", offset=offset, scale=scale),
        helper.make_node("MatMul", ["scaled", "w1"], ["m1"]), helper.make_node("Add", ["m1", "b1"], ["a1"]), helper.make_node("Relu", ["a1"], ["h"]),
        helper.make_node("MatMul", ["h", "w2"], ["m2"]), helper.make_node("Add", ["m2", "b2"], ["a2"]), helper.make_node("Softmax", ["a2"], ["p"]),
        helper.make_node("ArgMax", ["p"], ["index"], axis=1),
        helper.make_node("ArrayFeatureExtractor", ["labels", "index"], ["found"], domain="ai.onnx.ml"),
        helper.make_node("Cast", ["found"], ["cast"], to=TensorProto.INT64), helper.make_node("Reshape", ["cast", "shape"], ["label"]),
        helper.make_node("ZipMap", ["p"], ["probabilities"], domain="ai.onnx.ml", classlabels_int64s=[2, 5, 9]),
    ]
    constants = {"w1": w1, "b1": b1.reshape(1, 5), "w2": w2, "b2": b2.reshape(1, 3), "labels": labels, "shape": np.array([-1], np.int64)}
    build("scikit_learn", nodes, constants, [("x", TensorProto.DOUBLE, [3])], ["label", "probabilities"], ([x], [labels[p.argmax(1)], p]), [("ai.onnx.ml", 1)])


def keras(random):
    """A convolution with channels last: transpositions around it, biases as additions."""
    image = random.normal(size=(SAMPLES, 5, 4, 2)).astype(np.float32)
    k, b = random.normal(size=(3, 2, 3, 3)).astype(np.float32), random.normal(size=3).astype(np.float32)
    w, c = random.normal(size=(60, 2)).astype(np.float32), random.normal(size=2).astype(np.float32)
    y = F.relu(F.conv2d(torch.tensor(image).double().permute(0, 3, 1, 2), torch.tensor(k).double(), torch.tensor(b).double(), padding=1))
    y = torch.sigmoid(y.permute(0, 2, 3, 1).reshape(SAMPLES, -1) @ torch.tensor(w).double() + torch.tensor(c).double())
    nodes = [
        helper.make_node("Transpose", ["image"], ["first"], perm=[0, 3, 1, 2]),
        helper.make_node("Conv", ["first", "k"], ["conv"], auto_pad="SAME_UPPER", kernel_shape=[3, 3]), helper.make_node("Add", ["conv", "b"], ["sum"]),
        helper.make_node("Relu", ["sum"], ["positive"]), helper.make_node("Transpose", ["positive"], ["last"], perm=[0, 2, 3, 1]),
        helper.make_node("Reshape", ["last", "shape"], ["flat"]), helper.make_node("MatMul", ["flat", "w"], ["product"]),
        helper.make_node("Add", ["product", "c"], ["logits"]), helper.make_node("Sigmoid", ["logits"], ["y"]),
    ]
    constants = {"k": k, "b": b.reshape(1, 3, 1, 1), "w": w, "c": c, "shape": np.array([-1, 60], np.int64)}
    build("keras", nodes, constants, [("image", TensorProto.FLOAT, [5, 4, 2])], ["y"], ([image], [y.numpy()]))


pytorch()
scikit_learn(np.random.default_rng(1))
keras(np.random.default_rng(2))
