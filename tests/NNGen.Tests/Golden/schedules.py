"""Writes schedules.json: the learning rates of PyTorch's schedules, as factors of the first or the largest rate.

    python3 schedules.py > schedules.json          (made with PyTorch 1.13.1; Debian's python3-torch)

Schedules by epochs are stepped once for each of 20 epochs; the one cycle and the restarts once for each step.
"""
import json

import torch
from torch.optim import lr_scheduler as schedule


def rates(make, count):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(optimizer)
    path = []
    for _ in range(count):
        path.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return path


print(json.dumps({
    "torch": torch.__version__,
    "StepDecay": rates(lambda o: schedule.StepLR(o, 6, gamma=0.3), 20),
    "MultiStepDecay": rates(lambda o: schedule.MultiStepLR(o, [3, 11, 12], gamma=0.5), 20),
    "ExponentialDecay": rates(lambda o: schedule.ExponentialLR(o, 0.9), 20),
    "PolynomialDecay": rates(lambda o: schedule.PolynomialLR(o, total_iters=20, power=2.5), 20),
    "CosineRestarts": rates(lambda o: schedule.CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.1), 24),
    "OneCycle": rates(lambda o: schedule.OneCycleLR(o, 1.0, total_steps=40, cycle_momentum=False), 40),
    "OneCycle early": rates(
        lambda o: schedule.OneCycleLR(
            o, 1.0, total_steps=40, pct_start=0.1, div_factor=10, final_div_factor=100, cycle_momentum=False), 40),
}, separators=(",", ":")).replace("],", "],\n"))
