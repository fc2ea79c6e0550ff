using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Stock;
using Dispatch.Zones;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One dispatch zone, keyed <c>zone/{id}</c>. Its plan is a cache: it proposes, engineers' days and stock decide.</summary>
public interface IZoneGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Decides a command about the zone.</summary>
    Task<Outcome> Handle(ZoneCommand command, Origin origin);

    /// <summary>The zone as it stands; null when it is not defined.</summary>
    Task<Snapshot<Zone>?> Describe();

    /// <summary>Who can take a job and where its parts are. When nobody can, the job waits here and its ticket is told to try again as soon as somebody can.</summary>
    /// <remarks>Asking again for the same job means that the last answer did not hold: those proposed then are looked at afresh.</remarks>
    Task<ZoneProposal> Propose(Job job);

    /// <summary>Who can take a job and where its parts are, for somebody who waits for the answer himself: the job does not wait here.</summary>
    /// <param name="afresh">Engineers who refused what was proposed: they are looked at afresh.</param>
    Task<ZoneProposal> Look(Job job, IReadOnlyList<string> afresh);

    /// <summary>The ticket has noted that a proposal came to nothing for want of an engineer: it is told to try again when something changes, or has changed since.</summary>
    /// <param name="seen"><see cref="ZoneProposal.Seen"/> of the proposal.</param>
    Task Wait(Job job, long seen);

    /// <summary>A job no longer waits.</summary>
    Task Forget(string job);

    /// <summary>News from an engineer: something of him changed.</summary>
    Task EngineerChanged(string engineer);

    /// <summary>News from a day of an engineer who serves the zone.</summary>
    Task DayChanged(Snapshot<EngineerDay> day);
}

/// <summary>A zone's answer to a job.</summary>
/// <param name="Proposal">Candidates, cheapest first, and why the others cannot.</param>
/// <param name="Warehouses">Ids of the warehouses that seem to have every part, nearest first; empty when the job needs none.</param>
/// <param name="ShortWarehouses">Warehouses that lack a part.</param>
/// <param name="Seen">How many changes the zone had seen.</param>
public sealed record ZoneProposal(
    Proposal Proposal, IReadOnlyList<string> Warehouses, IReadOnlyList<ShortWarehouse> ShortWarehouses, long Seen);
