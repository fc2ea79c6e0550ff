namespace Dispatch;

/// <summary>Makes short ids that sort by time: 40 bits of milliseconds, 25 random bits, 13 characters of Crockford's base 32.</summary>
/// <remarks>Seeded, so that a replay makes the same ids. A collision is refused by the journal's fence and tried again.</remarks>
public sealed class IdSource(TimeProvider time, int seed)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int RandomBits = 25;
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    /// <summary>A new id.</summary>
    public string Next()
    {
        long noise;
        lock (gate)
            noise = random.NextInt64(1L << RandomBits);
        var value = ((UInt128)(ulong)(time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << RandomBits) | (ulong)noise;
        return string.Create(13, value, static (text, bits) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, bits >>= 5)
                text[i] = Alphabet[(int)(bits & 31)];
        });
    }
}
