namespace Dispatch.Planning.Solving;

/// <summary>Seeded random numbers, the same on every machine: xoroshiro128+ (Blackman and Vigna 2018), seeded by splitmix64.</summary>
internal struct Dice
{
    private ulong a;
    private ulong b;

    public Dice(ulong seed)
    {
        a = Mix(seed + 0x9E3779B97F4A7C15);
        b = Mix(seed + 0x3C6EF372FE94F82A);
    }

    /// <summary>A number at least 0 and less than the bound.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number at least 0 and less than 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>How many times nothing happens before something of this chance does.</summary>
    public int Until(double chance) => (int)Math.Min(Math.Log(1 - Unit()) / Math.Log(1 - chance), int.MaxValue / 2);

    private ulong Next()
    {
        var (x, y) = (a, b);
        var sum = x + y;
        y ^= x;
        a = ulong.RotateLeft(x, 24) ^ y ^ (y << 16);
        b = ulong.RotateLeft(y, 37);
        return sum;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
