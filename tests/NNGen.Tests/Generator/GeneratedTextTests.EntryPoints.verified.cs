public static void Pack(ref float parameters, ref float packed)
{
    Panels.Pack(ref parameters, 1, 0, 2, 3, 3, 1, ref packed, 16, 16);
    Panels.Pack(ref Unsafe.Add(ref parameters, 6), 1, 0, 1, 0, 3, 1, ref Unsafe.Add(ref packed, 32), 16, 16);
    Panels.Pack(ref Unsafe.Add(ref parameters, 9), 1, 0, 3, 1, 1, 3, ref Unsafe.Add(ref packed, 48), 16, 16);
    Panels.Pack(ref Unsafe.Add(ref parameters, 12), 1, 0, 1, 0, 1, 1, ref Unsafe.Add(ref packed, 96), 16, 16);
}

public static void ForwardBlock(ref float parameters, ref float block, ref float input, ref float output)
{
    // input: the caller's rows to [feature][sample]
    BlockTranspose.RowsToLanes(ref input, 2, 2, ref Unsafe.Add(ref block, 96));
    ComputeDense1Z(ref Unsafe.Add(ref block, 96), ref parameters, ref block, ref Unsafe.Add(ref parameters, 6));
    ComputeDense1(ref Unsafe.Add(ref block, 96), ref block);
    ComputeDense2(ref Unsafe.Add(ref block, 96), ref Unsafe.Add(ref parameters, 9), ref block, ref Unsafe.Add(ref parameters, 12));
    // dense_2: [feature][sample] to the caller's rows
    BlockTranspose.LanesToRows(ref block, 1, ref output, 1);
}

public static void TrainForward(ref float parameters, ref float block, ref float input, ref nint rows, int segment)
{
    // input: the caller's rows to [feature][sample]
    BlockTranspose.RowsToLanes(ref input, ref rows, 2, ref Unsafe.Add(ref block, 96));
    ComputeDense1Z(ref Unsafe.Add(ref block, 96), ref parameters, ref block, ref Unsafe.Add(ref parameters, 6));
    ComputeDense1(ref Unsafe.Add(ref block, 512), ref block);
    ComputeDense2(ref Unsafe.Add(ref block, 512), ref Unsafe.Add(ref parameters, 9), ref Unsafe.Add(ref block, 1248), ref Unsafe.Add(ref parameters, 12));
    // dense_1: [feature][sample] to [sample][feature]
    BlockTranspose.LanesToRows(ref Unsafe.Add(ref block, 512), 3, ref block, 16);
}

public static void LossGradient(ref float block)
{
    ComputeLossValue(ref Unsafe.Add(ref block, 1280), ref Unsafe.Add(ref block, 1248), ref Unsafe.Add(ref block, 1216));
    ComputeDense2Gradient(ref Unsafe.Add(ref block, 1312), ref Unsafe.Add(ref block, 1248), ref Unsafe.Add(ref block, 1216), ref Unsafe.Add(ref block, 1184));
}

public static void OutputGradient(ref float block)
{
    ComputeDense2Gradient2(ref Unsafe.Add(ref block, 1312), ref Unsafe.Add(ref block, 1216));
}

public static void Backward(ref float parameters, ref float block, int segment)
{
    ComputeDense1ZGradient(ref Unsafe.Add(ref parameters, 9), ref Unsafe.Add(ref block, 1312), ref Unsafe.Add(ref block, 1024), ref Unsafe.Add(ref block, 512));
    // dense_1.z.gradient: [feature][sample] to [sample][feature]
    BlockTranspose.LanesToRows(ref Unsafe.Add(ref block, 1024), 3, ref Unsafe.Add(ref block, 512), 16);
}

public static void InputGradient(ref float parameters, ref float block, ref float output, int segment)
{
    ComputeInputGradient(ref parameters, ref Unsafe.Add(ref block, 1024), ref Unsafe.Add(ref block, 1120));
    // input.gradient: [feature][sample] to the caller's rows
    BlockTranspose.LanesToRows(ref Unsafe.Add(ref block, 1120), 2, ref output, 2);
}

// The parameter gradient, strip by strip: summed over the batch in registers, handed to the sink while it is in the first-level cache.
public static void ParameterGradients(ref float blocks, ref float input, ref nint rows, nuint count, int firstStrip, int endStrip, FloatSpan scratch, GradientSink sink)
{
    ref float gradient = ref MemoryMarshal.GetReference(scratch);
    for (int strip = firstStrip; strip < endStrip; strip++)
    {
        if (strip < 1)
        {
            ComputeDense1KernelGradient(ref input, ref Unsafe.Add(ref blocks, 512), ref gradient, ref rows, count, 0, 2);
            RowCopies.Compact(ref gradient, 2, 16, 3);
            ComputeDense1BiasGradient(ref Unsafe.Add(ref gradient, 6), ref Unsafe.Add(ref blocks, 512), count);
            ComputeDense2KernelGradient(ref Unsafe.Add(ref blocks, 1312), ref blocks, ref Unsafe.Add(ref gradient, 9), count, 0, 1);
            ComputeDense2BiasGradient(ref Unsafe.Add(ref gradient, 12), ref Unsafe.Add(ref blocks, 1312), count);
            sink.Consume(0, scratch.Slice(0, 13));
        }
    }
}
