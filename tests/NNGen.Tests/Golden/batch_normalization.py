"""Writes batch_normalization.json: two batches of images through PyTorch's batch normalisation, in float64. Needs python3-torch (made with
1.13.1); the tests read the file only.

Images are [height, width, channels]. The running variance of PyTorch is of the unbiased variance, ours (and Keras') of the biased one, so it is
computed here from the batches.
"""
import json
import os
import torch

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)
COUNT, HEIGHT, WIDTH, CHANNELS, MOMENTUM, EPSILON = 37, 3, 2, 4, 0.75, 1e-3


def values(*shape):
    """Multiples of 1/64: exact in float32."""
    return torch.randint(-128, 128, shape).double() / 64


layer = torch.nn.BatchNorm2d(CHANNELS, eps=EPSILON, momentum=1 - MOMENTUM)
gamma, beta = values(CHANNELS), values(CHANNELS)
layer.weight.data, layer.bias.data = gamma.clone(), beta.clone()
variance = torch.ones(CHANNELS)
batches = []


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.flatten().tolist()]


for _ in range(2):
    x = (values(COUNT, HEIGHT, WIDTH, CHANNELS) * torch.tensor([1.0, 2.0, 0.5, 1.0]) + torch.tensor([0.0, 3.0, -8.0, 1.0])).requires_grad_()
    seed = values(COUNT, HEIGHT, WIDTH, CHANNELS)
    layer.zero_grad()
    y = layer(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
    y.backward(seed)
    variance = MOMENTUM * variance + (1 - MOMENTUM) * x.detach().var(dim=(0, 1, 2), unbiased=False)
    batches.append({
        "input": numbers(x),
        "output_gradient": numbers(seed),
        "output": numbers(y),
        "input_gradient": numbers(x.grad),
        "gamma_gradient": numbers(layer.weight.grad),
        "beta_gradient": numbers(layer.bias.grad),
        "moving_mean": numbers(layer.running_mean),
        "moving_variance": numbers(variance),
    })

layer.running_var.data = variance.clone()
layer.eval()
x = values(5, HEIGHT, WIDTH, CHANNELS)
used = {"input": numbers(x), "output": numbers(layer(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1))}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "batch_normalization.json")
with open(path, "w", encoding="utf-8", newline="\n") as file:
    json.dump({"gamma": numbers(gamma), "beta": numbers(beta), "batches": batches, "in_use": used}, file, separators=(",", ":"))
    file.write("\n")
print(f"{os.path.getsize(path)} bytes")
