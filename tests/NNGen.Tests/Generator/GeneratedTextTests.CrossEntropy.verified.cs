// dense_1.log_total = log(dense_1.total)
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1LogTotal(ref float dense1_logTotal, ref float dense1_total)
{
    unchecked
    {
        for (nuint element = 0; element < 32; element += (nuint)LanesT.Count)
        {
            var value_0 = Vector.ConvertToSingle(Vector.ShiftRightArithmetic(Vector.AsVectorInt32(Vector.LoadUnsafe(ref dense1_total, element)) - Vector.Create(0x3F3504F3), 23));
            var value_1 = Vector.AsVectorSingle(Vector.AsVectorInt32(Vector.LoadUnsafe(ref dense1_total, element)) - Vector.ShiftLeft(Vector.ShiftRightArithmetic(Vector.AsVectorInt32(Vector.LoadUnsafe(ref dense1_total, element)) - Vector.Create(0x3F3504F3), 23), 23));
            var value_2 = (value_1 - Vector.Create(1f));
            var value_3 = (value_2 * value_2);
            var value_4 = (value_3 * value_3);
            var value_5 = Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.Create(-0.115146101f), value_2, Vector.Create(0.116769984f)), value_3, Vector.MultiplyAddEstimate(Vector.Create(-0.12420141f), value_2, Vector.Create(0.142493233f)));
            var value_6 = Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.Create(-0.166680574f), value_2, Vector.Create(0.200007141f)), value_3, Vector.MultiplyAddEstimate(Vector.Create(-0.24999994f), value_2, Vector.Create(0.333333313f)));
            var value_7 = Vector.MultiplyAddEstimate(value_0, Vector.Create(-0.000212194442f), ((Vector.MultiplyAddEstimate(Vector.Create(0.0703768358f), (value_4 * value_4), Vector.MultiplyAddEstimate(value_5, value_4, value_6)) * value_2) * value_3));
            Vector.StoreUnsafe(Vector.MultiplyAddEstimate(value_0, Vector.Create(0.693359375f), (value_2 + Vector.MultiplyAddEstimate(value_3, Vector.Create(-0.5f), value_7))), ref dense1_logTotal, element);
        }
    }
}

// loss.value = Σ_axis0 −(loss.target[axis0]·dense_1.log_probability[axis0])
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeLossValue(ref float loss_value, ref float dense1_logProbability, ref float loss_target)
{
    unchecked
    {
        for (nuint sample = 0; sample < 32; sample += (nuint)LanesT.Count)
        {
            var total = Vector.Create(0f);
            {
                total += (-(Vector.LoadUnsafe(ref loss_target, sample) * Vector.LoadUnsafe(ref dense1_logProbability, sample)));
            }
            {
                total += (-(Vector.LoadUnsafe(ref loss_target, sample + 32) * Vector.LoadUnsafe(ref dense1_logProbability, sample + 32)));
            }
            {
                total += (-(Vector.LoadUnsafe(ref loss_target, sample + 64) * Vector.LoadUnsafe(ref dense1_logProbability, sample + 64)));
            }
            Vector.StoreUnsafe(total, ref loss_value, sample);
        }
    }
}

// dense_1.z.gradient[axis0] = (dense_1[axis0] − loss.target[axis0])·loss.sample_weight
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1ZGradient(ref float dense1_z_gradient, ref float dense1, ref float loss_target, ref float loss_sampleWeight)
{
    unchecked
    {
        for (nuint sample = 0; sample < 32; sample += (nuint)LanesT.Count)
        {
            var given_2 = Vector.LoadUnsafe(ref loss_sampleWeight, sample);
            for (nuint axis0 = 0; axis0 < 3; axis0++)
            {
                Vector.StoreUnsafe(((Vector.LoadUnsafe(ref dense1, sample + (axis0 * 32)) - Vector.LoadUnsafe(ref loss_target, sample + (axis0 * 32))) * given_2), ref dense1_z_gradient, sample + (axis0 * 32));
            }
        }
    }
}
