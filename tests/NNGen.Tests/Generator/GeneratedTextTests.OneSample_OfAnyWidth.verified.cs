[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void Forward(ref float packed, ref float workspace, ref float input, ref float output)
{
    unchecked
    {
        // dense_1.z[unit] = dense_1.bias[unit] + Σ_feature input[feature]·dense_1.kernel[feature,unit]
        {
            ref float dense1_kernel = ref packed;
            ref float dense1_z = ref Unsafe.Add(ref workspace, 32);
            ref float dense1_bias = ref Unsafe.Add(ref packed, 64);
            {
                nuint unit = 0;
                for (; unit + (nuint)LanesT.Count < 3; unit += 2 * (nuint)LanesT.Count)
                {
                    ref float dense1_kernel_0 = ref Unsafe.Add(ref dense1_kernel, (unit * 4));
                    ref float dense1_z_0 = ref Unsafe.Add(ref dense1_z, unit);
                    ref float dense1_bias_0 = ref Unsafe.Add(ref dense1_bias, unit);
                    var sum0_0 = Vector.LoadUnsafe(ref dense1_bias_0);
                    var sum0_0_1 = Vector.Create(0f);
                    var sum0_1 = Vector.LoadUnsafe(ref dense1_bias_0, (nuint)LanesT.Count);
                    var sum0_1_1 = sum0_0_1;
                    {
                        var x_0 = Vector.LoadUnsafe(ref dense1_kernel_0);
                        var x_1 = Vector.LoadUnsafe(ref dense1_kernel_0, (nuint)LanesT.Count);
                        var w_0 = Vector.Create(input);
                        sum0_0 = Vector.MultiplyAddEstimate(w_0, x_0, sum0_0);
                        sum0_1 = Vector.MultiplyAddEstimate(w_0, x_1, sum0_1);
                        var x_0_1 = Vector.LoadUnsafe(ref dense1_kernel_0, 2 * (nuint)LanesT.Count);
                        var x_1_1 = Vector.LoadUnsafe(ref dense1_kernel_0, 3 * (nuint)LanesT.Count);
                        var w_0_1 = Vector.Create(Unsafe.Add(ref input, 1));
                        sum0_0_1 = Vector.MultiplyAddEstimate(w_0_1, x_0_1, sum0_0_1);
                        sum0_1_1 = Vector.MultiplyAddEstimate(w_0_1, x_1_1, sum0_1_1);
                        var x_0_2 = Vector.LoadUnsafe(ref dense1_kernel_0, 4 * (nuint)LanesT.Count);
                        var x_1_2 = Vector.LoadUnsafe(ref dense1_kernel_0, 5 * (nuint)LanesT.Count);
                        var w_0_2 = Vector.Create(Unsafe.Add(ref input, 2));
                        sum0_0 = Vector.MultiplyAddEstimate(w_0_2, x_0_2, sum0_0);
                        sum0_1 = Vector.MultiplyAddEstimate(w_0_2, x_1_2, sum0_1);
                        var x_0_3 = Vector.LoadUnsafe(ref dense1_kernel_0, 6 * (nuint)LanesT.Count);
                        var x_1_3 = Vector.LoadUnsafe(ref dense1_kernel_0, 7 * (nuint)LanesT.Count);
                        var w_0_3 = Vector.Create(Unsafe.Add(ref input, 3));
                        sum0_0_1 = Vector.MultiplyAddEstimate(w_0_3, x_0_3, sum0_0_1);
                        sum0_1_1 = Vector.MultiplyAddEstimate(w_0_3, x_1_3, sum0_1_1);
                    }
                    Vector.StoreUnsafe((sum0_0 + sum0_0_1), ref dense1_z_0);
                    Vector.StoreUnsafe((sum0_1 + sum0_1_1), ref dense1_z_0, (nuint)LanesT.Count);
                }
                for (; unit < 3; unit += (nuint)LanesT.Count)
                {
                    ref float dense1_kernel_0 = ref Unsafe.Add(ref dense1_kernel, (unit * 4));
                    ref float dense1_z_0 = ref Unsafe.Add(ref dense1_z, unit);
                    ref float dense1_bias_0 = ref Unsafe.Add(ref dense1_bias, unit);
                    var sum0_0 = Vector.LoadUnsafe(ref dense1_bias_0);
                    var sum0_0_1 = Vector.Create(0f);
                    {
                        var x_0 = Vector.LoadUnsafe(ref dense1_kernel_0);
                        sum0_0 = Vector.MultiplyAddEstimate(Vector.Create(input), x_0, sum0_0);
                        var x_0_1 = Vector.LoadUnsafe(ref dense1_kernel_0, (nuint)LanesT.Count);
                        sum0_0_1 = Vector.MultiplyAddEstimate(Vector.Create(Unsafe.Add(ref input, 1)), x_0_1, sum0_0_1);
                        var x_0_2 = Vector.LoadUnsafe(ref dense1_kernel_0, 2 * (nuint)LanesT.Count);
                        sum0_0 = Vector.MultiplyAddEstimate(Vector.Create(Unsafe.Add(ref input, 2)), x_0_2, sum0_0);
                        var x_0_3 = Vector.LoadUnsafe(ref dense1_kernel_0, 3 * (nuint)LanesT.Count);
                        sum0_0_1 = Vector.MultiplyAddEstimate(Vector.Create(Unsafe.Add(ref input, 3)), x_0_3, sum0_0_1);
                    }
                    Vector.StoreUnsafe((sum0_0 + sum0_0_1), ref dense1_z_0);
                }
            }
        }
        // dense_1.maximum = max_axis0 dense_1.z[axis0]
        {
            ref float dense1_maximum = ref Unsafe.Add(ref workspace, 48);
            ref float dense1_z = ref Unsafe.Add(ref workspace, 32);
            dense1_maximum = VirtualLanes.Max(ref dense1_z, 3);
        }
        // dense_1.exponential[axis0] = exp(dense_1.z[axis0] − dense_1.maximum)
        {
            ref float dense1_exponential = ref workspace;
            ref float dense1_z = ref Unsafe.Add(ref workspace, 32);
            ref float dense1_maximum = ref Unsafe.Add(ref workspace, 48);
            for (nuint axis0 = 0; axis0 < 3; axis0 += (nuint)LanesT.Count)
            {
                var value_0 = Vector.MinNative(Vector.Create(88.7228317f), Vector.MaxNative(Vector.Create(-86.6433945f), (Vector.LoadUnsafe(ref dense1_z, axis0) - Vector.Create(dense1_maximum))));
                var value_1 = Vector.MultiplyAddEstimate(value_0, Vector.Create(1.44269502f), Vector.Create(12582912f));
                var value_2 = (value_1 - Vector.Create(12582912f));
                var value_3 = Vector.MultiplyAddEstimate(value_2, Vector.Create(0.000212194442f), Vector.MultiplyAddEstimate(value_2, Vector.Create(-0.693359375f), value_0));
                var value_4 = (value_3 * value_3);
                var value_5 = Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.Create(0.00833345205f), value_3, Vector.Create(0.0416657962f)), value_4, Vector.MultiplyAddEstimate(Vector.Create(0.166666657f), value_3, Vector.Create(0.5f)));
                var value_6 = Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.MultiplyAddEstimate(Vector.Create(0.000198756912f), value_3, Vector.Create(0.00139819994f)), (value_4 * value_4), value_5), value_4, value_3);
                Vector.StoreUnsafe(Vector.AsVectorSingle(Vector.AsVectorInt32((value_6 + Vector.Create(1f))) + Vector.ShiftLeft(Vector.AsVectorInt32(value_1), 23)), ref dense1_exponential, axis0);
            }
        }
        // dense_1.total = Σ_axis0 dense_1.exponential[axis0]
        {
            ref float dense1_total = ref Unsafe.Add(ref workspace, 64);
            ref float dense1_exponential = ref workspace;
            dense1_total = VirtualLanes.Sum(ref dense1_exponential, 3);
        }
        // dense_1[axis0] = dense_1.exponential[axis0]·(1 / dense_1.total)
        {
            ref float dense1 = ref Unsafe.Add(ref workspace, 32);
            ref float dense1_exponential = ref workspace;
            ref float dense1_total = ref Unsafe.Add(ref workspace, 64);
            for (nuint axis0 = 0; axis0 < 3; axis0 += (nuint)LanesT.Count)
            {
                Vector.StoreUnsafe((Vector.LoadUnsafe(ref dense1_exponential, axis0) * (Vector.Create(1f) / Vector.Create(dense1_total))), ref dense1, axis0);
            }
        }
        // dense_1: one sample to the caller's rows
        Unsafe.Add(ref output, 0) = Unsafe.Add(ref Unsafe.Add(ref workspace, 32), 0);
        Unsafe.Add(ref output, 1) = Unsafe.Add(ref Unsafe.Add(ref workspace, 32), 1);
        Unsafe.Add(ref output, 2) = Unsafe.Add(ref Unsafe.Add(ref workspace, 32), 2);
    }
}
