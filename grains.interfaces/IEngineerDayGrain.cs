using Dispatch.Engineers;
using Dispatch.Planning;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One engineer's date, keyed <c>engineer-day/{engineer}/{yyyy-MM-dd}</c>: the fence against double booking. Repeating a call that held changes nothing.</summary>
public interface IEngineerDayGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Keeps the time free for a job for 60 seconds. A newer attempt takes the place of an older one.</summary>
    /// <param name="job"><c>{ticket}/{work order}</c>.</param>
    /// <param name="attempt">The ticket's attempt at booking the job, counted from 1.</param>
    Task<Outcome> Hold(string job, int attempt, Stop stop, Origin origin);

    /// <summary>The ticket has committed the booking. Refused when the hold lapsed.</summary>
    /// <param name="acceptBy">By when the engineer has to accept, or the day gives the visit up; null when the ticket sees to that.</param>
    Task<Outcome> Confirm(string job, int attempt, DateTimeOffset? acceptBy, Origin origin);

    /// <summary>The ticket no longer needs the visit of that attempt.</summary>
    Task<Outcome> Release(string job, int attempt, Origin origin);

    /// <summary>Gives back the hold of an attempt that came to nothing; a visit that is confirmed stays.</summary>
    Task<Outcome> DropHold(string job, int attempt, Origin origin);

    /// <summary>The visit is to stay where it is when the day is improved, or need not any more.</summary>
    Task<Outcome> Pin(string job, bool pinned, Origin origin);

    /// <summary>The engineer takes the visit.</summary>
    Task<Outcome> Accept(string job, Origin origin);

    /// <summary>The engineer does not take the visit.</summary>
    Task<Outcome> Decline(string job, Origin origin);

    /// <summary>He sets out.</summary>
    Task<Outcome> Depart(string job, Origin origin);

    /// <summary>He is there.</summary>
    Task<Outcome> Arrive(string job, Origin origin);

    /// <summary>He is done.</summary>
    Task<Outcome> Complete(string job, Origin origin);

    /// <summary>The engineer changed: the day asks him what it allows now, and gives up what no longer fits.</summary>
    Task Revise();

    /// <summary>The ticket has heard that the day gave its visit up.</summary>
    Task AcknowledgeLoss(string job, int attempt);

    /// <summary>The day as it stands, empty and at version 0 when it holds nothing yet.</summary>
    Task<Snapshot<EngineerDay>> Describe();
}
