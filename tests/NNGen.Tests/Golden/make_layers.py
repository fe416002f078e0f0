"""Writes layers.json: what PyTorch gives for small layers, in float64. Needs python3-torch (made with 1.13.1); the tests read the file only.

Every case has the layer as NNGen declares it, its input [height, width, channels] or [steps, channels], its parameters in the layouts of
Keras, an output gradient, and PyTorch's output and gradients in the same layouts.
"""
import json
import os
import torch
import torch.nn.functional as F

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)
cases = []


def values(*shape):
    """Multiples of 1/64, all different in one tensor: exact in float32, and no maximum is a draw."""
    count = 1
    for extent in shape:
        count *= extent
    return ((torch.randperm(max(count, 64))[:count].double() - count / 2) / 64).reshape(shape)


def channels_first(x):
    return x.movedim(-1, 0).unsqueeze(0)


def channels_last(y):
    return y.squeeze(0).movedim(0, -1)


def case(layers, shape, parameters, function):
    x = values(*shape).requires_grad_()
    tensors = [values(*s).requires_grad_() for s in parameters]
    y = function(channels_first(x), *tensors)

    # 1.13's instance_norm gives a wrong gradient, as finite differences show, where the output's gradient lies in another order.
    y.register_hook(lambda gradient: gradient.contiguous())
    y = channels_last(y)
    seed = values(*y.shape)
    y.backward(seed)

    def numbers(tensor):
        return [float(f"{value:.9g}") for value in tensor.flatten().tolist()]

    cases.append({
        "layers": layers,
        "input": numbers(x),
        "parameters": [numbers(t) for t in tensors],
        "output_gradient": numbers(seed),
        "output": numbers(y),
        "input_gradient": numbers(x.grad),
        "parameter_gradients": [numbers(t.grad) for t in tensors],
    })


def oihw(kernel):
    """[height, width, in, out] to [out, in, height, width]; the same for one axis."""
    return kernel.movedim(-1, 0).movedim(-1, 1)


def conv2d(options, shape, kernel, **arguments):
    case(f"Input({', '.join(map(str, shape))}), Conv2D({kernel[3]}, {kernel[0]}{options})", shape, [kernel, kernel[3:]],
         lambda x, k, b: F.conv2d(x, oihw(k), b, **arguments))


conv2d("", (4, 3, 2), (3, 3, 2, 2))
conv2d(", Pad = 1", (3, 4, 2), (3, 3, 2, 2), padding=1)
conv2d(", Stride = 2, Pad = 1", (5, 4, 2), (3, 3, 2, 2), stride=2, padding=1)
conv2d(", Stride = 2, StrideWidth = 3", (5, 6, 1), (2, 2, 1, 2), stride=(2, 3))
conv2d(", Dilation = 2, Pad = 2", (4, 5, 1), (3, 3, 1, 2), dilation=2, padding=2)
conv2d(", Groups = 2, Pad = 1", (3, 3, 4), (3, 3, 2, 4), groups=2, padding=1)
conv2d(", KernelWidth = 2", (4, 3, 2), (3, 2, 2, 2))

# Same, where the odd element of the padding stands at the end.
case("Input(4, 5, 2), Conv2D(2, 3, Stride = 2, Padding = Padding.Same)", (4, 5, 2), [(3, 3, 2, 2), (2,)],
     lambda x, k, b: F.conv2d(F.pad(x, (1, 1, 0, 1)), oihw(k), b, stride=2))

case("Input(7, 2), Conv1D(3, 3, Stride = 2, Pad = 1)", (7, 2), [(3, 2, 3), (3,)],
     lambda x, k, b: F.conv1d(x, oihw(k), b, stride=2, padding=1))
case("Input(7, 2), Conv1D(2, 3, Dilation = 2)", (7, 2), [(3, 2, 2), (2,)],
     lambda x, k, b: F.conv1d(x, oihw(k), b, dilation=2))


def depthwise(kernel):
    """[height, width, channels, multiplier] to [channels * multiplier, 1, height, width]."""
    return kernel.permute(2, 3, 0, 1).flatten(0, 1).unsqueeze(1)


case("Input(4, 3, 3), DepthwiseConv2D(3, Pad = 1)", (4, 3, 3), [(3, 3, 3, 1), (3,)],
     lambda x, k, b: F.conv2d(x, depthwise(k), b, padding=1, groups=3))
case("Input(4, 4, 2), DepthwiseConv2D(3, DepthMultiplier = 2, Stride = 2, Pad = 1)", (4, 4, 2), [(3, 3, 2, 2), (4,)],
     lambda x, k, b: F.conv2d(x, depthwise(k), b, padding=1, stride=2, groups=2))
case("Input(4, 3, 2), SeparableConv2D(3, 3, Pad = 1)", (4, 3, 2), [(3, 3, 2, 1), (1, 1, 2, 3), (3,)],
     lambda x, d, p, b: F.conv2d(F.conv2d(x, depthwise(d), padding=1, groups=2), oihw(p), b))


def transposed(kernel):
    """[height, width, out, in] to [in, out, height, width]."""
    return kernel.permute(3, 2, 0, 1)


case("Input(3, 2, 2), Conv2DTranspose(3, 2, Stride = 2)", (3, 2, 2), [(2, 2, 3, 2), (3,)],
     lambda x, k, b: F.conv_transpose2d(x, transposed(k), b, stride=2))
case("Input(3, 2, 2), Conv2DTranspose(2, 4, Stride = 2, Pad = 1)", (3, 2, 2), [(4, 4, 2, 2), (2,)],
     lambda x, k, b: F.conv_transpose2d(x, transposed(k), b, stride=2, padding=1))
case("Input(3, 2, 2), Conv2DTranspose(2, 3, Dilation = 2, Pad = 1)", (3, 2, 2), [(3, 3, 2, 2), (2,)],
     lambda x, k, b: F.conv_transpose2d(x, transposed(k), b, dilation=2, padding=1))

case("Input(5, 4, 2), MaxPool2D(2)", (5, 4, 2), [], lambda x: F.max_pool2d(x, 2))
case("Input(5, 4, 2), MaxPool2D(3, Stride = 2, Pad = 1)", (5, 4, 2), [], lambda x: F.max_pool2d(x, 3, 2, 1))
case("Input(7, 2), MaxPool1D(3, Stride = 2)", (7, 2), [], lambda x: F.max_pool1d(x, 3, 2))
case("Input(5, 4, 2), AveragePool2D(2)", (5, 4, 2), [], lambda x: F.avg_pool2d(x, 2))
case("Input(5, 4, 2), AveragePool2D(3, Stride = 2, Pad = 1)", (5, 4, 2), [],
     lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False))
case("Input(4, 3, 2), SumPool2D(2, Stride = 1)", (4, 3, 2), [], lambda x: F.avg_pool2d(x, 2, 1, divisor_override=1))




case("Input(4, 6, 2), MaxPool2D(2, Name = \"pool\"), Tanh, MaxUnpool2D(\"pool\")", (4, 6, 2), [],
     lambda x: F.max_unpool2d(*(lambda y, i: (torch.tanh(y), i))(*F.max_pool2d(x, 2, return_indices=True)), 2))

case("Input(3, 2, 2), UpSampling2D(2)", (3, 2, 2), [], lambda x: F.interpolate(x, scale_factor=2, mode="nearest"))
for factor in (2, 3):
    for name, aligns in (("Bilinear", False), ("BilinearAlignCorners", True)):
        case(f"Input(3, 2, 2), UpSampling2D({factor}, Interpolation = Interpolation.{name})", (3, 2, 2), [],
             lambda x: F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=aligns))

case("Input(3, 4), LayerNormalization(0.00001f)", (3, 4), [(4,), (4,)],
     lambda x, g, b: F.layer_norm(x.transpose(1, 2), (4,), g, b, 1e-5).transpose(1, 2))
case("Input(3, 2, 4), GroupNormalization(2, Epsilon = 0.00001f)", (3, 2, 4), [(4,), (4,)],
     lambda x, g, b: F.group_norm(x, 2, g, b, 1e-5))
case("Input(3, 2, 3), InstanceNormalization(0.00001f)", (3, 2, 3), [(3,), (3,)],
     lambda x, g, b: F.instance_norm(x, weight=g, bias=b, eps=1e-5))
case("Input(3, 5), LocalResponseNormalization(3, Alpha = 0.5f, Bias = 2f)", (3, 5), [],
     lambda x: F.local_response_norm(x, 3, 0.5, 0.75, 2))

# Added later: behind the others, so that these keep their numbers.
conv2d(", Stride = 2, Dilation = 3, Pad = 3", (5, 4, 2), (3, 3, 2, 2), stride=2, dilation=3, padding=3)

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "layers.json")
with open(path, "w", encoding="utf-8", newline="\n") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(f"{len(cases)} cases, {os.path.getsize(path)} bytes")
