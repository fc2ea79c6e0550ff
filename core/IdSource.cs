namespace Dispatch;

/// <summary>Makes short ids that sort by time: 40 bits of milliseconds, 25 random bits, 13 characters of Crockford's base 32.</summary>
/// <remarks>Seeded, so that a replay makes the same ids. One source never makes one twice; a collision with another process's is refused by the journal.</remarks>
public sealed class IdSource(TimeProvider time, int seed)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int RandomBits = 25;
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly Random random = new(seed);
    private readonly Lock gate = new();
    private ulong millisecond;
    private ulong noise;

    /// <summary>A new id, later in order than all before it from this source.</summary>
    public string Next()
    {
        UInt128 value;
        lock (gate)
            value = ((UInt128)Tick() << RandomBits) | noise;
        return string.Create(13, value, static (text, bits) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, bits >>= 5)
                text[i] = Alphabet[(int)(bits & 31)];
        });
    }

    // Within a millisecond it counts on from a random start, with room for sixteen million: under a flood, drawing each time would soon draw one twice.
    private ulong Tick()
    {
        var now = (ulong)(time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch);
        noise = now > millisecond ? (ulong)random.NextInt64(1L << (RandomBits - 1)) : noise + 1;
        return millisecond = Math.Max(now, millisecond);
    }
}
