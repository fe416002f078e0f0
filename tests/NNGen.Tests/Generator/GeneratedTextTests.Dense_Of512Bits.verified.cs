// dense_1.z[unit] = dense_1.bias[unit] + Σ_feature input[feature]·dense_1.kernel[feature,unit]
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1Z(ref float input, ref float dense1_kernel, ref float dense1_z, ref float dense1_bias)
{
    unchecked
    {
        {
            {
                var sum0_0 = Vector512.Create(dense1_bias);
                var sum0_1 = sum0_0;
                var sum1_0 = Vector512.Create(Unsafe.Add(ref dense1_bias, 1));
                var sum1_1 = sum1_0;
                var sum2_0 = Vector512.Create(Unsafe.Add(ref dense1_bias, 2));
                var sum2_1 = sum2_0;
                {
                    var x_0 = Vector512.LoadUnsafe(ref input);
                    var x_1 = Vector512.LoadUnsafe(ref input, 16);
                    var w_0 = Vector512.Create(dense1_kernel);
                    sum0_0 = Vector512.FusedMultiplyAdd(w_0, x_0, sum0_0);
                    sum0_1 = Vector512.FusedMultiplyAdd(w_0, x_1, sum0_1);
                    var w_1 = Vector512.Create(Unsafe.Add(ref dense1_kernel, 1));
                    sum1_0 = Vector512.FusedMultiplyAdd(w_1, x_0, sum1_0);
                    sum1_1 = Vector512.FusedMultiplyAdd(w_1, x_1, sum1_1);
                    var w_2 = Vector512.Create(Unsafe.Add(ref dense1_kernel, 2));
                    sum2_0 = Vector512.FusedMultiplyAdd(w_2, x_0, sum2_0);
                    sum2_1 = Vector512.FusedMultiplyAdd(w_2, x_1, sum2_1);
                    var x_0_1 = Vector512.LoadUnsafe(ref input, 32);
                    var x_1_1 = Vector512.LoadUnsafe(ref input, 48);
                    var w_0_1 = Vector512.Create(Unsafe.Add(ref dense1_kernel, 3));
                    sum0_0 = Vector512.FusedMultiplyAdd(w_0_1, x_0_1, sum0_0);
                    sum0_1 = Vector512.FusedMultiplyAdd(w_0_1, x_1_1, sum0_1);
                    var w_1_1 = Vector512.Create(Unsafe.Add(ref dense1_kernel, 4));
                    sum1_0 = Vector512.FusedMultiplyAdd(w_1_1, x_0_1, sum1_0);
                    sum1_1 = Vector512.FusedMultiplyAdd(w_1_1, x_1_1, sum1_1);
                    var w_2_1 = Vector512.Create(Unsafe.Add(ref dense1_kernel, 5));
                    sum2_0 = Vector512.FusedMultiplyAdd(w_2_1, x_0_1, sum2_0);
                    sum2_1 = Vector512.FusedMultiplyAdd(w_2_1, x_1_1, sum2_1);
                }
                Vector512.StoreUnsafe(sum0_0, ref dense1_z);
                Vector512.StoreUnsafe(sum0_1, ref dense1_z, 16);
                Vector512.StoreUnsafe(sum1_0, ref dense1_z, 32);
                Vector512.StoreUnsafe(sum1_1, ref dense1_z, 48);
                Vector512.StoreUnsafe(sum2_0, ref dense1_z, 64);
                Vector512.StoreUnsafe(sum2_1, ref dense1_z, 80);
            }
        }
    }
}
