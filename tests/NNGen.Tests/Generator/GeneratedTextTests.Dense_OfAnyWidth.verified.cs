// dense_1.z[unit] = dense_1.bias[unit] + Σ_feature input[feature]·dense_1.kernel[feature,unit]
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1Z(ref float input, ref float dense1_kernel, ref float dense1_z, ref float dense1_bias)
{
    unchecked
    {
        {
            {
                nuint sample = 0;
                for (; sample + (nuint)LanesT.Count < 32; sample += 2 * (nuint)LanesT.Count)
                {
                    ref float input_0 = ref Unsafe.Add(ref input, sample);
                    ref float dense1_z_0 = ref Unsafe.Add(ref dense1_z, sample);
                    var sum0_0 = Vector.Create(dense1_bias);
                    var sum0_1 = sum0_0;
                    var sum1_0 = Vector.Create(Unsafe.Add(ref dense1_bias, 1));
                    var sum1_1 = sum1_0;
                    var sum2_0 = Vector.Create(Unsafe.Add(ref dense1_bias, 2));
                    var sum2_1 = sum2_0;
                    {
                        var x_0 = Vector.LoadUnsafe(ref input_0);
                        var x_1 = Vector.LoadUnsafe(ref input_0, (nuint)LanesT.Count);
                        var w_0 = Vector.Create(dense1_kernel);
                        sum0_0 = Vector.MultiplyAddEstimate(w_0, x_0, sum0_0);
                        sum0_1 = Vector.MultiplyAddEstimate(w_0, x_1, sum0_1);
                        var w_1 = Vector.Create(Unsafe.Add(ref dense1_kernel, 1));
                        sum1_0 = Vector.MultiplyAddEstimate(w_1, x_0, sum1_0);
                        sum1_1 = Vector.MultiplyAddEstimate(w_1, x_1, sum1_1);
                        var w_2 = Vector.Create(Unsafe.Add(ref dense1_kernel, 2));
                        sum2_0 = Vector.MultiplyAddEstimate(w_2, x_0, sum2_0);
                        sum2_1 = Vector.MultiplyAddEstimate(w_2, x_1, sum2_1);
                        var x_0_1 = Vector.LoadUnsafe(ref input_0, 32);
                        var x_1_1 = Vector.LoadUnsafe(ref input_0, ((nuint)LanesT.Count) + 32);
                        var w_0_1 = Vector.Create(Unsafe.Add(ref dense1_kernel, 3));
                        sum0_0 = Vector.MultiplyAddEstimate(w_0_1, x_0_1, sum0_0);
                        sum0_1 = Vector.MultiplyAddEstimate(w_0_1, x_1_1, sum0_1);
                        var w_1_1 = Vector.Create(Unsafe.Add(ref dense1_kernel, 4));
                        sum1_0 = Vector.MultiplyAddEstimate(w_1_1, x_0_1, sum1_0);
                        sum1_1 = Vector.MultiplyAddEstimate(w_1_1, x_1_1, sum1_1);
                        var w_2_1 = Vector.Create(Unsafe.Add(ref dense1_kernel, 5));
                        sum2_0 = Vector.MultiplyAddEstimate(w_2_1, x_0_1, sum2_0);
                        sum2_1 = Vector.MultiplyAddEstimate(w_2_1, x_1_1, sum2_1);
                    }
                    Vector.StoreUnsafe(sum0_0, ref dense1_z_0);
                    Vector.StoreUnsafe(sum0_1, ref dense1_z_0, (nuint)LanesT.Count);
                    Vector.StoreUnsafe(sum1_0, ref dense1_z_0, 32);
                    Vector.StoreUnsafe(sum1_1, ref dense1_z_0, ((nuint)LanesT.Count) + 32);
                    Vector.StoreUnsafe(sum2_0, ref dense1_z_0, 64);
                    Vector.StoreUnsafe(sum2_1, ref dense1_z_0, ((nuint)LanesT.Count) + 64);
                }
            }
        }
    }
}
