// dense_1[axis0] = tanh(dense_1.z[axis0])
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1(ref float dense1, ref float dense1_z)
{
    unchecked
    {
        for (nuint element = 0; element < 96; element += 16)
        {
            var value_0 = Vector512.MinNative(Vector512.Create(8.03365707f), Vector512.MaxNative(Vector512.Create(-8.03365707f), Vector512.LoadUnsafe(ref dense1_z, element)));
            var value_1 = (value_0 * value_0);
            var value_2 = (value_1 * value_1);
            var value_3 = Vector512.FusedMultiplyAdd(Vector512.Create(-2.76076837E-16f), value_2, Vector512.FusedMultiplyAdd(Vector512.Create(2.00018794E-13f), value_1, Vector512.Create(-8.60467184E-11f)));
            var value_4 = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Vector512.Create(5.12229725E-08f), value_1, Vector512.Create(1.48572235E-05f)), value_2, Vector512.FusedMultiplyAdd(Vector512.Create(0.000637261954f), value_1, Vector512.Create(0.00489352457f)));
            var value_5 = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Vector512.Create(1.19825836E-06f), value_1, Vector512.Create(0.000118534706f)), value_2, Vector512.FusedMultiplyAdd(Vector512.Create(0.00226843474f), value_1, Vector512.Create(0.00489352504f)));
            Vector512.StoreUnsafe(((value_0 * Vector512.FusedMultiplyAdd(value_3, (value_2 * value_2), value_4)) / value_5), ref dense1, element);
        }
    }
}

// dense_1.z.gradient[feature] = (Σ_unit dense_2.kernel[feature,unit]·dense_2.gradient[unit])·(1 − (dense_1[feature]·dense_1[feature]))
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1ZGradient(ref float dense2_kernel, ref float dense2_gradient, ref float dense1_z_gradient, ref float dense1)
{
    unchecked
    {
        {
            {
                var sum0_0 = Vector512.Create(0f);
                var sum0_1 = sum0_0;
                var sum1_0 = sum0_0;
                var sum1_1 = sum0_0;
                var sum2_0 = sum0_0;
                var sum2_1 = sum0_0;
                {
                    var x_0 = Vector512.LoadUnsafe(ref dense2_gradient);
                    var x_1 = Vector512.LoadUnsafe(ref dense2_gradient, 16);
                    var w_0 = Vector512.Create(dense2_kernel);
                    sum0_0 = Vector512.FusedMultiplyAdd(w_0, x_0, sum0_0);
                    sum0_1 = Vector512.FusedMultiplyAdd(w_0, x_1, sum0_1);
                    var w_1 = Vector512.Create(Unsafe.Add(ref dense2_kernel, 1));
                    sum1_0 = Vector512.FusedMultiplyAdd(w_1, x_0, sum1_0);
                    sum1_1 = Vector512.FusedMultiplyAdd(w_1, x_1, sum1_1);
                    var w_2 = Vector512.Create(Unsafe.Add(ref dense2_kernel, 2));
                    sum2_0 = Vector512.FusedMultiplyAdd(w_2, x_0, sum2_0);
                    sum2_1 = Vector512.FusedMultiplyAdd(w_2, x_1, sum2_1);
                }
                Vector512.StoreUnsafe((sum0_0 * (Vector512.Create(1f) - (Vector512.LoadUnsafe(ref dense1) * Vector512.LoadUnsafe(ref dense1)))), ref dense1_z_gradient);
                Vector512.StoreUnsafe((sum0_1 * (Vector512.Create(1f) - (Vector512.LoadUnsafe(ref dense1, 16) * Vector512.LoadUnsafe(ref dense1, 16)))), ref dense1_z_gradient, 16);
                Vector512.StoreUnsafe((sum1_0 * (Vector512.Create(1f) - (Vector512.LoadUnsafe(ref dense1, 32) * Vector512.LoadUnsafe(ref dense1, 32)))), ref dense1_z_gradient, 32);
                Vector512.StoreUnsafe((sum1_1 * (Vector512.Create(1f) - (Vector512.LoadUnsafe(ref dense1, 48) * Vector512.LoadUnsafe(ref dense1, 48)))), ref dense1_z_gradient, 48);
                Vector512.StoreUnsafe((sum2_0 * (Vector512.Create(1f) - (Vector512.LoadUnsafe(ref dense1, 64) * Vector512.LoadUnsafe(ref dense1, 64)))), ref dense1_z_gradient, 64);
                Vector512.StoreUnsafe((sum2_1 * (Vector512.Create(1f) - (Vector512.LoadUnsafe(ref dense1, 80) * Vector512.LoadUnsafe(ref dense1, 80)))), ref dense1_z_gradient, 80);
            }
        }
    }
}
