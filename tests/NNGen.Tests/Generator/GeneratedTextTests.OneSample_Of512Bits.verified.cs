[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void Forward(ref float packed, ref float workspace, ref float input, ref float output)
{
    unchecked
    {
        // dense_1[unit] = tanh(dense_1.bias[unit] + Σ_feature input[feature]·dense_1.kernel[feature,unit])
        Vector512F dense1_vector;
        {
            ref float dense1_kernel = ref packed;
            ref float dense1 = ref workspace;
            ref float dense1_bias = ref Unsafe.Add(ref packed, 32);
            {
                var sum0_0 = Vector512.LoadUnsafe(ref dense1_bias);
                {
                    var x_0 = Vector512.LoadUnsafe(ref dense1_kernel);
                    sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(input), x_0, sum0_0);
                    var x_0_1 = Vector512.LoadUnsafe(ref dense1_kernel, 16);
                    sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input, 1)), x_0_1, sum0_0);
                }
                var value_0 = Vector512.MinNative(Vector512.Create(8.03365707f), Vector512.MaxNative(Vector512.Create(-8.03365707f), sum0_0));
                var value_1 = (value_0 * value_0);
                var value_2 = (value_1 * value_1);
                var value_3 = Vector512.FusedMultiplyAdd(Vector512.Create(-2.76076837E-16f), value_2, Vector512.FusedMultiplyAdd(Vector512.Create(2.00018794E-13f), value_1, Vector512.Create(-8.60467184E-11f)));
                var value_4 = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Vector512.Create(5.12229725E-08f), value_1, Vector512.Create(1.48572235E-05f)), value_2, Vector512.FusedMultiplyAdd(Vector512.Create(0.000637261954f), value_1, Vector512.Create(0.00489352457f)));
                var value_5 = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Vector512.Create(1.19825836E-06f), value_1, Vector512.Create(0.000118534706f)), value_2, Vector512.FusedMultiplyAdd(Vector512.Create(0.00226843474f), value_1, Vector512.Create(0.00489352504f)));
                dense1_vector = ((value_0 * Vector512.FusedMultiplyAdd(value_3, (value_2 * value_2), value_4)) / value_5);
                Vector512.StoreUnsafe(dense1_vector, ref dense1);
            }
        }
        // dense_2[unit] = dense_2.bias[unit] + Σ_feature dense_1[feature]·dense_2.kernel[feature,unit]
        Vector512F dense2_vector;
        {
            ref float dense1 = ref workspace;
            ref float dense2_kernel = ref Unsafe.Add(ref packed, 48);
            ref float dense2 = ref Unsafe.Add(ref workspace, 16);
            ref float dense2_bias = ref Unsafe.Add(ref packed, 96);
            {
                var sum0_0 = Vector512.LoadUnsafe(ref dense2_bias);
                {
                    var x_0 = Vector512.LoadUnsafe(ref dense2_kernel);
                    sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(dense1), x_0, sum0_0);
                    var x_0_1 = Vector512.LoadUnsafe(ref dense2_kernel, 16);
                    sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref dense1, 1)), x_0_1, sum0_0);
                    var x_0_2 = Vector512.LoadUnsafe(ref dense2_kernel, 32);
                    sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref dense1, 2)), x_0_2, sum0_0);
                }
                dense2_vector = sum0_0;
                Vector512.StoreUnsafe(dense2_vector, ref dense2);
            }
        }
        // dense_2: one sample to the caller's rows
        Unsafe.Add(ref output, 0) = Unsafe.Add(ref Unsafe.Add(ref workspace, 16), 0);
    }
}
