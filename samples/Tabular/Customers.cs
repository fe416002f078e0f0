using System;
using System.Globalization;
using System.IO;
using System.Text;
using NNGen;

namespace Tabular;

/// <summary>
/// A made-up table of a telephone company's customers, with all that tables have: numbers of any size, texts, an order, gaps. Who leaves
/// depends on them by a rule with some noise, so nobody can predict every row.
/// </summary>
internal static class Customers
{
    public const string Target = "left";

    private const int Count = 1500;

    private static readonly string[] Regions = ["north", "south", "east", "west"];
    private static readonly string[] Plans = ["basic", "plus", "premium"];

    public static string Write(string path)
    {
        var random = new CounterRandom(seed: 1);
        var text = new StringBuilder("age,region,plan,months,monthly_bill,calls_to_service,left\n");
        for (int row = 0; row < Count; row++) text.Append(Row(ref random)).Append('\n');
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Row(ref CounterRandom random)
    {
        int age = 18 + random.NextInt(60);
        int region = random.NextInt(Regions.Length);
        int plan = random.NextInt(Plans.Length);
        int months = random.NextInt(72);
        double bill = 10 + (15 * plan) + (20 * random.NextDouble());
        int calls = (int)Math.Abs(2 * random.NextNormal());
        double reasons = (0.9 * (calls - 1)) - (0.06 * (months - 20)) + (0.04 * (bill - 35)) + (region == 2 && plan == 0 ? 2.5 : 0);
        bool hasLeft = reasons + (0.7 * random.NextNormal()) > 0;
        string shownAge = random.NextDouble() < 0.05 ? string.Empty : age.ToString(CultureInfo.InvariantCulture);
        string shownRegion = random.NextDouble() < 0.03 ? string.Empty : Regions[region];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{shownAge},{shownRegion},{Plans[plan]},{months},{bill:F2},{calls},{(hasLeft ? "yes" : "no")}");
    }
}
