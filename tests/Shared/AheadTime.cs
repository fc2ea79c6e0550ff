namespace Dispatch.Tests.Shared;

/// <summary>The real clock, set forward.</summary>
public sealed class AheadTime : TimeProvider
{
    private long ticks;

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ticks));
}
