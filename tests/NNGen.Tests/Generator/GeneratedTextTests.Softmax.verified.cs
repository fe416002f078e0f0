// dense_1.maximum = max_axis0 dense_1.z[axis0]
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1Maximum(ref float dense1_maximum, ref float dense1_z)
{
    unchecked
    {
        for (nuint sample = 0; sample < 32; sample += (nuint)LanesT.Count)
        {
            var total = Vector.Create(float.NegativeInfinity);
            {
                total = Vector.Max(total, Vector.LoadUnsafe(ref dense1_z, sample));
            }
            {
                total = Vector.Max(total, Vector.LoadUnsafe(ref dense1_z, sample + 32));
            }
            {
                total = Vector.Max(total, Vector.LoadUnsafe(ref dense1_z, sample + 64));
            }
            Vector.StoreUnsafe(total, ref dense1_maximum, sample);
        }
    }
}

// dense_1.exponential[axis0] = exp(dense_1.z[axis0] − dense_1.maximum)
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1Exponential(ref float dense1_exponential, ref float dense1_z, ref float dense1_maximum)
{
    unchecked
    {
        for (nuint sample = 0; sample < 32; sample += (nuint)LanesT.Count)
        {
            var given_1 = Vector.LoadUnsafe(ref dense1_maximum, sample);
            for (nuint axis0 = 0; axis0 < 3; axis0++)
            {
                var value_0 = Vector.MinNative(Vector.Create(88.7228317f), Vector.MaxNative(Vector.Create(-86.6433945f), (Vector.LoadUnsafe(ref dense1_z, sample + (axis0 * 32)) - given_1)));
                var value_1 = Vector.MultiplyAddEstimate(value_0, Vector.Create(1.44269502f), Vector.Create(12582912f));
                var value_2 = (value_1 - Vector.Create(12582912f));
                var value_3 = Vector.MultiplyAddEstimate(value_2, Vector.Create(0.000212194442f), Vector.MultiplyAddEstimate(value_2, Vector.Create(-0.693359375f), value_0));
                var value_4 = (value_3 * value_3);
                var value_5 = Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.Create(0.00833345205f), value_3, Vector.Create(0.0416657962f)), value_4, Vector.MultiplyAddEstimate(Vector.Create(0.166666657f), value_3, Vector.Create(0.5f)));
                var value_6 = Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.Create(0.000198756912f), value_3, Vector.Create(0.00139819994f)), (value_4 * value_4), value_5), value_4, value_3);
                Vector.StoreUnsafe(Vector.AsVectorSingle(Vector.AsVectorInt32((value_6 + Vector.Create(1f))) + Vector.ShiftLeft(Vector.AsVectorInt32(value_1), 23)), ref dense1_exponential, sample + (axis0 * 32));
            }
        }
    }
}

// dense_1.total = Σ_axis0 dense_1.exponential[axis0]
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1Total(ref float dense1_total, ref float dense1_exponential)
{
    unchecked
    {
        for (nuint sample = 0; sample < 32; sample += (nuint)LanesT.Count)
        {
            var total = Vector.Create(0f);
            {
                total += Vector.LoadUnsafe(ref dense1_exponential, sample);
            }
            {
                total += Vector.LoadUnsafe(ref dense1_exponential, sample + 32);
            }
            {
                total += Vector.LoadUnsafe(ref dense1_exponential, sample + 64);
            }
            Vector.StoreUnsafe(total, ref dense1_total, sample);
        }
    }
}

// dense_1[axis0] = dense_1.exponential[axis0]·(1 / dense_1.total)
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1(ref float dense1, ref float dense1_exponential, ref float dense1_total)
{
    unchecked
    {
        for (nuint sample = 0; sample < 32; sample += (nuint)LanesT.Count)
        {
            var given_1 = Vector.LoadUnsafe(ref dense1_total, sample);
            var given_2 = (Vector.Create(1f) / given_1);
            for (nuint axis0 = 0; axis0 < 3; axis0++)
            {
                Vector.StoreUnsafe((Vector.LoadUnsafe(ref dense1_exponential, sample + (axis0 * 32)) * given_2), ref dense1, sample + (axis0 * 32));
            }
        }
    }
}
