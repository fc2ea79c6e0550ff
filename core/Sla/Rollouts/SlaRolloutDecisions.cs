using System.Collections.Immutable;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>What a rollout decides.</summary>
public static class SlaRolloutDecisions
{
    /// <summary>Begins; beginning again changes nothing. The first version of a document in a company that has no tickets has nobody to reach.</summary>
    public static Decision Begin(SlaRollout rollout, DocumentRef document, int open, DateTimeOffset now) =>
        rollout.StartedAt is not null ? Decision.Accept()
        : open is 0 && document.Version is 1 ? Decision.Accept(new RolloutBegun(document, open, now), new RolloutFinished(Superseded: false, now))
        : Decision.Accept(new RolloutBegun(document, open, now));

    /// <summary>Notes a page before its tickets are told, so that each counts once however often it is told.</summary>
    public static Decision Advance(SlaRollout rollout, RolloutPlace upTo, int lookedAt, ImmutableArray<string> moving, int moved, int breached, DateTimeOffset now) =>
        Decision.Accept(new RolloutAdvanced(upTo, lookedAt, moving, moved, breached, After(rollout, now)));

    /// <summary>There is no further page: takes the last look once things have settled, and ends after it.</summary>
    public static Decision EndOfPages(SlaRollout rollout, DateTimeOffset now)
    {
        if (rollout.LooksAgain)
            return Decision.Accept(new RolloutFinished(Superseded: false, now));
        var (settled, soonest) = (rollout.StartedAt!.Value + SlaRollout.Settling, After(rollout, now));
        return Decision.Accept(new RolloutPassed(new(rollout.StartedAt.Value - SlaRollout.Settling, ""), settled > soonest ? settled : soonest, now));
    }

    /// <summary>A later version of the document has a rollout of its own, which passes by every ticket as well.</summary>
    public static Decision Supersede(DateTimeOffset now) => Decision.Accept(new RolloutFinished(Superseded: true, now));

    // Each page has an instant of its own, or the clock would not tell one from the next.
    private static DateTimeOffset After(SlaRollout rollout, DateTimeOffset now) =>
        rollout.NextPageAt >= now ? rollout.NextPageAt.Value.AddMilliseconds(1) : now;
}
