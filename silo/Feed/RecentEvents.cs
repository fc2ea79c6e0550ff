using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Feed;

/// <summary>The newest events that this process wrote or read, so that its readers seldom ask the database.</summary>
/// <remarks>A ring by sequence number: an event lies where its number says, so a look-up that finds another number has missed.</remarks>
internal sealed class RecentEvents
{
    private const int Capacity = 16_384;

    private readonly JournalEvent?[] ring = new JournalEvent?[Capacity];

    /// <summary>Events right after a sequence number, as far as they are here without a gap.</summary>
    public IReadOnlyList<JournalEvent> After(long seq, int limit)
    {
        var found = new List<JournalEvent>();
        while (found.Count < limit && Volatile.Read(ref ring[(seq + 1) % Capacity]) is { } next && next.Seq == seq + 1)
        {
            found.Add(next);
            seq++;
        }
        return found;
    }

    /// <summary>Keeps events, and hands them on.</summary>
    public IReadOnlyList<JournalEvent> Keep(IReadOnlyList<JournalEvent> events)
    {
        foreach (var @event in events)
            Volatile.Write(ref ring[@event.Seq % Capacity], @event);
        return events;
    }
}
