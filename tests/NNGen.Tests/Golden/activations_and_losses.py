"""Writes activations_and_losses.json: PyTorch's values and gradients, in float64, of every activation and loss that it has.

Made once with PyTorch 1.13: python3 activations_and_losses.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def with_gradient(function, x):
    x = x.clone().requires_grad_()
    y = function(x)
    y.sum().backward()
    return y.detach(), x.grad


# No kinks: 0, 1, 3, -1 and -3 are left out.
POINTS = torch.tensor([-90.0, -20.0, -7.5, -3.5, -2.0, -1.25, -0.7, -0.1, -1e-4, 1e-4, 0.2, 0.75, 1.5, 2.5, 4.0, 7.5, 19.0, 90.0])

ACTIVATIONS = {
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "ReLU": F.relu,
    "Arctan": torch.atan,
    "ELU": F.elu,
    "SELU": F.selu,
    "GELU": F.gelu,
    "GELUTanh": lambda x: F.gelu(x, approximate="tanh"),
    "SiLU": F.silu,
    "Mish": F.mish,
    "Softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
    "Softsign": F.softsign,
    "HardSigmoid": F.hardsigmoid,
    "HardTanh": F.hardtanh,
    "HardSwish": F.hardswish,
    "ReLU6": F.relu6,
    "ELU(0.5f)": lambda x: F.elu(x, alpha=0.5),
    "CELU(0.5f)": lambda x: F.celu(x, alpha=0.5),
    "LeakyReLU(0.125f)": lambda x: F.leaky_relu(x, 0.125),
    "ThresholdedReLU(0.5f)": lambda x: F.threshold(x, 0.5, 0.0),
}

Z = torch.tensor([[0.3, -1.2, 2.1, 0.4], [-3.0, 0.5, 1e-3, 8.0], [40.0, -35.0, 0.25, -60.0]])
ONE_HOT = torch.tensor([[0.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
SOFT = torch.tensor([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.25, 0.25, 0.25, 0.25]])
LABELS = torch.tensor([[0.0, 1.0, 1.0, 0.0], [1.0, 0.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0]])
NUMBERS = torch.tensor([[0.5, -1.0, 2.0, 0.1], [-2.0, 1.5, -0.25, 5.0], [30.0, -35.5, 0.75, -61.0]])
COUNTS = torch.tensor([[0.0, 3.0, 1.0, 2.0], [5.0, 0.0, 1.0, 2.0], [1.0, 4.0, 0.0, 7.0]])
SMALL = torch.tensor([[0.3, -1.2, 2.1, 0.4], [-3.0, 0.5, 1e-3, 4.0], [1.0, -2.0, 0.25, -0.5]])


def smooth(t, amount):
    return t * (1 - amount) + amount / 2


def focal(z, t):
    """torchvision.ops.sigmoid_focal_loss with its defaults, by torch's own cross-entropy."""
    p = torch.sigmoid(z)
    p_t = p * t + (1 - p) * (1 - t)
    alpha = 0.25 * t + 0.75 * (1 - t)
    return (alpha * (1 - p_t) ** 2 * F.binary_cross_entropy_with_logits(z, t, reduction="none")).mean(1)


def hinge(z, t, power):
    return (F.relu(1 - (2 * t - 1) * z) ** power).mean(1)


# Name, what stands before it, inputs of the last stage, targets, the loss of each sample.
LOSSES = [
    ("MeanSquaredError", "Identity", Z, NUMBERS, lambda z, t: F.mse_loss(z, t, reduction="none").mean(1)),
    ("SumSquaredError", "Identity", Z, NUMBERS, lambda z, t: F.mse_loss(z, t, reduction="none").sum(1)),
    ("MeanAbsoluteError", "Identity", Z, NUMBERS, lambda z, t: F.l1_loss(z, t, reduction="none").mean(1)),
    ("Huber", "Identity", Z, NUMBERS, lambda z, t: F.huber_loss(z, t, reduction="none").mean(1)),
    ("Huber, HuberDelta = 0.5f", "Identity", Z, NUMBERS, lambda z, t: F.huber_loss(z, t, reduction="none", delta=0.5).mean(1)),
    ("LogCosh", "Identity", Z, NUMBERS, lambda z, t: (torch.logaddexp(z - t, t - z) - torch.log(torch.tensor(2.0))).mean(1)),
    ("BinaryCrossEntropy", "Sigmoid", Z, LABELS, lambda z, t: F.binary_cross_entropy_with_logits(z, t, reduction="none").mean(1)),
    ("BinaryCrossEntropy, FromLogits = true", "Identity", Z, SOFT,
     lambda z, t: F.binary_cross_entropy_with_logits(z, t, reduction="none").mean(1)),
    ("BinaryCrossEntropy, LabelSmoothing = 0.125f", "Sigmoid", Z, LABELS,
     lambda z, t: F.binary_cross_entropy_with_logits(z, smooth(t, 0.125), reduction="none").mean(1)),
    ("BinaryFocalCrossEntropy", "Sigmoid", SMALL, LABELS, focal),
    ("CategoricalCrossEntropy", "Softmax", Z, ONE_HOT, lambda z, t: F.cross_entropy(z, t, reduction="none")),
    ("CategoricalCrossEntropy, FromLogits = true", "Identity", Z, SOFT, lambda z, t: F.cross_entropy(z, t, reduction="none")),
    ("CategoricalCrossEntropy", "LogSoftmax", Z, SOFT, lambda z, t: F.cross_entropy(z, t, reduction="none")),
    ("CategoricalCrossEntropy, LabelSmoothing = 0.125f", "Softmax", Z, ONE_HOT,
     lambda z, t: F.cross_entropy(z, t, reduction="none", label_smoothing=0.125)),
    ("KullbackLeibler", "Softmax", Z, SOFT, lambda z, t: F.kl_div(F.log_softmax(z, 1), t, reduction="none").sum(1)),
    ("Poisson, FromLogits = true", "Identity", SMALL, COUNTS, lambda z, t: F.poisson_nll_loss(z, t, reduction="none").mean(1)),
    ("Poisson", "Softplus", SMALL, COUNTS, lambda z, t: F.poisson_nll_loss(F.softplus(z), t, log_input=False, eps=0, reduction="none").mean(1)),
    ("Hinge", "Identity", Z, LABELS, lambda z, t: hinge(z, t, 1)),
    ("SquaredHinge", "Identity", Z, LABELS, lambda z, t: hinge(z, t, 2)),
    ("CosineSimilarity", "Identity", Z, NUMBERS, lambda z, t: -F.cosine_similarity(z, t, dim=1)),
    ("CategoricalHinge", "Identity", Z, ONE_HOT, lambda z, t: F.relu(1 + ((1 - t) * z).amax(1) - (t * z).sum(1))),
]


def main():
    activations = []
    for name, function in ACTIVATIONS.items():
        y, slope = with_gradient(function, POINTS)
        activations.append({"layer": name, "y": y.tolist(), "slope": slope.tolist()})
    losses = []
    for name, activation, z, t, function in LOSSES:
        value, gradient = with_gradient(lambda z: function(z, t), z)
        losses.append({
            "loss": name, "activation": activation, "z": z.flatten().tolist(), "t": t.flatten().tolist(), "value": value.tolist(),
            "gradient": gradient.flatten().tolist(),
        })
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps({"x": POINTS.tolist(), "activations": activations, "losses": losses}) + "\n")


main()
