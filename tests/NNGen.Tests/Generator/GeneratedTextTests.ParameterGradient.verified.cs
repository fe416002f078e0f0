// dense_1.kernel[feature,unit] = Σ_sample input[feature]·dense_1.z.gradient[unit]
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1KernelGradient(ref float input, ref float dense1_z_gradient, ref float dense1_kernel_gradient, ref nint rows, nuint count, nuint first, nuint end)
{
    unchecked
    {
        {
            nuint feature = first;
            if (end - feature == 2)
            {
                ref float input_0 = ref Unsafe.Add(ref input, feature);
                ref float dense1_kernel_gradient_0 = ref Unsafe.Add(ref dense1_kernel_gradient, ((feature - first) * 16));
                var sum0_0 = Vector512.Create(0f);
                var sum1_0 = sum0_0;
                nuint left = count;
                for (nuint block = 0; left != 0; block++)
                {
                    nuint samples = left < 32 ? left : 32;
                    ref float dense1_z_gradient_block = ref Unsafe.Add(ref dense1_z_gradient, (block * 1344));
                    nuint sample = 0;
                    for (; sample + 2 <= samples; sample += 2)
                    {
                        ref float input_sample = ref Unsafe.Add(ref input_0, Unsafe.Add(ref rows, (block * 32) + sample));
                        ref float input_sample_1 = ref Unsafe.Add(ref input_0, Unsafe.Add(ref rows, (block * 32) + sample + 1));
                        ref float dense1_z_gradient_sample = ref Unsafe.Add(ref dense1_z_gradient_block, (sample * 16));
                        var x_0 = Vector512.LoadUnsafe(ref dense1_z_gradient_sample);
                        sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(input_sample), x_0, sum0_0);
                        sum1_0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input_sample, 1)), x_0, sum1_0);
                        var x_0_1 = Vector512.LoadUnsafe(ref dense1_z_gradient_sample, 16);
                        sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(input_sample_1), x_0_1, sum0_0);
                        sum1_0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input_sample_1, 1)), x_0_1, sum1_0);
                    }
                    for (; sample < samples; sample++)
                    {
                        ref float input_sample = ref Unsafe.Add(ref input_0, Unsafe.Add(ref rows, (block * 32) + sample));
                        ref float dense1_z_gradient_sample = ref Unsafe.Add(ref dense1_z_gradient_block, (sample * 16));
                        var x_0 = Vector512.LoadUnsafe(ref dense1_z_gradient_sample);
                        sum0_0 = Vector512.FusedMultiplyAdd(Vector512.Create(input_sample), x_0, sum0_0);
                        sum1_0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input_sample, 1)), x_0, sum1_0);
                    }
                    left -= samples;
                }
                Vector512.StoreUnsafe(sum0_0, ref dense1_kernel_gradient_0);
                Vector512.StoreUnsafe(sum1_0, ref dense1_kernel_gradient_0, 16);
            }
        }
    }
}

// dense_1.bias[unit] = Σ_sample dense_1.z.gradient[unit]
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static void ComputeDense1BiasGradient(ref float dense1_bias_gradient, ref float dense1_z_gradient, nuint count)
{
    unchecked
    {
        {
            var total = Vector512.Create(0f);
            nuint left = count;
            for (nuint block = 0; left != 0; block++)
            {
                nuint samples = left < 32 ? left : 32;
                ref float values_0 = ref Unsafe.Add(ref dense1_z_gradient, (block * 1344) + 0);
                for (nuint sample = 0; sample < samples; sample++)
                {
                    total += Vector512.LoadUnsafe(ref values_0, sample * 16);
                }
                left -= samples;
            }
            Vector512.StoreUnsafe(total, ref dense1_bias_gradient);
        }
    }
}
