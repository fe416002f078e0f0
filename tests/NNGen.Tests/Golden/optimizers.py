"""Writes optimizers.json: what PyTorch's optimisers make of given gradients, in float64.

    python3 optimizers.py > optimizers.json          (made with PyTorch 1.13.1; Debian's python3-torch)

The gradients are multiples of 1/1024, so that float32 has them exactly. Some are 0, some turn their sign, one is 0 all the time.
"""
import json
import math

import torch

COUNT, STEPS = 9, 14


def gradient(step, index):
    if index == 0 or (step + index) % 5 == 0:
        return 0.0
    value = math.sin(1.7 * index + 0.6 * step) * (2.0 ** (index - 4))
    return round(value * 1024) / 1024


CASES = {
    "Sgd": (torch.optim.SGD, dict(lr=0.1)),
    "Sgd momentum": (torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
    "Sgd nesterov": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, nesterov=True)),
    "Adam": (torch.optim.Adam, dict()),
    "Adam amsgrad": (torch.optim.Adam, dict(lr=0.01, betas=(0.8, 0.9), amsgrad=True)),
    "AdamW": (torch.optim.AdamW, dict(lr=0.01)),
    "AdamW decay": (torch.optim.AdamW, dict(lr=0.01, weight_decay=0.3)),
    # Without foreach, PyTorch 1.13 multiplies one μ too many into the product.
    "Nadam": (torch.optim.NAdam, dict(foreach=True)),
    "Nadam decay": (torch.optim.NAdam, dict(lr=0.01, momentum_decay=0.5, foreach=True)),
    "Adagrad": (torch.optim.Adagrad, dict()),
    "Adagrad decay": (torch.optim.Adagrad, dict(lr=0.1, lr_decay=0.2, initial_accumulator_value=0.1)),
    "Adadelta": (torch.optim.Adadelta, dict()),
    "Adadelta rho": (torch.optim.Adadelta, dict(lr=0.5, rho=0.5, eps=1e-3)),
    "RMSprop": (torch.optim.RMSprop, dict()),
    "RMSprop momentum": (torch.optim.RMSprop, dict(lr=0.01, alpha=0.9, momentum=0.8)),
    "RMSprop centered": (torch.optim.RMSprop, dict(alpha=0.9, centered=True)),
    "RMSprop centered momentum": (torch.optim.RMSprop, dict(alpha=0.9, centered=True, momentum=0.8)),
    "Rprop": (torch.optim.Rprop, dict()),
    "Rprop limits": (torch.optim.Rprop, dict(lr=0.02, etas=(0.4, 1.5), step_sizes=(0.01, 0.04))),
}


def run(kind, settings):
    weights = torch.tensor([0.5 - 0.125 * i for i in range(COUNT)], dtype=torch.float64, requires_grad=True)
    optimizer = kind([weights], **settings)
    path = []
    for step in range(STEPS):
        weights.grad = torch.tensor([gradient(step, i) for i in range(COUNT)], dtype=torch.float64)
        optimizer.step()
        path.append(weights.detach().tolist())
    return path


print(json.dumps({
    "torch": torch.__version__,
    "gradients": [[gradient(step, i) for i in range(COUNT)] for step in range(STEPS)],
    "weights": {name: run(*case) for name, case in CASES.items()},
}, indent=None, separators=(",", ":")).replace("],[", "],\n["))
