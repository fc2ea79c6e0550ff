using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;

namespace Dispatch.Bench.Week;

/// <summary>A ticket whose visit has to be made.</summary>
/// <param name="Job">What it asks for, with the window in which the flow wants it begun, and the nearest deadline that hangs on it, as the ticket's clocks have it.</param>
/// <param name="OpenedAt">When the ticket came in.</param>
/// <param name="WantedAt">When the desk was done with it and asked for a visit.</param>
/// <param name="DueAt">The deadline of its resolution: what it is judged by.</param>
/// <param name="Work">How long work on site really takes.</param>
/// <param name="CancelledAt">When the customer no longer wants anybody, unless somebody is under way by then.</param>
internal sealed record WantedVisit(
    Job Job, DateTimeOffset OpenedAt, DateTimeOffset WantedAt, DateTimeOffset? DueAt, TimeSpan Work, DateTimeOffset? CancelledAt);

/// <summary>An engineer falls ill, whatever he has promised. What he is under way for he still does.</summary>
internal sealed record Illness(string Engineer, DateTimeOffset From, DateTimeOffset Until);

/// <summary>All that befalls the company in a week, whoever dispatches.</summary>
/// <param name="Zones">Ids, in order.</param>
/// <param name="Visits">In the order in which they are asked for.</param>
internal sealed record WeekStory(
    DateTimeOffset Monday, IReadOnlyList<EngineerProfile> Engineers, IReadOnlyList<string> Zones, IReadOnlyList<WantedVisit> Visits, IReadOnlyList<Illness> Ill)
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(7);

    /// <summary>Midnight after Sunday.</summary>
    public DateTimeOffset End => Monday + Length;

    /// <summary>An engineer's working hours that reach into the week, by his shift alone.</summary>
    public IEnumerable<Window> HoursOf(EngineerProfile engineer) =>
        Enumerable.Range(-1, Length.Days + 1).SelectMany(day => engineer.Shift.On(engineer.Shift.DateAt(Monday).AddDays(day)));
}
